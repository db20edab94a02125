"""Background work of supporters."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.jobs import every_sweep
from kring.supporters.actions.enrol import enrol

every_sweep(enrol)


@app.task(queue="rounds")
def enrol_new(organisation_id: str) -> None:
    """Make the cards that are missing in one organisation."""
    by = Actor("job", UUID(organisation_id), roles=frozenset({"roles"}))
    with acting(by) as at:
        enrol(by.organisation_id, by, at)
