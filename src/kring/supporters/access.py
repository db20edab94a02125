"""Who may change what about a supporter: only the supporter."""

from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if


def may_change(actor: Actor, supporter_id: UUID) -> Decision:
    """A supporter's own availability."""
    return allowed_if(
        actor.kind == "web" and actor.has("supporter") and actor.subject == supporter_id,
        "Only supporters themselves say when they can.",
    )
