"""Terms end at midnight where people are, also when the clock changes; sweeps and pages agree (decision 34)."""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kring.foundation.jobs import NIGHTLY, SWEEPS, run_round
from kring.foundation.testing import Clock, World, as_, fetch, in_the_worker, insert, make_world
from kring.guideline import queries as guideline
from kring.support.actions.ask_for_support import Asked, ask_for_support
from kring.support.domain.card import Card
from kring.support.tests.scenes import supported

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NIGHTS = [
    date(2027, 1, 15),  # UTC+1: midnight is 23:00 the day before
    date(2027, 7, 1),  # UTC+2, and the first day of a half-year
    date(2026, 10, 25),  # the clock goes back in this night
    date(2027, 3, 28),  # and forward in this one
]


def round_at(world: World, clock: Clock, at: datetime) -> None:
    """The night's batch as the worker runs it, with the time the database gives it."""
    clock.stand_at(at)
    with in_the_worker():
        run_round(world.organisation_id, [*SWEEPS, *NIGHTLY], "night")


def around(day: date) -> tuple[datetime, datetime]:
    """Half past eleven the evening before, and half past midnight."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM)
    evening = datetime.combine(day - timedelta(days=1), midnight.time(), AMSTERDAM).replace(hour=23, minute=30)
    return evening, midnight.replace(minute=30)


def notices(world: World) -> int:
    return int(fetch("select count(*) from support_notice where organisation_id = %s", world.organisation_id)[0][0])


@pytest.mark.parametrize("day", NIGHTS, ids=str)
def test_a_term_ends_with_the_first_round_of_its_day_and_not_before(world: World, clock: Clock, day: date) -> None:
    evening, night = around(day)
    insert(
        "support_notice",
        id=uuid.uuid4(),
        organisation_id=world.organisation_id,
        supporter_id=world["Noor"].id,
        spoken_name="stille appel",
        gone_on=day,
    )
    round_at(world, clock, evening)
    assert notices(world) == 1
    round_at(world, clock, night)
    assert notices(world) == 0


@pytest.mark.parametrize("day", NIGHTS, ids=str)
def test_support_closes_on_its_day(world: World, clock: Clock, day: date) -> None:
    evening, night = around(day)
    clock.stand_at(evening - timedelta(days=30))
    trajectory = supported(world).trajectory_id
    with_day = "update support_trajectory set closes_on = %s where id = %s returning 1"
    fetch(with_day, day, trajectory)
    alive = "select count(*) from support_trajectory where id = %s"
    round_at(world, clock, evening)
    assert fetch(alive, trajectory) == [(1,)]
    round_at(world, clock, night)
    assert fetch(alive, trajectory) == [(0,)]


def ends_when_asked_at(world: World, clock: Clock, at: datetime) -> date:
    """With the time as a request gets it, in UTC."""
    clock.stand_at(at)
    wish = Asked(card=Card("Yara", "call", "06 12 34 56 78"), windows=("day",), language="nl")
    with as_(world.public) as now:
        receipt = ask_for_support(asked=wish, form_token=uuid.uuid4().hex, by=world.public, at=now.astimezone(UTC))
    ((ends,),) = fetch("select hard_stop_on from support_trajectory where id = %s", receipt.trajectory_id)
    return date.fromisoformat(str(ends))


@pytest.mark.parametrize("day", NIGHTS, ids=str)
def test_who_asks_after_midnight_asks_on_the_new_day(world: World, clock: Clock, day: date) -> None:
    evening, night = around(day)
    stops = [ends_when_asked_at(world, clock, at) for at in (evening, night)]
    assert stops == [guideline.hard_stop_on(day - timedelta(days=1)), guideline.hard_stop_on(day)]


def test_another_zone_has_another_midnight(clock: Clock) -> None:
    """The organisation's own zone counts, not ours and not UTC."""
    far = make_world(zone="America/Curacao")
    insert(
        "support_notice",
        id=uuid.uuid4(),
        organisation_id=far.organisation_id,
        supporter_id=far["Noor"].id,
        spoken_name="stille appel",
        gone_on=date(2027, 1, 15),
    )
    round_at(far, clock, datetime(2027, 1, 15, 4, 30, tzinfo=AMSTERDAM))  # half past eleven the evening before, there
    assert notices(far) == 1
    round_at(far, clock, datetime(2027, 1, 15, 5, 30, tzinfo=AMSTERDAM))
    assert notices(far) == 0
