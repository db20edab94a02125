"""What the dry run and the taking over share: read the file, compare it with what is there, say what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from kring.foundation.keys.lookup import number_tags
from kring.people.domain.importing.columns import FIELDS
from kring.people.domain.importing.difference import Changes, Row, compare
from kring.people.domain.importing.plan import Draft, Plan, numbers_in
from kring.people.domain.importing.problems import Unreadable
from kring.people.domain.importing.tables import read_table
from kring.people.domain.importing.unit_difference import UnitChanges, UnitRow, compare_units
from kring.people.models import Person, PersonRole, Role, Unit

SHOWN = 200
"""Lines of each kind that the page shows."""
CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything a file would change."""

    plan: Plan
    people: Changes
    units: UnitChanges


def work_out(
    data: bytes, *, mapping: Mapping[str, int], complete: bool, organisation_id: UUID, today: date
) -> Outcome:
    """
    Read a file and compare it with what is there; for the worker only, who may see everybody.

    :raises Unreadable: if it is no table, or taking it over would leave nobody to administer
    """
    draft = numbers_in(read_table(data), mapping, today)
    tags = number_tags(organisation_id, draft.numbers())
    known = {row.tag: row for row in _people()}
    plan = _plan(draft, tags, known, today)
    units = compare_units(plan.tree, known=_units(), held=_held(), complete=complete, fresh=uuid4)
    people = compare(plan, tags=tags, known=known, units=units.ids, complete=complete, today=today, fresh=uuid4)
    _keep_an_administrator(people)
    return Outcome(plan, people, units)


def chosen(columns: list[int]) -> dict[str, int]:
    """The columns of a run by field; -1 is none."""
    return {field: column for field, column in zip(FIELDS, columns, strict=True) if column >= 0}


def told(outcome: Outcome) -> dict[str, Any]:
    """
    The difference to read: counts, units by name, and lines of the file.

    Of people it says only what stands in the file itself; of whoever is not in the file only how many.
    """
    plan, people, units = outcome.plan, outcome.people, outcome.units
    names = {one.main.line: one.main.name for one in plan.people.values()}
    leaving = [people.lines[key] for key in people.leaving if key in people.lines]
    planned = [row for row in (*people.new, *people.changed) if row.leaves_on and _is_news(people, row)]
    return {
        "counts": {
            "people": len(plan.people),
            "new": len(people.new),
            "changed": len(people.changed),
            "same": people.same,
            "leaving": len(people.leaving),
            "absent": people.absent,
            "planned": len(planned),
            "gone_before": people.gone_before,
            "units_new": len(units.new),
            "units_renamed": len(units.renamed),
            "units_moved": len(units.moved),
            "units_gone": len(units.gone),
        },
        "fields": people.per_field(),
        "new": [[people.lines[row.id], row.name] for row in _first(people, people.new)],
        "changed": [
            [people.lines[row.id], row.name, list(people.why[row.id])] for row in _first(people, people.changed)
        ],
        "leaving": [[line, names[line]] for line in sorted(leaving)[:SHOWN]],
        "units_new": sorted(row.name for row in units.new)[:SHOWN],
        "units_renamed": sorted(list(pair) for pair in units.renamed)[:SHOWN],
        "units_moved": sorted(units.moved)[:SHOWN],
        "units_gone": [row.name for row in units.gone][:SHOWN],
        "stops": plan.stops,
        "problems": [[one.line, one.field, one.reason, one.said, list(one.lines)] for one in plan.problems],
    }


def _is_news(people: Changes, row: Row) -> bool:
    return "leaves_on" in people.why.get(row.id, ("leaves_on",))


def _first(people: Changes, rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: people.lines[row.id])[:SHOWN]


def _plan(draft: Draft, tags: Mapping[str, str], known: Mapping[str, Row], today: date) -> Plan:
    numbers = {tag: number for number, tag in tags.items()}
    by_id = {row.id: tag for tag, row in known.items()}
    leads = {
        numbers.get(tag, tag): numbers.get(by_id[row.manager], by_id[row.manager])
        for tag, row in known.items()
        if row.manager in by_id
    }
    here = frozenset(numbers[tag] for tag, row in known.items() if tag in numbers and row.left_on is None)
    return draft.plan(known=here, known_leads=leads, today=today)


def _people() -> list[Row]:
    fields = ("id", "number_tag", "name", "work_mail", "craft", "unit_id", "manager_id", "leaves_on", "left_on")
    rows = Person.objects.exclude(number_tag="").values_list(*fields)
    return [Row(*row) for row in rows.iterator(chunk_size=CHUNK)]


def _units() -> list[UnitRow]:
    rows = Unit.objects.filter(is_removed=False)
    return [UnitRow(*row) for row in rows.values_list("id", "source_tag", "level", "name", "parent_id", "division_id")]


def _held() -> frozenset[UUID]:
    """Units where somebody works who never came from an import."""
    rows = Person.objects.filter(number_tag="", left_on=None, unit_id__isnull=False)
    return frozenset(rows.values_list("unit_id", flat=True).distinct())


def _keep_an_administrator(people: Changes) -> None:
    roles = PersonRole.objects.filter(role=Role.ADMINISTRATOR, confirmed_by__isnull=False)
    holders = set(roles.values_list("person_id", flat=True))
    if holders and holders <= people.leaving.keys():
        raise Unreadable("last_administrator")
