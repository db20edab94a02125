"""Who may change what about a supporter: only the supporter, except until when the training is valid."""

from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if


def may_change(actor: Actor, supporter_id: UUID) -> Decision:
    """A supporter's own availability."""
    return allowed_if(
        actor.kind == "web" and actor.has("supporter") and actor.subject == supporter_id,
        "Only supporters themselves say when they can.",
    )


def may_set_training(actor: Actor, supporter_id: UUID) -> Decision:
    """Coordinators, for others than themselves."""
    return allowed_if(
        actor.kind == "web" and actor.has("coordinator") and actor.subject != supporter_id,
        "A coordinator says until when a training is valid.",
    )
