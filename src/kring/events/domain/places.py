"""Finding a unit by what somebody typed, among hundreds."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

SEVERAL = 8
"""So many are worth asking "which one?"; with more the words were too few."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit to choose; `label` tells it apart from others with the same name."""

    id: UUID
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """The one that was meant, or the several it could be; neither if nothing fits, or too many do."""

    place: Place | None = None
    several: tuple[Place, ...] = ()
    too_many: bool = False


def find_place(typed: str, places: Iterable[Place]) -> Found:
    """Find what was meant: the whole label or name first, then words that occur in it. Accents and case aside."""
    asked = _plain(typed)
    if not asked:
        return Found()
    known = [(place, _plain(place.label), _plain(place.name)) for place in places]
    for fitting in (
        [place for place, label, _ in known if label == asked],
        [place for place, _, name in known if name == asked],
        [place for place, label, _ in known if all(word in label for word in asked.split())],
    ):
        if len(fitting) == 1:
            return Found(fitting[0])
        if fitting:
            return Found(several=tuple(fitting)) if len(fitting) <= SEVERAL else Found(too_many=True)
    return Found()


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign))
    return " ".join(kept.split())
