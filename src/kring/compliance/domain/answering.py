"""What an answer must be: dates that can be, a function and never a person to reach."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from urllib.parse import urlsplit

from kring.compliance.domain.standing import Way

REVIEW_WITHIN = timedelta(days=2 * 366)
"""A protocol is at most two years old (K), so everything is looked at within two years."""

_REACHES_SOMEBODY = re.compile(r"\S@\S|(?:\+|\b0)(?:[\s().-]?\d){7,}")


class Wrong(Enum):
    """What cannot be, by field."""

    DATED_LATER = "dated"
    OVER_BEFORE_BEGUN = "valid_before_dated"
    OVER_ALREADY = "valid_until"
    REVIEW_NOT_LATER = "review_on"
    REVIEW_TOO_LATE = "review_too_late"
    REACHES_SOMEBODY = "reaches_somebody"
    NO_LINK = "place"
    NEEDED = "needed"


class DoesNotFit(Exception):
    """Something cannot be: `field` and `wrong`."""

    def __init__(self, field: str, wrong: Wrong) -> None:
        super().__init__(f"{field}: {wrong.value}")
        self.field, self.wrong = field, wrong


class ChangedMeanwhile(Exception):
    """Somebody else changed or removed this answer after it was opened here."""


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody fills in about one requirement."""

    way: Way
    owner: str
    review_on: date
    title: str = ""
    place: str = ""
    dated: date | None = None
    valid_until: date | None = None
    said_by: str = ""
    argument: str = ""


def check(content: Content, today: date) -> None:
    """:raises DoesNotFit: for the first thing that cannot be"""
    for field in _needed(content.way):
        if not getattr(content, field):
            raise DoesNotFit(field, Wrong.NEEDED)
    for field in ("owner", "title", "said_by", "argument"):
        if _REACHES_SOMEBODY.search(getattr(content, field)):
            raise DoesNotFit(field, Wrong.REACHES_SOMEBODY)
    if not may_stand(content.place):
        raise DoesNotFit("place", Wrong.NO_LINK)
    _check_dates(content, today)


def _needed(way: Way) -> tuple[str, ...]:
    """The fields without which each way says nothing."""
    return {
        Way.DOCUMENT: ("owner", "title", "place", "dated"),
        Way.STATEMENT: ("owner", "said_by", "dated"),
        Way.PLANNED: ("owner", "argument"),
        Way.EXPLAINED: ("owner", "argument"),
    }[way]


def _check_dates(content: Content, today: date) -> None:
    if content.dated and content.dated > today:
        raise DoesNotFit("dated", Wrong.DATED_LATER)
    if content.valid_until and content.dated and content.valid_until < content.dated:
        raise DoesNotFit("valid_until", Wrong.OVER_BEFORE_BEGUN)
    if content.valid_until and content.valid_until < today:
        raise DoesNotFit("valid_until", Wrong.OVER_ALREADY)
    if content.review_on <= today:
        raise DoesNotFit("review_on", Wrong.REVIEW_NOT_LATER)
    if content.review_on > today + REVIEW_WITHIN:
        raise DoesNotFit("review_on", Wrong.REVIEW_TOO_LATE)


def is_link(place: str) -> bool:
    """Whether a place is an address of the web, to be shown as a link."""
    try:
        parts = urlsplit(place)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username


def may_stand(place: str) -> bool:
    """Whether a place is words, or an address of the web; no other kind of address, and none with a login in it."""
    return is_link(place) or not re.match(r"\s*[a-z][a-z0-9+.-]*:\S", place, re.IGNORECASE)
