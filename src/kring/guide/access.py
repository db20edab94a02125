"""Who publishes an edition: the operator and the night. Reading, and asking for a file, is for everyone."""

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if

PUBLISHES = "guide"


def may_publish(actor: Actor) -> Decision:
    """An edition is for all organisations, so nobody within one of them publishes it."""
    return allowed_if(actor.kind == "job" and actor.has(PUBLISHES), "The operator or the night publishes the guide.")
