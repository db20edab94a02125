"""Half-years, in which numbers are published: "2026H1" is January to June 2026."""

import re
from datetime import date

_HALF_YEAR = re.compile(r"(\d{4})H([12])")


def half_year(day: date) -> str:
    """Name the half-year in which a day lies. The day is a day in the zone of the organisation."""
    return f"{day.year:04d}H{1 if day.month <= 6 else 2}"


def half_year_bounds(name: str) -> tuple[date, date]:
    """
    Return the first and the last day of a half-year.

    :raises ValueError: for a name that is not like "2026H1"
    """
    found = _HALF_YEAR.fullmatch(name)
    if found is None:
        raise ValueError(f"{name!r} is not the name of a half-year")
    year = int(found[1])
    return (date(year, 1, 1), date(year, 6, 30)) if found[2] == "1" else (date(year, 7, 1), date(year, 12, 31))
