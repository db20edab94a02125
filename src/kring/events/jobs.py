"""What events do in the round of every five minutes."""

from datetime import datetime
from uuid import UUID

from kring.events.actions.sweep import sweep_events
from kring.foundation.actor import Actor
from kring.foundation.jobs import every_sweep


@every_sweep
def sweep_round(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Ask once more who is due, and let go of what is over."""
    sweep_events(organisation_id=organisation_id, by=by, at=at)
