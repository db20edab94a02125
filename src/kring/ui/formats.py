"""
Dates, times and numbers in words, in the language of the page.

Weekdays and months come from Django's own catalogue. Nothing here knows what day it is now.
"""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _


def _here(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def day(value: date | datetime) -> str:
    """ "Monday 9 November"."""
    at = _here(value)
    return _("%(weekday)s %(day)d %(month)s") % {
        "weekday": WEEKDAYS[at.weekday()],
        "day": at.day,
        "month": MONTHS[at.month],
    }


def day_of_year(value: date | datetime) -> str:
    """ "9 November 2026", for terms that may lie far away."""
    at = _here(value)
    return _("%(day)d %(month)s %(year)d") % {"day": at.day, "month": MONTHS[at.month], "year": at.year}


def short_day(value: date | datetime) -> str:
    """ "9 November"."""
    at = _here(value)
    return _("%(day)d %(month)s") % {"day": at.day, "month": MONTHS[at.month]}


def clock(value: time | datetime) -> str:
    """ "7:00", in Dutch "7.00 uur"."""
    at: time | datetime = value
    if isinstance(value, datetime) and timezone.is_aware(value):
        at = timezone.localtime(value)
    return _("%(hour)d:%(minute)02d") % {"hour": at.hour, "minute": at.minute}


def moment(value: datetime) -> str:
    """ "Monday 9 November at 7:00"."""
    return _("%(day)s at %(time)s") % {"day": day(value), "time": clock(value)}


def days(first: date, last: date) -> str:
    """ "from 18 to 27 November": the month once if it is the same one."""
    if first.month == last.month and first.year == last.year:
        return _("from %(first)d to %(last)s") % {"first": first.day, "last": short_day(last)}
    return _("from %(first)s to %(last)s") % {"first": short_day(first), "last": short_day(last)}


def week(value: date | datetime) -> str:
    """ "week 46 of 2026"."""
    year, number, _weekday = _here(value).isocalendar()
    return _("week %(number)d of %(year)d") % {"number": number, "year": year}


def code_groups(code: str) -> tuple[str, ...]:
    """A code in groups of four, as people read it aloud."""
    digits = "".join(code.split())
    return tuple(digits[i : i + 4] for i in range(0, len(digits), 4))
