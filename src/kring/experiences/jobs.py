"""Background work of experiences."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.experiences.actions.share_experiences import share_experiences
from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.rounds import SOON


@app.task(queue="rounds", retry=SOON)
def share(organisation_id: str) -> None:
    """Make what one organisation shares equal to what it wants to share."""
    by = Actor("job", UUID(organisation_id), roles=frozenset({"sharing"}))
    with acting(by) as at:
        share_experiences(by.organisation_id, by, at)
