"""Who may do what with accounts."""

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if


def may_make_account(by: Actor) -> Decision:
    """Administrators, and the job that fills a demonstration."""
    is_administrator = by.kind == "web" and by.has("administrator")
    return allowed_if(is_administrator or by.kind == "job", "only administrators make accounts")
