"""Who publishes and makes: the operator and the worker. Reading, and asking for a file, is for everyone."""

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if

PUBLISHES = "guide"


def may_publish(actor: Actor) -> Decision:
    """An edition is for all organisations, so nobody within one of them publishes it."""
    return allowed_if(actor.kind == "job" and actor.has(PUBLISHES), "The operator or the night publishes the guide.")


def may_make(actor: Actor) -> Decision:
    """Files are made by the worker alone."""
    return allowed_if(actor.kind == "job" and actor.has(PUBLISHES), "The worker makes what is asked for on paper.")
