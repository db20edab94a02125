"""The tree of units: divisions at the top, departments under them, teams at the bottom."""

from collections.abc import Mapping
from uuid import UUID

DEEPEST = 12


class Circle(Exception):
    """A unit would stand under itself."""


class InUse(Exception):
    """People work there, or other units stand under it."""


def check_no_circle(unit_id: UUID, parent_id: UUID | None, parents: Mapping[UUID, UUID | None]) -> None:
    """
    :param parents: of every unit, what it stands under
    :raises Circle: if the unit is its new parent, or stands somewhere above it
    """
    above = parent_id
    for _ in range(DEEPEST):
        if above is None:
            return
        if above == unit_id:
            raise Circle
        above = parents.get(above)
    raise Circle


def division_of(unit_id: UUID, parents: Mapping[UUID, UUID | None]) -> UUID:
    """The top of the branch on which a unit stands."""
    current = unit_id
    for _ in range(DEEPEST):
        above = parents.get(current)
        if above is None:
            return current
        current = above
    raise Circle


def below(unit_id: UUID, parents: Mapping[UUID, UUID | None]) -> set[UUID]:
    """A unit and everything under it."""
    found = {unit_id}
    for _ in range(DEEPEST):
        found |= {child for child, parent in parents.items() if parent in found}
    return found
