"""Who may do what with accounts."""

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if


def may_make_account(by: Actor) -> Decision:
    """Administrators, and the job that fills a demonstration."""
    return allowed_if(by.has("administrator") or by.kind == "job", "only administrators make accounts")
