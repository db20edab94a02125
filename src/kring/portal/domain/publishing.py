"""When a half-year is fixed and published (decision 16): once, two weeks after it ended, and never changed after."""

from datetime import date, timedelta

WAITS = timedelta(days=14)
"""So that what is closed around the last day is counted before the numbers are fixed."""
KEPT_YEARS = 5


def first_day_of_half_year(day: date) -> date:
    """The first day of the half-year in which this day lies."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def ended_before(day: date) -> date:
    """The last day of the half-year before the one of this day."""
    return first_day_of_half_year(day) - timedelta(days=1)


def is_due(today: date) -> bool:
    """Whether the half-year that ended last may be fixed."""
    return today >= ended_before(today) + WAITS


def appears_on(last_day: date) -> date:
    """The first day on which the numbers of a half-year with this last day can be there."""
    return last_day + WAITS


def oldest_kept(today: date) -> str:
    """The name of the oldest half-year whose numbers are still kept."""
    return f"{today.year - KEPT_YEARS:04d}H{1 if today.month <= 6 else 2}"
