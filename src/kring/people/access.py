"""Who may give roles, make logins and change units."""

from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if
from kring.people.domain.roles import ADMINISTRATOR, may_decide_on


def may_administer(by: Actor) -> Decision:
    """Units, logins, and who works here: administrators."""
    return allowed_if(by.kind == "web" and by.has(ADMINISTRATOR), "Only administrators do this.")


def may_propose(by: Actor, person_id: UUID) -> Decision:
    """Administrators, for somebody else."""
    may_administer(by).enforce()
    return allowed_if(by.subject != person_id, "Nobody gives a role to themselves.")


def may_confirm(by: Actor, role: str, *, person_id: UUID, granted_by: UUID) -> Decision:
    """A second person: not who proposed it, and not whom it is about."""
    may_withdraw(by, role).enforce()
    return allowed_if(by.subject not in {person_id, granted_by}, "A role takes two others.")


def may_withdraw(by: Actor, role: str) -> Decision:
    """One is enough to end a role; that must be possible at once."""
    return allowed_if(by.kind == "web" and may_decide_on(role, by.roles), "This role is for others to decide.")
