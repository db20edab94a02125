"""
Who may hold and give which role (decision 15).

    role             who may confirm it
    supporter        an administrator, or a coordinator
    every other      an administrator

Somebody else than who proposed it, and never whom it is about.
"""

SUPPORTER, COORDINATOR, ADMINISTRATOR, HR, MANAGER = "supporter", "coordinator", "administrator", "hr", "manager"
DO_NOT_GO_TOGETHER = (frozenset({COORDINATOR, ADMINISTRATOR}), frozenset({COORDINATOR, HR}))


class RolesClash(Exception):
    """The person has, or is about to get, a role that does not go together with this one: `with_role`."""

    def __init__(self, with_role: str) -> None:
        super().__init__(f"does not go together with {with_role}")
        self.with_role = with_role


class LastAdministrator(Exception):
    """Without this one nobody could give a role any more."""


class Gone(Exception):
    """Meanwhile somebody else did it, or took it back."""


def check_together(role: str, others: frozenset[str]) -> None:
    """:raises RolesClash: if one of the others does not go together with this role"""
    for pair in DO_NOT_GO_TOGETHER:
        if role in pair and (clash := (pair - {role}) & others):
            raise RolesClash(min(clash))


def may_decide_on(role: str, held: frozenset[str]) -> bool:
    """Whether these roles let somebody confirm or withdraw this role."""
    return ADMINISTRATOR in held or (role == SUPPORTER and COORDINATOR in held)
