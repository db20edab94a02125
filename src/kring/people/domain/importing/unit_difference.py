"""What taking over a plan would change in the tree of units."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from kring.people.domain.importing.columns import UNITS
from kring.people.domain.importing.tree import Branch, Key, Tree


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the table has or gets it; `source` is empty for one that people made themselves."""

    id: UUID
    source: str
    level: str
    name: str
    parent: UUID | None
    division: UUID | None


@dataclass(slots=True)
class UnitChanges:
    """The ids of the units of the plan, and what becomes of the table."""

    ids: dict[Key, UUID] = field(default_factory=dict)
    new: list[UnitRow] = field(default_factory=list)
    changed: list[UnitRow] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    gone: list[UnitRow] = field(default_factory=list)


def source_of(key: Key) -> str:
    """How a unit of the file is found again: 64 hex digits."""
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()


def compare_units(
    tree: Tree,
    *,
    known: Iterable[UnitRow],
    held: frozenset[UUID],
    complete: bool,
    fresh: Callable[[], UUID],
) -> UnitChanges:
    """
    A unit made by hand that has the same name at the same place is the same unit from now on.

    :param held: units where people work who never came from an import
    :param complete: whether units that are not in the file are gone, as far as nobody works there
    """
    rows = {row.id: row for row in known}
    by_source = {row.source: row for row in rows.values() if row.source}
    by_hand = {(row.level, _plain(row.name), row.parent): row for row in rows.values() if not row.source}
    found = UnitChanges()
    after: dict[UUID, UnitRow] = {}
    for key, branch in sorted(tree.units.items(), key=lambda item: (UNITS.index(item[1].level), item[0])):
        parent = found.ids[branch.above] if branch.above else None
        source = source_of(key)
        row = by_source.get(source) or by_hand.pop((branch.level, _plain(branch.name), parent), None)
        wanted = _wanted(branch, source, row.id if row else fresh(), parent, after)
        found.ids[key] = wanted.id
        after[wanted.id] = wanted
        _tell(found, row, wanted)
    if complete and tree.units:
        found.gone = _gone(rows, after, held)
    return found


def _wanted(branch: Branch, source: str, unit_id: UUID, parent: UUID | None, after: Mapping[UUID, UnitRow]) -> UnitRow:
    division = unit_id if branch.level == "division" else after[parent].division if parent else None
    return UnitRow(unit_id, source, branch.level, branch.name, parent, division)


def _tell(found: UnitChanges, row: UnitRow | None, wanted: UnitRow) -> None:
    if row is None:
        found.new.append(wanted)
        return
    if row == wanted:
        return
    found.changed.append(wanted)
    if row.name != wanted.name:
        found.renamed.append((row.name, wanted.name))
    if replace(row, name="", source="") != replace(wanted, name="", source=""):
        found.moved.append(wanted.name)


def _gone(rows: Mapping[UUID, UnitRow], after: Mapping[UUID, UnitRow], held: frozenset[UUID]) -> list[UnitRow]:
    """Imported units that the file has no more, unless people or other units still hang on them."""
    going = {row.id for row in rows.values() if row.source and row.id not in after and row.id not in held}
    while True:
        parents = {row.parent for row in {**rows, **after}.values() if row.id not in going}
        still = going & parents
        if not still:
            return sorted((rows[one] for one in going), key=lambda row: (row.name, str(row.id)))
        going -= still


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
