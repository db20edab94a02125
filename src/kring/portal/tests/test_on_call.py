"""Whether a colleague answers now, for every kind of hours."""

from datetime import datetime, time

import pytest

from kring.portal.domain.on_call import Reach, reach


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 9, hour, minute)


@pytest.mark.parametrize("hours", [(None, None), (time(7), None), (None, time(7)), (time(8), time(8))])
def test_no_hours_or_equal_ones_mean_day_and_night(hours: tuple[time | None, time | None]) -> None:
    assert reach(at(3), *hours) == Reach(now=True, always=True)


def test_inside_the_hours_somebody_answers_until_the_end() -> None:
    assert reach(at(7), time(7), time(23)) == Reach(now=True, at=time(23))
    assert reach(at(22, 59), time(7), time(23)) == Reach(now=True, at=time(23))


def test_before_the_hours_somebody_answers_later_today() -> None:
    assert reach(at(6, 59), time(7), time(23)) == Reach(now=False, at=time(7))


def test_at_the_end_nobody_answers_until_tomorrow() -> None:
    assert reach(at(23), time(7), time(23)) == Reach(now=False, at=time(7), tomorrow=True)


def test_hours_past_midnight_end_tomorrow_before_midnight_and_today_after() -> None:
    assert reach(at(22), time(21), time(6)) == Reach(now=True, at=time(6), tomorrow=True)
    assert reach(at(2), time(21), time(6)) == Reach(now=True, at=time(6))
    assert reach(at(6), time(21), time(6)) == Reach(now=False, at=time(21))
