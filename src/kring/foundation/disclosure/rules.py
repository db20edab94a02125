"""
The rules for a published count, as plain Python (privacy contract 3.3 and 6.2).

Counts of a half-year, per organisation and division: shown from ten up, rounded to five, once, never recomputed. The
remainder rule: the organisation minus the divisions shown is zero or at least ten, so that no subtraction finds a
small group.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

THRESHOLD = 10
BASE = 5

PARTS_OF_A_WHOLE = 3
"""So many parts of ten or more may together be everything; with fewer, what everybody is or said would show."""

Division = TypeVar("Division")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees: a rounded number, or None for "fewer than ten or not shown"."""

    rounded: int | None


def rounded(count: int) -> int:
    """To the nearest multiple of five."""
    return BASE * ((count + BASE // 2) // BASE)


def publish(total: int, divisions: Mapping[Division, int]) -> tuple[Shown, dict[Division, Shown]]:
    """
    What is shown of a total and its divisions, which together are at most the total.

    A hidden division is hidden with company: as long as what is left over could be told apart, the smallest shown
    division is hidden too.
    """
    if total < THRESHOLD:
        return Shown(None), {division: Shown(None) for division in divisions}
    shown = {division: count for division, count in divisions.items() if count >= THRESHOLD}
    while shown and 0 < total - sum(shown.values()) < THRESHOLD:
        del shown[min(shown, key=lambda division: (shown[division], str(division)))]
    return Shown(rounded(total)), {
        division: Shown(rounded(count) if division in shown else None) for division, count in divisions.items()
    }


def publish_parts(parts: Mapping[Division, int]) -> dict[Division, Shown]:
    """
    What is shown of the answers to one question, or of the kinds of one thing.

    What is hidden is at least ten together. Everything is shown only when it falls apart into three or more: a
    reader who knows that somebody answered must not learn what (group disclosure).
    """
    total = sum(parts.values())
    shown = {part: count for part, count in parts.items() if count >= THRESHOLD}
    while shown and total - sum(shown.values()) < THRESHOLD and not _is_whole(total, shown):
        del shown[min(shown, key=lambda part: (shown[part], str(part)))]
    return {part: Shown(rounded(count) if part in shown else None) for part, count in parts.items()}


def _is_whole(total: int, shown: Mapping[Division, int]) -> bool:
    return len(shown) >= PARTS_OF_A_WHOLE and sum(shown.values()) == total
