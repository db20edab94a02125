"""What is deleted leaves a tombstone, whoever deletes it, and nothing gets lost on its way to the file."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from kring.foundation.keys import jobs, tombstones
from kring.foundation.keys.sealing import forget, new_key
from kring.foundation.testing import Clock, World, as_, fetch, in_the_worker, insert

WITH_RANDOM_IDS = """
select c.oid::regclass::text from pg_class c
join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'shared')
join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnatts = 1
join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] and a.atttypid = 'uuid'::regtype
where c.relkind = 'r' and not exists(select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'bury')
"""


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.KRING_TOMBSTONES = tmp_path / "tombstones"
    yield tmp_path / "tombstones"


def bury() -> None:
    with in_the_worker():
        jobs.bury(0)


def test_every_table_with_random_ids_leaves_tombstones() -> None:
    """Sessions are the exception: a restore ends them all."""
    assert fetch(WITH_RANDOM_IDS) in ([], [("accounts_session",)])


def test_a_new_table_without_the_trigger_is_noticed() -> None:
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("create table public.fresh (id uuid primary key)")
        cursor.execute(WITH_RANDOM_IDS)
        assert ("fresh",) in cursor.fetchall()
        transaction.set_rollback(True, "owner")


def test_a_deleted_row_comes_into_the_file_and_a_rolled_back_one_does_not(world: World, file: Path) -> None:
    notices = [uuid.uuid4(), uuid.uuid4()]
    here = {"organisation_id": world.organisation_id, "supporter_id": world["Noor"].id, "gone_on": "2099-01-01"}
    for notice in notices:
        insert("support_notice", id=notice, spoken_name="stille appel", **here)
    fetch("delete from support_notice where id = %s returning 1", notices[0])
    with transaction.atomic("owner"):
        fetch("delete from support_notice where id = %s returning 1", notices[1])
        transaction.set_rollback(True, "owner")
    bury()
    marks = tombstones.marks(file)
    assert tombstones.mark("support_notice", notices[0]) in marks
    assert tombstones.mark("support_notice", notices[1]) not in marks
    assert fetch("select count(*) from private.tombstone") == [(0,)]


def test_a_destroyed_key_is_on_disk_before_anything_commits(world: World, file: Path) -> None:
    with as_(world.job()) as at:
        key = new_key(world.organisation_id, holder=world.ward, at=at)
    with as_(world.job()):
        forget(key.id)
        assert tombstones.mark("keys_datakey", key.id) in tombstones.marks(file), "the commit is still to come"


def test_when_the_file_cannot_be_written_the_database_keeps_it(world: World, file: Path) -> None:
    with as_(world.job()) as at:
        key = new_key(world.organisation_id, holder=world.ward, at=at)
    file.mkdir()  # nobody can write to a folder
    with as_(world.job()):
        forget(key.id)
    with pytest.raises(OSError):
        bury()
    file.rmdir()
    bury()
    assert tombstones.mark("keys_datakey", key.id) in tombstones.marks(file)


def test_a_line_that_a_crash_left_half_spoils_no_other(file: Path, world: World) -> None:
    file.write_text("\n2026-11-21 0123")
    with as_(world.job()) as at:
        forget(new_key(world.organisation_id, holder=world.ward, at=at).id)
    assert len(tombstones.marks(file)) == 1


def test_tombstones_older_than_any_backup_go(file: Path, world: World, clock: Clock) -> None:
    with as_(world.job()) as at:
        forget(new_key(world.organisation_id, holder=world.ward, at=at).id)
    bury()
    assert tombstones.prune(at=clock.now()) >= 1
    clock.forward(days=tombstones.KEPT.days + 1)
    assert tombstones.prune(at=clock.now()) == 0


def test_the_worker_alone_takes_them_out() -> None:
    with pytest.raises(Exception, match="permission denied"), connections["default"].cursor() as cursor:
        cursor.execute("select private.take_tombstones()")


def test_counts_of_attempts_go_also_when_nobody_tries_again() -> None:
    fetch("insert into private.attempt values (%s, now() - interval '3 hours', 1) returning 1", uuid.uuid4().bytes)
    fetch("insert into private.attempt values (%s, now(), 1) returning 1", uuid.uuid4().bytes)
    with in_the_worker():
        jobs.forget_attempts(0)
    assert fetch(
        "select count(*) filter (where span < now() - interval '2 hours'), count(*) > 0 from private.attempt"
    ) == [(0, True)]
