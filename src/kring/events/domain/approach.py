"""By when somebody is approached in person."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WITHIN = timedelta(hours=24)


def approach_by(at: datetime, opens: time, closes: time, zone: ZoneInfo) -> datetime:
    """
    The moment, in the zone given, by which somebody is approached: within 24 hours, while the service is open (K).

    That is 24 hours later, or the last closing time before it. Service hours are local times and may run past
    midnight; the same time twice means day and night.

    :raises ValueError: if `at` has no time zone
    """
    if at.utcoffset() is None:
        raise ValueError("the moment must have a time zone")
    latest = (at.astimezone(UTC) + WITHIN).astimezone(zone)
    if _open(latest.time(), opens, closes):
        return latest
    closing = _closing(latest.date(), closes, zone)
    return closing if closing <= latest else _closing(latest.date() - timedelta(days=1), closes, zone)


def _open(moment: time, opens: time, closes: time) -> bool:
    if opens < closes:
        return opens <= moment <= closes
    return moment >= opens or moment <= closes


def _closing(day: date, closes: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, closes, zone)
