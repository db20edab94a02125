"""What changes for an organisation when its extension does, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kring.guideline.domain.content import Edition
from kring.guideline.domain.extension import PAGE


class Turn(Enum):
    """What happens to an item."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One item; `name` is its key, or its own Dutch words where it has no key."""

    turn: Turn
    sort: str
    name: str


def difference(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Return what was added, changed and removed, in this order."""
    old, new = dict(_items(before)), dict(_items(after))
    added = [Change(Turn.ADDED, *item) for item in new if item not in old]
    changed = [Change(Turn.CHANGED, *item) for item in new if item in old and new[item] != old[item]]
    removed = [Change(Turn.REMOVED, *item) for item in old if item not in new]
    return (*added, *changed, *removed)


def _items(edition: Edition) -> Iterator[tuple[tuple[str, str], object]]:
    for sort, items in (
        ("kind", edition.event_kinds),
        ("criterion", edition.criteria),
        ("template", edition.timing_templates),
        ("topic", edition.topics),
    ):
        for item in items:
            yield (sort, item.key), item
    for guide in edition.conversation_guides:
        for part in guide.parts:
            for point in part.points:
                yield (f"conversation {guide.number} {part.key}", point.nl), point
    for page in edition.reading_pages:
        if page.key == PAGE:
            for section in page.sections:
                yield (PAGE, section.heading.nl), section
