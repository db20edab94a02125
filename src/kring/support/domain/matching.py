"""
Matching (K, after UV8-UV9): who can support whom, and why, in one sentence.

Hard conditions decide; preferences only order. A refusal has no reason here either: whoever does not fit is simply
not in the answer (decision 14).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

IN_TRAINING = frozenset({"resident", "student_or_intern", ""})
"""Crafts of people whom a trainer may have to judge; who did not say what they do may be one of them."""
ASKED_AT_MOST = 3
"""Unanswered questions after which a coordinator looks along (K)."""


class Because(Enum):
    """What fits; the only reasons that exist are reasons for."""

    CHOSEN = "chosen"
    SAME_CRAFT = "same_craft"
    OTHER_TEAM = "other_team"
    IN_TIME = "in_time"
    SAME_LANGUAGE = "same_language"


@dataclass(frozen=True, slots=True)
class Need:
    """What a request asks for. `excluded` holds vetoes, line relations, people who were there, and who was asked."""

    trajectory_id: UUID
    craft: str
    windows: frozenset[str]
    language: str
    unit_id: UUID | None
    division_id: UUID | None
    elsewhere: bool
    choice: UUID | None
    excluded: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Able:
    """A supporter as the rule sees them; `load` is the number of people they support now."""

    id: UUID
    craft: str
    unit_id: UUID | None
    division_id: UUID | None
    windows: frozenset[str]
    languages: frozenset[str]
    ready: bool
    load: int


@dataclass(frozen=True, slots=True)
class Match:
    """A supporter who fits, how well, and why."""

    supporter_id: UUID
    score: int
    because: tuple[str, ...]


def fits(need: Need, able: Able, cap: int) -> bool:
    """The hard conditions, all of them."""
    return (
        able.ready
        and able.load < cap
        and able.id not in need.excluded
        and bool(need.windows & able.windows)
        and need.language in able.languages
        and not (need.elsewhere and need.division_id is not None and able.division_id == need.division_id)
    )


def match(need: Need, able: Able) -> Match:
    """How well somebody who fits, fits: choice, then craft, then distance, then a fair spread."""
    because = [Because.IN_TIME]
    score = -2 * able.load
    if able.id == need.choice:
        because.insert(0, Because.CHOSEN)
        score += 1000
    if need.craft and able.craft == need.craft:
        because.append(Because.SAME_CRAFT)
        score += 20
    if need.unit_id and able.unit_id and able.unit_id != need.unit_id:
        because.append(Because.OTHER_TEAM)
        score += 8
    if need.language != "nl":
        because.append(Because.SAME_LANGUAGE)
    return Match(able.id, score, tuple(reason.value for reason in because))


def rank(need: Need, supporters: Iterable[Able], cap: int) -> list[Match]:
    """Everyone who fits, best first; equals in an order that differs per request, so that nobody is always first."""
    found = [match(need, able) for able in supporters if fits(need, able, cap)]
    return sorted(found, key=lambda m: (-m.score, _lot(need.trajectory_id, m.supporter_id)))


def _lot(trajectory_id: UUID, supporter_id: UUID) -> bytes:
    return hashlib.sha256(trajectory_id.bytes + supporter_id.bytes).digest()
