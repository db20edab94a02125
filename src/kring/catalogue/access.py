"""Who may add to the catalogue, look over what others add, and keep a list with a name. Reading is for everyone."""

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if

MODERATORS = frozenset({"administrator", "coordinator"})
POLICY_MAKERS = MODERATORS | {"hr", "manager", "trainer"}


def may_add(actor: Actor) -> Decision:
    """Whoever makes policy: proposing an entry, and keeping a list with a name."""
    return allowed_if(
        actor.kind == "web" and bool(actor.roles & POLICY_MAKERS), "Whoever makes policy adds to the catalogue."
    )


def may_moderate(actor: Actor) -> Decision:
    """Administrators and coordinators: showing, changing, removing and publishing."""
    return allowed_if(
        actor.kind == "web" and bool(actor.roles & MODERATORS), "An administrator or coordinator looks over entries."
    )
