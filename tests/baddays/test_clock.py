"""
The clock of the database goes back, by minutes and by weeks.

Time in Kring then stands still at the latest moment that was kept, and whoever runs it sees so. Only when somebody
says that the clock was wrong before, time goes back in Kring too; and then no message goes out a second time, nothing
that was to stay goes, and no key that somebody needs is destroyed.
"""

import importlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client

from kring.config.cli.main import main
from kring.foundation.database.jobs import keep_time
from kring.foundation.jobs import run_round
from kring.foundation.keys.jobs import destroy_old
from kring.foundation.keys.sealing import epoch_of, new_key, open_key
from kring.foundation.mail import jobs as mail_jobs
from kring.foundation.mail.models import OutboxMail
from kring.foundation.rounds import NIGHTLY, SWEEPS
from kring.foundation.testing import Clock, World, args_of, as_, fetch, in_the_worker, insert
from kring.foundation.watch.figures import _running
from tests.access.lived import live
from tests.access.probing import WEB, WORKER, Cursor, being, looking

TIME = importlib.import_module("kring.foundation.database.migrations.0003_time_goes_on").KEPT
WEEKS = timedelta(weeks=3)
BACK = [timedelta(hours=6), WEEKS, timedelta(days=200)]


@pytest.fixture
def real() -> Iterator[Cursor]:
    """The real clock, in a transaction that leaves nothing behind: tests put another in its place."""
    with looking() as cursor:
        cursor.execute("drop table private.time_kept")
        cursor.execute("drop function private.keep_time(), private.clock_behind()")
        cursor.execute("set local role kring_owner")
        cursor.execute(TIME)
        cursor.execute("set local role none")
        yield cursor


def asked(cursor: Cursor, sql: str, role: str = WEB) -> datetime:
    with being(cursor, role, None):
        found = cursor.execute(sql).fetchone()
    assert found is not None and isinstance(found[0], datetime)
    return found[0]


def went_back(cursor: Cursor, span: timedelta) -> datetime:
    """As if it was later before; answers when."""
    found = cursor.execute("update private.time_kept set at = now() + %s returning at", [span]).fetchone()
    assert found is not None
    kept: datetime = found[0]
    return kept


@pytest.mark.parametrize("span", [timedelta(seconds=2), timedelta(hours=6), WEEKS])
def test_time_stands_still_when_the_clock_goes_back(real: Cursor, span: timedelta) -> None:
    kept = went_back(real, span)
    assert asked(real, "select private.clock()") == asked(real, "select private.clock()", WORKER) == kept
    real.execute("select private.keep_time()")
    assert asked(real, "select private.clock()") == kept, "keeping time never makes it earlier"


def test_as_long_as_all_is_well_time_is_that_of_the_server(real: Cursor) -> None:
    went_back(real, -timedelta(minutes=3))
    assert asked(real, "select private.clock()") == asked(real, "select now()")
    real.execute("select private.keep_time()")
    assert real.execute("select at = now() from private.time_kept").fetchone() == (True,)


def test_nobody_but_the_worker_keeps_time(real: Cursor) -> None:
    may = "select has_function_privilege(%s, 'private.keep_time()', 'execute')"
    change = "select has_table_privilege(%s, 'private.time_kept', 'insert, update, delete')"
    assert [real.execute(may, [role]).fetchone() for role in (WEB, WORKER)] == [(False,), (True,)]
    assert [real.execute(change, [role]).fetchone() for role in (WEB, WORKER)] == [(False,), (False,)]


@contextmanager
def as_the_owner() -> Iterator[None]:
    """As the commands that prepare and restore run."""
    web = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = web


@pytest.fixture
def behind() -> Iterator[None]:
    """The clock of this test database is three weeks behind what was kept."""
    fetch("update private.time_kept set at = now() + %s returning 1", WEEKS)
    yield
    fetch("update private.time_kept set at = now() returning 1")


def test_who_runs_it_sees_that_the_clock_went_back(behind: None) -> None:
    insert("procrastinate_workers", last_heartbeat=fetch("select now()")[0][0])
    assert (_running() or {})["clock_behind_seconds"] == WEEKS.total_seconds() - 60
    page = Client(SERVER_NAME="localhost").get("/healthz")
    assert (page.status_code, page.content) == (503, b"clock")


def test_only_somebody_who_says_so_lets_time_go_back(behind: None, capsys: pytest.CaptureFixture[str]) -> None:
    with in_the_worker():
        keep_time(0)
    with as_the_owner():
        assert main(["clock"]) == 1
        said = capsys.readouterr().out
        assert main(["clock", "accept"]) == 0
        assert main(["clock", "show"]) == 0
    assert "Time stands still in Kring" in said and "clock accept" in said
    assert "is right" in capsys.readouterr().out


def night(world: World) -> None:
    with in_the_worker():
        run_round(world.organisation_id, [*SWEEPS, *NIGHTLY], "night")
        destroy_old(0)


def letters(world: World) -> dict[UUID, tuple[str, str]]:
    """Every mail on its way: to whom, and which."""
    with as_(world.job("mail")):
        rows = list(OutboxMail.objects.all())
        opened = {row.id: open_key(row.data_key_id).open("mail", row.id, row.sealed) for row in rows}
    return {row.id: (opened[row.id]["to"], row.template) for row in rows}


def staying(world: World) -> set[tuple[str, str]]:
    """What people count on: support, its conversations, what was asked and offered, and published figures."""
    tables = ("support_trajectory", "support_conversation", "support_proposal", "events_event", "events_offeranswer")
    tables += ("disclosure_publishedfigure", "people_person", "people_personrole")
    here = world.organisation_id
    found = [(table, fetch(f"select id from {table} where organisation_id = %s", here)) for table in tables]
    return {(table, str(key)) for table, rows in found for (key,) in rows}


@pytest.mark.parametrize("back", BACK, ids=str)
def test_when_time_goes_back_after_all_nothing_is_sent_twice_and_nothing_ends_early(
    clock: Clock, back: timedelta
) -> None:
    it = live()
    clock.forward(days=2)
    night(it.world)
    sent, kept = letters(it.world), staying(it.world)
    begun = clock.now()
    for moment in (begun - back, begun - back + timedelta(minutes=5), begun):
        clock.stand_at(moment)
        night(it.world)
        new = {mail: letter for mail, letter in letters(it.world).items() if mail not in sent}
        twice = Counter(new.values()) & Counter(sent.values())
        assert twice == Counter(), f"at {moment}"
        sent |= new
        assert kept - staying(it.world) == set(), f"at {moment}"
    assert fetch("select count(*) from keys_datakey where organisation_id = %s", it.world.organisation_id)[0][0]
    with as_(it.world.job()):
        for (key,) in fetch("select id from keys_datakey where organisation_id = %s", it.world.organisation_id):
            open_key(key)  # raises KeyGone when it was destroyed


def test_a_message_with_a_date_to_come_is_called_uncertain_or_tried_again_as_any_other(world: World) -> None:
    with as_(world.public) as at:
        ids = {state: uuid4() for state in ("claimed", "waiting")}
        for state, mail in ids.items():
            key = new_key(world.organisation_id, holder=mail, at=at)
            given = {"template": "support/mail/found.txt", "data_key_id": key.id, "sealed": b"", "state": state}
            dates = {"posted_at": at + WEEKS, "claimed_at": at + WEEKS if state == "claimed" else None, "tries": 1}
            insert("mail_outboxmail", id=mail, organisation_id=world.organisation_id, **given, **dates)
    for _ in range(2):
        with as_(world.job()) as at:
            mail_jobs.tidy(world.organisation_id, world.job(), at)
    states = dict(fetch("select id, state from mail_outboxmail where organisation_id = %s", world.organisation_id))
    assert states == {ids["claimed"]: "uncertain", ids["waiting"]: "waiting"}
    sending = args_of(world.organisation_id, "kring.foundation.mail.jobs.send")
    assert [each["mail_id"] for each in sending] == [str(ids["waiting"])]


def test_a_key_with_a_day_to_come_is_wrapped_with_that_of_today(world: World) -> None:
    with as_(world.public) as at:
        key = new_key(world.organisation_id, holder=uuid4(), at=at + WEEKS)
    night(world)
    assert fetch("select epoch from keys_datakey where id = %s", key.id) == [(epoch_of(at),)]
    with as_(world.job()):
        assert open_key(key.id).secret == key.secret


def test_the_command_refuses_what_it_does_not_know() -> None:
    with pytest.raises(SystemExit):
        main(["clock", "backwards"])
