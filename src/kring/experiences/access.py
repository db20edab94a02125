"""
Who may do what with experiences.

    actor                            sees and does
    everyone                         what organisations share, and what it says together
    administrator, coordinator, HR   the experiences of the own organisation; tells one, takes one away
    the worker                       keeps what advisers answered equal to their answers
    administrator, coordinator       also decides what is shared: somebody reads it before it leaves the house
"""

from django.db.models import Q

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if

TELLS = ("administrator", "coordinator", "hr")
SHARES = ("administrator", "coordinator")
_NOTHING = "There is nothing here."


def tells(actor: Actor) -> bool:
    """Whoever makes policy here, signed in."""
    return actor.kind == "web" and any(actor.has(role) for role in TELLS)


def shares(actor: Actor) -> bool:
    """Whoever reads what others wrote before it leaves the house."""
    return actor.kind == "web" and any(actor.has(role) for role in SHARES)


def may_tell(actor: Actor) -> Decision:
    """See the own experiences, tell one, and take one away."""
    return allowed_if(tells(actor), _NOTHING)


def may_share(actor: Actor) -> Decision:
    """Share an experience with other organisations, or stop."""
    return allowed_if(shares(actor), _NOTHING)


def may_feed(actor: Actor) -> Decision:
    """Make experiences out of answers: nobody by hand."""
    return allowed_if(actor.kind == "job", _NOTHING)


def visible(actor: Actor) -> Q:
    """The experiences of the own organisation."""
    return Q(organisation_id=actor.organisation_id) if tells(actor) else Q(pk__in=[])
