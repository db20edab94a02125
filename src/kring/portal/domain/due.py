"""By when something is to be done and since when, seen from now; and which part of the day it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo


class When(Enum):
    """How far away a moment is."""

    NOW = "now"
    TODAY = "today"
    TOMORROW = "tomorrow"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """A moment and how far away it is; `at` is on the clock of the organisation."""

    when: When
    at: datetime


def due(moment: datetime, now: datetime, zone: ZoneInfo) -> Due:
    """What is past is due now."""
    local, here = moment.astimezone(zone), now.astimezone(zone)
    if moment <= now:
        return Due(When.NOW, local)
    if local.date() == here.date():
        return Due(When.TODAY, local)
    return Due(When.TOMORROW if local.date() == here.date() + timedelta(days=1) else When.LATER, local)


class Since(Enum):
    """How long ago a day was, as far as words for it exist."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


def since(day: date, today: date) -> Since:
    """Today, yesterday, or before."""
    if day >= today:
        return Since.TODAY
    return Since.YESTERDAY if day == today - timedelta(days=1) else Since.EARLIER


class PartOfDay(Enum):
    """For a greeting."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


def part_of_day(at: time) -> PartOfDay:
    """Mornings start at six, afternoons at twelve, evenings at six; after midnight it is night."""
    if at.hour < 6:
        return PartOfDay.NIGHT
    if at.hour < 12:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if at.hour < 18 else PartOfDay.EVENING
