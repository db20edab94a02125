"""Rows of several tables in one statement: as complete, as guarded and as whole as one by one."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from kring.foundation.audit.models import AccessLine
from kring.foundation.database.inserting import insert, insert_unless_there
from kring.foundation.keys.models import DataKey
from kring.foundation.testing import World, as_, fetch, make_world

AT = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)


def key(world: World) -> DataKey:
    return DataKey(id=uuid4(), organisation_id=world.organisation_id, holder=uuid4(), epoch=1, wrapped=b"\x00\xff'%s")


def line(world: World, **given: object) -> AccessLine:
    values = {"event": "request.created", "action": "C", "actor": "public", "fields_seen": ["name", "it's"], **given}
    return AccessLine(organisation_id=world.organisation_id, at=AT, **values)


def kept(row: AccessLine | DataKey) -> list[tuple[object, ...]]:
    return fetch(f"select * from {row._meta.db_table} where id = %s", row.pk)


def test_they_are_all_there_as_they_were_made_and_took_one_statement(world: World) -> None:
    one, other = key(world), line(world)
    with as_(world.public), CaptureQueriesContext(connection) as statements:
        insert(one, other)
    assert len(statements) == 1
    assert fetch("select holder, epoch, wrapped from keys_datakey where id = %s", one.id) == [
        (one.holder, 1, b"\x00\xff'%s")
    ]
    assert fetch("select at, fields_seen, sealed_in, refused from audit_accessline where id = %s", other.id) == [
        (AT, ["name", "it's"], None, False)
    ]


def test_one_that_cannot_be_kept_keeps_none(world: World) -> None:
    one, wrong = key(world), line(world, action="?")
    with pytest.raises(IntegrityError), as_(world.public):
        insert(one, wrong)
    assert kept(one) == kept(wrong) == []


def test_what_is_too_long_is_refused_and_not_cut_off(world: World) -> None:
    wrong = line(world, event="x" * 61)
    with pytest.raises(DataError), as_(world.public):
        insert(key(world), wrong)
    assert kept(wrong) == []


def test_the_rows_of_another_house_are_refused(world: World) -> None:
    one, foreign = key(world), line(make_world(cast=False))
    with pytest.raises(ProgrammingError), as_(world.public):
        insert(one, foreign)
    assert kept(one) == kept(foreign) == []
    with pytest.raises(ProgrammingError), as_(replace(world.public, organisation_id=UUID(int=1))):
        insert(one)


def test_what_is_there_stays_as_it_is_and_the_transaction_goes_on(world: World) -> None:
    one = line(world)
    with as_(world.public):
        assert insert_unless_there(one)
        one.actor = "somebody else"
        assert not insert_unless_there(one)
        insert(line(world))
    assert fetch("select actor from audit_accessline where organisation_id = %s", world.organisation_id) == [
        ("public",),
        ("public",),
    ]
