"""Background work of events."""

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

from kring.events.actions.sweep import sweep_events
from kring.events.actions.tell_approacher import tell_approacher as tell
from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.jobs import every_sweep
from kring.foundation.rounds import SOON


@every_sweep
def sweep_round(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Ask once more who is due, and let go of what is over."""
    sweep_events(organisation_id=organisation_id, by=by, at=at)


@app.task(queue="rounds", retry=SOON)
def tell_approacher(organisation_id: str, supporter_id: str) -> None:
    """Tell one supporter that there are names to approach."""
    by = Actor("job", UUID(organisation_id), roles=frozenset({"offers"}))
    with acting(by) as at:
        tell(UUID(supporter_id), by=by, at=at)
