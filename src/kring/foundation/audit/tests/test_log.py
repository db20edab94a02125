"""The access log: insert only, chained, and every change to a sealed line is found."""

from datetime import date

import pytest
from django.db import ProgrammingError, connections

from kring.foundation.audit import log
from kring.foundation.audit.models import AccessLine
from kring.foundation.testing import World, as_, fetch, make_world
from kring.foundation.testing_races import Turn, meet


def write(world: World, events: int) -> None:
    petra = world["Petra"].actor
    with as_(petra) as at:
        for number in range(events):
            log.record("contactcard.read", "R", by=petra, at=at, object_tag=f"{number:064d}", fields=["name"])


def broken(world: World) -> list[int]:
    with as_(world.job()):
        return log.broken_seals(world.organisation_id)


def seal(world: World) -> int:
    with as_(world.job()) as at:
        return log.seal(world.organisation_id, at=at)


def test_the_web_role_writes_but_cannot_read_change_or_delete(world: World) -> None:
    write(world, 1)
    for attempt in (
        lambda: list(AccessLine.objects.all()),
        lambda: AccessLine.objects.update(event="x"),
        lambda: AccessLine.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(ProgrammingError), as_(world["Petra"].actor):
            attempt()


def test_seals_form_a_chain_that_fits(world: World) -> None:
    write(world, 3)
    assert seal(world) == 3
    write(world, 2)
    assert seal(world) == 2
    assert seal(world) == 0
    assert broken(world) == []


@pytest.mark.parametrize(
    "tamper",
    [
        "update audit_accessline set actor = 'person:other' where organisation_id = %s",
        "delete from audit_accessline where id = (select id from audit_accessline where organisation_id = %s limit 1)",
        "update audit_accessseal set hash = repeat('0', 64) where number = 1 and organisation_id = %s",
    ],
)
def test_every_change_behind_the_seal_is_found(world: World, tamper: str) -> None:
    write(world, 3)
    seal(world)
    write(world, 1)
    seal(world)
    with connections["owner"].cursor() as cursor:
        cursor.execute(tamper, [world.organisation_id])
    assert broken(world) != []


def test_a_line_holds_names_of_fields_and_no_values(world: World) -> None:
    write(world, 1)
    (row,) = fetch(
        "select fields_seen, actor, roles from audit_accessline where organisation_id = %s", world.organisation_id
    )
    assert row == (["name"], f"person:{world['Petra'].id}", "coordinator")


def test_whoever_knows_the_tag_reads_the_lines_by_day_and_nobody_elses(world: World) -> None:
    petra, mine, other = world["Petra"].actor, "a" * 64, "b" * 64
    with as_(petra) as at:
        log.record("contactcard.read", "R", by=petra, at=at, subject_tag=mine, fields=["name"])
        log.record("contactcard.read", "R", by=petra, at=at, subject_tag=other, fields=["name"])
        log.record("contactcard.read", "R", by=petra, at=at, fields=["name"])
    with as_(world.public):
        (line,) = log.lines_about(mine)
        assert log.lines_about("") == () == log.lines_about("c" * 64)
    assert (line.actor, line.roles, line.fields) == (petra.label, ("coordinator",), ("name",))
    assert type(line.on_day) is date
    with as_(make_world(cast=False).public):
        assert log.lines_about(mine) == ()


def test_an_emergency_stands_under_the_seal_too(world: World) -> None:
    petra = world["Petra"].actor
    with as_(petra) as at:
        log.record("breakglass.read", "R", by=petra, at=at, subject_tag="a" * 64, emergency=True)
    with as_(world.public):
        assert [line.emergency for line in log.lines_about("a" * 64)] == [True]
    seal(world)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update audit_accessline set emergency = false where organisation_id = %s", [world.organisation_id]
        )
    assert broken(world) == [1]


def test_two_rounds_at_once_seal_every_line_once(world: World) -> None:
    write(world, 3)
    job = world.job()

    def seals() -> Turn:
        return Turn(job, lambda at: log.seal(world.organisation_id, at=at))

    assert meet(seals(), seals()) == (None, None)
    assert fetch("select lines from audit_accessseal where organisation_id = %s", world.organisation_id) == [(3,)]
    assert broken(world) == []
