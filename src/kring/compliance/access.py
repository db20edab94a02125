"""Who may answer for what the guideline asks. Reading is for everyone."""

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if

ROLES = ("administrator", "coordinator")


def may_answer(by: Actor) -> Decision:
    """Administrators and coordinators, of their own organisation."""
    return allowed_if(by.kind == "web" and bool(by.roles.intersection(ROLES)), "Others answer for this.")


def role_of(by: Actor) -> str:
    """
    As what somebody answers.

    :raises StopIteration: for whoever may not
    """
    return next(role for role in ROLES if by.has(role))
