"""Editions as they were published; whole ones are remembered, because they never change."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kring.foundation.plain import made
from kring.guide.domain.edition import Edition, Frame, Item
from kring.guide.models import GuideEdition, GuideItem

KEPT = 4
"""So many editions are remembered by a process."""


@dataclass(frozen=True, slots=True)
class Line:
    """An edition in a list."""

    key: str
    number: int
    published_on: date
    fingerprint: str


def editions() -> tuple[Line, ...]:
    """All editions, the newest first."""
    rows = GuideEdition.objects.order_by("-number").values_list("key", "number", "published_on", "fingerprint")
    return tuple(Line(*row) for row in rows)


def edition(line: Line) -> Edition:
    """A whole edition."""
    return _whole(line)


@lru_cache(maxsize=KEPT)
def _whole(line: Line) -> Edition:
    frame = GuideEdition.objects.values_list("frame", flat=True).get(key=line.key)
    items = GuideItem.objects.filter(edition_id=line.key).order_by("place").values_list("document", flat=True)
    return Edition(
        key=line.key,
        number=line.number,
        published_on=line.published_on,
        frame=made(Frame, frame),
        items=tuple(made(Item, document) for document in items.iterator(chunk_size=500)),
    )
