"""Dates as people and systems write them in the Netherlands, and as Excel counts them."""

import re
from datetime import date, timedelta

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan januari january",
            "feb februari february febr",
            "mrt maart mar march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for word in words.split()
}
NEVER = frozenset({"", "-", "--", "nvt", "n.v.t.", "onbepaald", "onbepaalde tijd", "geen", "heden", "null", "none"})
FAR = 2100
"""From this year on a date means: no end. Systems write 31-12-9999 for that."""
EXCEL_BEGINS = date(1899, 12, 30)
EXCEL = range(10_000, 73_050)  # 1927 to 2099, so that a year is never taken for a day

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.+z-]*)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: [\d:.]+)?")
_WORDS = re.compile(r"(\d{1,2})[- .]+([a-z]+)[- .]+(\d{4}|\d{2})")
_SOLID = re.compile(r"((?:19|20)\d{2}|9999)(\d{2})(\d{2})")
_EXCEL = re.compile(r"(\d{5})(?:[.,]\d+)?")


def read_date(text: str) -> date | None:
    """
    A day, or None where there is none: empty, "n.v.t.", or so far off that it means never.

    Day before month, always: 01/02/2026 is the first of February.

    :raises ValueError: if this is no date
    """
    plain = " ".join(text.split()).casefold()
    if plain in NEVER or not plain.strip("0-/. :"):
        return None
    year, month, day = _parts(plain)
    if year >= FAR:
        return None
    if year < 1900:
        raise ValueError(text)
    return date(year, month, day)


def _parts(plain: str) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DUTCH.fullmatch(plain):
        return _year(found[3]), int(found[2]), int(found[1])
    if (found := _WORDS.fullmatch(plain)) and found[2] in MONTHS:
        return _year(found[3]), MONTHS[found[2]], int(found[1])
    if found := _SOLID.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _EXCEL.fullmatch(plain)) and int(found[1]) in EXCEL:
        day = EXCEL_BEGINS + timedelta(days=int(found[1]))
        return day.year, day.month, day.day
    raise ValueError(plain)


def _year(text: str) -> int:
    """Two digits are of this century up to 69, and of the last one after that."""
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year
