"""Fixing the numbers of a half-year, once."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from kring.foundation.disclosure.counters import tally
from kring.foundation.testing import Clock, World, as_, fetch
from kring.portal.actions.publish_figures import publish_figures
from kring.portal.domain.publishing import appears_on, ended_before, is_due, oldest_kept


@pytest.mark.parametrize(
    ("today", "ended"),
    [
        (date(2026, 7, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2026, 6, 30)),
        (date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_half_year_before_ended_on_its_last_day(today: date, ended: date) -> None:
    assert ended_before(today) == ended


def test_two_weeks_after_the_end_numbers_are_due() -> None:
    assert not is_due(date(2026, 7, 13)) and is_due(date(2026, 7, 14)) and is_due(date(2026, 12, 31))
    assert appears_on(date(2026, 6, 30)) == date(2026, 7, 14)


def test_five_years_are_kept() -> None:
    assert (oldest_kept(date(2026, 3, 1)), oldest_kept(date(2026, 8, 1))) == ("2021H1", "2021H2")


def count(world: World, half_year: str, n: int) -> None:
    with as_(world.job("night")):
        tally(world.organisation_id, half_year, Counter({(world.division, "asked"): n}))


def night(world: World) -> int:
    with as_(world.job("night")) as at:
        return publish_figures(world.organisation_id, world.job("night"), at)


def published(world: World) -> list[tuple[object, ...]]:
    return fetch(
        "select half_year, division_name, rounded from disclosure_publishedfigure where organisation_id = %s"
        " order by half_year, division_name",
        world.organisation_id,
    )


def counted(world: World) -> list[tuple[object, ...]]:
    return fetch("select half_year, n from private.counter where organisation_id = %s", world.organisation_id)


def test_numbers_appear_once_and_what_was_counted_is_gone(world: World, clock: Clock) -> None:
    count(world, "2026H1", 23)
    clock.stand_at(datetime(2026, 7, 13, 12, tzinfo=UTC))
    assert night(world) == 0 and published(world) == []

    clock.forward(days=1)
    assert night(world) == 2
    assert published(world) == [("2026H1", "", 25), ("2026H1", "Divisie Acuut", 25)]
    assert counted(world) == []


def test_what_is_counted_too_late_changes_nothing_and_does_not_stay(world: World, clock: Clock) -> None:
    count(world, "2026H1", 23)
    clock.stand_at(datetime(2026, 7, 20, 12, tzinfo=UTC))
    night(world)
    count(world, "2026H1", 40)

    assert night(world) == 0
    assert published(world)[0] == ("2026H1", "", 25)
    assert counted(world) == []


def test_the_running_half_year_is_left_alone(world: World, clock: Clock) -> None:
    count(world, "2026H2", 30)
    clock.stand_at(datetime(2026, 7, 20, 12, tzinfo=UTC))
    night(world)

    assert published(world) == [] and counted(world) == [("2026H2", 30)]


def test_the_day_is_the_one_of_the_organisation(world: World, clock: Clock) -> None:
    count(world, "2026H1", 23)
    clock.stand_at(datetime(2026, 7, 13, 22, 30, tzinfo=UTC))  # already the 14th in Amsterdam

    assert night(world) == 2


def test_after_five_years_published_numbers_go(world: World, clock: Clock) -> None:
    count(world, "2026H1", 23)
    clock.stand_at(datetime(2026, 7, 20, 12, tzinfo=UTC))
    night(world)
    clock.stand_at(datetime(2031, 12, 31, 12, tzinfo=UTC))
    night(world)
    assert published(world) == []
