"""When it happened: only the week is kept, as its Monday."""

from datetime import date, timedelta
from enum import Enum


class When(Enum):
    """What somebody can choose."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"


def monday_of(day: date) -> date:
    """The Monday of the ISO week of a day."""
    return day - timedelta(days=day.weekday())


def week_of(when: When, today: date) -> date:
    """The Monday of the week in which it happened. `today` is a day in the zone of the organisation."""
    if when is When.YESTERDAY:
        return monday_of(today - timedelta(days=1))
    if when is When.LAST_WEEK:
        return monday_of(today) - timedelta(days=7)
    return monday_of(today)
