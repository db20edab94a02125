"""Nights and rounds over many requests: killed halfway nothing is lost or doubled, and none costs a statement more."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connections

from kring.foundation.testing import Clock, World, as_, fetch, make_world
from kring.support.actions import dissolve as night_work
from kring.support.actions.stop_support import stop_support
from kring.support.models import Trajectory
from kring.support.tests.test_journey import accept, ask, match, night, sweep

COUNTED = "select sum(n)::int from private.counter where organisation_id = %s and measure = 'asked'"
WAITING = "select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()"
ROWS = "select count(*) from support_trajectory where organisation_id = %s"


class Killed(BaseException):
    """What a kill looks like from inside."""


def stopped(world: World, number: int) -> None:
    """So many people asked and stopped."""
    for _ in range(number):
        actor = world.code(ask(world).trajectory_id)
        with as_(actor) as at:
            stop_support(trajectory_id=actor.subject, by=actor, at=at)


def supported(world: World, number: int) -> None:
    """So many people have a supporter, and nobody marked a conversation."""
    for _ in range(number):
        ask(world, choice=world["Noor"].id)
        match(world)
        accept(world)


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many statements go to the database in the block."""
    found, original = [0], psycopg.Cursor.execute

    def execute(self: Any, *given: Any, **named: Any) -> Any:
        found[0] += 1
        return original(self, *given, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", execute)
        yield found


def statements(work: Callable[[World], object], world: World) -> int:
    """How many this work needs."""
    with counted() as number:
        work(world)
    return number[0]


def test_a_night_that_is_killed_halfway_goes_on_and_counts_nothing_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(world, 5)
    monkeypatch.setattr(night_work, "BATCH", 2)
    real, times = night_work.tally, [0]

    def killed(*given: Any) -> None:
        times[0] += 1
        if times[0] == 2:
            raise Killed
        real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(night_work, "tally", killed)
        with pytest.raises(Killed):
            night(world)
    assert fetch(ROWS, world.organisation_id) == [(5,)]
    assert fetch(COUNTED, world.organisation_id) == [(None,)]
    assert night(world) == 5, "three batches in one night"
    assert fetch(ROWS, world.organisation_id) == [(0,)]
    assert fetch(COUNTED, world.organisation_id) == [(5,)]
    assert night(world) == 0
    assert fetch(COUNTED, world.organisation_id) == [(5,)]


def test_a_night_asks_no_more_for_many_than_for_few(world: World) -> None:
    stopped(world, 1)
    few = statements(night, world)
    stopped(world, 6)
    assert statements(night, world) == few


def test_a_round_asks_no_more_for_many_than_for_few(clock: Clock) -> None:
    """Each is reminded of professional help, by two mails, and each lies still."""
    quiet, busy = make_world(), make_world()
    supported(quiet, 1)
    supported(busy, 3)
    clock.forward(days=31)
    assert statements(sweep, quiet) == statements(sweep, busy)
    for world, number in ((quiet, 1), (busy, 3)):
        late = fetch("select kind from support_workitem where organisation_id = %s", world.organisation_id)
        assert late == [("overdue",)] * number
        mails = "select template from mail_outboxmail where organisation_id = %s and template like '%%reminder%%'"
        assert len(fetch(mails, world.organisation_id)) == 2 * number
        sweep(world)
        assert len(fetch(mails, world.organisation_id)) == 2 * number, "a second round does nothing twice"


def test_the_count_sees_a_statement_for_each(world: World) -> None:
    """The control: what asks for one after another asks more for more."""

    def one_by_one(number: int) -> int:
        stopped(world, number)
        with counted() as found, as_(world.job()):
            for key in range(number):
                Trajectory.objects.filter(spoken_name=str(key)).first()
        return found[0]

    assert one_by_one(3) > one_by_one(1)


def test_a_night_waits_for_whoever_holds_one_instead_of_keeping_it_a_day_longer(world: World) -> None:
    stopped(world, 3)
    held, may_go, done = threading.Event(), threading.Event(), list[int]()

    def hold_one() -> None:
        with as_(world.job()):
            Trajectory.objects.select_for_update().filter(pk__in=Trajectory.objects.values("pk")[:1]).first()
            held.set()
            may_go.wait(30)
        connections.close_all()

    def go_through_the_night() -> None:
        done.append(night(world))
        connections.close_all()

    threads = [threading.Thread(target=each) for each in (hold_one, go_through_the_night)]
    threads[0].start()
    assert held.wait(30)
    threads[1].start()
    until = time.monotonic() + 30
    while not fetch(WAITING) and time.monotonic() < until:
        time.sleep(0.05)
    assert fetch(WAITING), "the night waits"
    may_go.set()
    for thread in threads:
        thread.join(30)
    assert done == [3]
    assert fetch(ROWS, world.organisation_id) == [(0,)]


def test_a_card_that_is_damaged_stops_no_round_and_no_night_for_the_others(world: World) -> None:
    damaged, (noor, sam) = ask(world).trajectory_id, (world["Noor"], world["Sam"])
    with connections["owner"].cursor() as cursor:
        cursor.execute("update support_trajectory set card = reverse(card) where id = %s", [damaged])
    ask(world, choice=noor.id)
    sweep(world)
    assert fetch("select state from support_trajectory where id = %s", damaged) == [("stuck",)]
    assert len(fetch("select 1 from support_proposal where supporter_id in (%s, %s)", noor.id, sam.id)) == 1
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update support_trajectory set closes_on = '2001-01-01' where organisation_id = %s",
            [world.organisation_id],
        )
    assert night(world) == 2
