"""The clock that only runs while the service is open."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kring.guideline.queries import answer_by

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EIGHT, TEN_PM = time(8), time(22)

MOMENTS = st.builds(
    lambda start, minutes: start + timedelta(minutes=minutes),
    st.sampled_from([datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)]),
    st.integers(min_value=0, max_value=3 * 24 * 60),
)
"""Moments around the nights on which the clock goes forward and back."""

TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))

CLEAR_TIMES = TIMES.filter(lambda t: t.hour != 2)
"""Times of day that exist once on every day, also when the clock is changed."""

HOURS = st.integers(min_value=1, max_value=20)


def at(text: str) -> datetime:
    """Give a moment of the Dutch clock."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def due(text: str, hours: int = 2, start: time = EIGHT, end: time = TEN_PM) -> str:
    """Say by when an answer is due, on the Dutch clock."""
    answer = answer_by(at(text), hours, start, end, AMSTERDAM).astimezone(AMSTERDAM)
    return answer.replace(tzinfo=None).isoformat(" ", "minutes")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("2026-05-04 10:00", "2026-05-04 12:00"),
        ("2026-05-04 20:00", "2026-05-04 22:00"),
        ("2026-05-04 21:30", "2026-05-05 09:30"),
        ("2026-05-04 22:00", "2026-05-05 10:00"),
        ("2026-05-05 03:00", "2026-05-05 10:00"),
        ("2026-05-05 08:00", "2026-05-05 10:00"),
    ],
)
def test_the_night_does_not_count(asked: str, answered: str) -> None:
    assert due(asked) == answered


def test_many_hours_run_over_several_days() -> None:
    assert due("2026-05-04 21:00", hours=30) == "2026-05-07 09:00"


def test_a_night_service_runs_past_midnight() -> None:
    assert due("2026-05-04 23:30", start=time(22), end=time(6)) == "2026-05-05 01:30"
    assert due("2026-05-05 05:00", start=time(22), end=time(6)) == "2026-05-05 23:00"


def test_the_night_on_which_the_clock_goes_forward_lacks_an_hour() -> None:
    assert due("2026-03-28 23:00", hours=4, start=time(22), end=time(6)) == "2026-03-29 04:00"


def test_the_night_on_which_the_clock_goes_back_has_an_hour_more() -> None:
    assert due("2026-10-24 23:00", hours=4, start=time(22), end=time(6)) == "2026-10-25 02:00"


def test_day_and_night_service_counts_every_hour() -> None:
    assert due("2026-03-28 20:00", hours=24, start=time(8), end=time(8)) == "2026-03-29 21:00"


def test_the_answer_is_given_in_utc() -> None:
    assert answer_by(at("2026-05-04 10:00"), 2, EIGHT, TEN_PM, AMSTERDAM).tzinfo is UTC


def _in_service(moment: datetime, start: time, end: time) -> bool:
    clock = moment.astimezone(AMSTERDAM).time()
    if start < end:
        return start <= clock < end
    return start == end or clock >= start or clock < end


def _open_minutes(start: time, end: time) -> int:
    return ((end.hour - start.hour) * 60 + end.minute - start.minute) % (24 * 60) or 24 * 60


@settings(deadline=None)
@given(MOMENTS, HOURS, CLEAR_TIMES, CLEAR_TIMES)
def test_exactly_so_many_service_hours_lie_between_asking_and_answering(
    asked: datetime, hours: int, start: time, end: time
) -> None:
    assume(_open_minutes(start, end) >= 60)
    answer = answer_by(asked, hours, start, end, AMSTERDAM)
    minutes = range(int((answer - asked) / timedelta(minutes=1)))
    counted = sum(_in_service(asked + timedelta(minutes=minute), start, end) for minute in minutes)
    assert counted == hours * 60
    assert _in_service(answer - timedelta(minutes=1), start, end)


@given(MOMENTS, MOMENTS, HOURS, TIMES, TIMES)
def test_who_asks_later_is_never_answered_earlier(
    one: datetime, other: datetime, hours: int, start: time, end: time
) -> None:
    earlier, later = sorted((one, other))
    first = answer_by(earlier, hours, start, end, AMSTERDAM)
    assert first <= answer_by(later, hours, start, end, AMSTERDAM)
    assert first >= earlier + timedelta(hours=hours)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="must have a time zone"):
        answer_by(datetime(2026, 5, 4, 10), 2, EIGHT, TEN_PM, AMSTERDAM)


def test_service_hours_with_a_time_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="local times"):
        answer_by(at("2026-05-04 10:00"), 2, EIGHT.replace(tzinfo=UTC), TEN_PM, AMSTERDAM)


@pytest.mark.parametrize("hours", [0, -1])
def test_an_answer_needs_at_least_an_hour(hours: int) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        answer_by(at("2026-05-04 10:00"), hours, EIGHT, TEN_PM, AMSTERDAM)
