"""Write what a file changes: set by set, in the transaction of the caller, so that it is all or nothing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.people.actions.import_steps import Outcome
from kring.people.actions.leave import leave
from kring.people.domain.importing.difference import Row
from kring.people.domain.importing.unit_difference import UnitRow
from kring.people.models import Unit

BATCH = 5000
Progress = Callable[[int], None]

INSERT_PEOPLE = """
insert into people_person
    (organisation_id, language, id, number_tag, name, work_mail, craft, unit_id, manager_id, leaves_on)
select %s, 'nl', u.* from unnest(
    %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::uuid[], %s::uuid[], %s::date[]) as u
"""
UPDATE_PEOPLE = """
update people_person p set name = u.name, work_mail = u.mail, craft = u.craft, unit_id = u.unit,
    manager_id = u.lead, leaves_on = u.leaves_on, left_on = null
from unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::uuid[], %s::uuid[], %s::date[])
    as u(id, tag, name, mail, craft, unit, lead, leaves_on)
where p.organisation_id = %s and p.id = u.id
"""
LEAD_UNITS = """
update people_unit t set manager_id = u.lead, manager_name = p.name
from unnest(%s::uuid[], %s::uuid[]) as u(unit, lead) join people_person p on p.id = u.lead
where t.organisation_id = %s and t.id = u.unit
  and (t.manager_id is distinct from u.lead or t.manager_name is distinct from p.name)
"""


def carry_out(outcome: Outcome, *, organisation_id: UUID, by: Actor, at: datetime, report: Progress) -> None:
    """
    Units first, then people, then who leaves.

    :param report: is told how far it is, from 0 to 100
    """
    people = outcome.people
    total = max(1, len(people.new) + len(people.changed) + len(people.leaving))
    done = 0
    _units(outcome, organisation_id)
    with connection.cursor() as cursor:
        for batch in _batches(people.new):
            cursor.execute(INSERT_PEOPLE, [organisation_id, *_columns(batch)])
            report(100 * (done := done + len(batch)) // total)
        for batch in _batches(people.changed):
            cursor.execute(UPDATE_PEOPLE, [*_columns(batch), organisation_id])
            report(100 * (done := done + len(batch)) // total)
        _lead_units(cursor, outcome, organisation_id)
    leave(people.leaving, organisation_id=organisation_id, by=by, at=at)
    _let_go_of_units(outcome)
    if people.new or people.changed or people.leaving:
        log.record("people.imported", "U", by=by, at=at)
    report(100)


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _columns(rows: Sequence[Row]) -> list[list[Any]]:
    fields = ("id", "tag", "name", "mail", "craft", "unit", "manager", "leaves_on")
    return [[getattr(row, name) for row in rows] for name in fields]


def _units(outcome: Outcome, organisation_id: UUID) -> None:
    Unit.objects.bulk_create([_unit(row, organisation_id) for row in outcome.units.new], batch_size=BATCH)
    fields = ["source_tag", "level", "name", "sort_name", "parent", "division_id"]
    changed = [_unit(row, organisation_id) for row in outcome.units.changed]
    Unit.objects.bulk_update(changed, fields, batch_size=500)


def _unit(row: UnitRow, organisation_id: UUID) -> Unit:
    return Unit(
        id=row.id,
        organisation_id=organisation_id,
        source_tag=row.source,
        level=row.level,
        name=row.name,
        sort_name=row.name.lower(),
        parent_id=row.parent,
        division_id=row.division,
    )


def _lead_units(cursor: Any, outcome: Outcome, organisation_id: UUID) -> None:
    plan = outcome.plan
    lines = {line: key for key, line in outcome.people.lines.items()}
    pairs = [
        (outcome.units.ids[key], lines[plan.people[lead].main.line])
        for key, lead in plan.unit_leads.items()
        if lead in plan.people
    ]
    cursor.execute(LEAD_UNITS, [[unit for unit, _ in pairs], [lead for _, lead in pairs], organisation_id])


def _let_go_of_units(outcome: Outcome) -> None:
    """Only a job sees all that still points to them, so Django can let go of it."""
    Unit.objects.filter(pk__in=[row.id for row in outcome.units.gone]).delete()
