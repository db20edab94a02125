"""A clock that only runs while the service is open."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def answer_by(at: datetime, within_hours: int, day_start: time, day_end: time, zone: ZoneInfo) -> datetime:
    """
    Return the moment, in UTC, by which an answer is due: so many hours later, in service hours only (K).

    Service hours are given as local times in `zone`. They may run past midnight; the same start and end means
    day and night. Counts real hours, also on the days the clock is changed.

    :raises ValueError: if `at` has no time zone, a service time has one, or the hours are not positive
    """
    if at.utcoffset() is None:
        raise ValueError("the moment must have a time zone")
    if day_start.tzinfo is not None or day_end.tzinfo is not None:
        raise ValueError("service hours are local times, without a time zone of their own")
    if within_hours <= 0:
        raise ValueError("the number of hours must be positive")

    now, left = at.astimezone(UTC), timedelta(hours=within_hours)
    # Service that began yesterday may still be running.
    day = at.astimezone(zone).date() - timedelta(days=1)
    while True:
        opens, closes = _service(day, day_start, day_end, zone)
        now = max(now, opens)
        if now + left <= closes:
            return now + left
        left -= max(closes - now, timedelta())
        day += timedelta(days=1)


def _service(day: date, day_start: time, day_end: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    last_day = day if day_start < day_end else day + timedelta(days=1)
    return (
        datetime.combine(day, day_start, zone).astimezone(UTC),
        datetime.combine(last_day, day_end, zone).astimezone(UTC),
    )
