"""
Whom a coordinator could ask (K, after UV8-UV9): only what everybody may know of a supporter decides here.

Load, rest after a trajectory, line relations and what the person would rather not are decided by the matching, where
nobody can look. Whoever does not fit is not in the answer, and nothing says why (decision 14).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from heapq import nsmallest
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from kring.supporters.queries import Reachable

MOST = 5
"""Suggestions; more would be a list to choose people from."""


class Fits(Enum):
    """What fits; there are only reasons for."""

    SAME_CRAFT = "same_craft"
    OTHER_TEAM = "other_team"
    IN_TIME = "in_time"
    SAME_LANGUAGE = "same_language"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for."""

    request_id: UUID
    craft: str
    windows: frozenset[str]
    language: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody to ask, and what fits."""

    supporter_id: UUID
    name: str
    craft: str
    unit_name: str
    fits: tuple[Fits, ...]


def suggest(wanted: Wanted, able: "Iterable[Reachable]") -> tuple[Suggestion, ...]:
    """Who fits, the same craft first; equals in an order that differs per request, so that nobody is always first."""
    found = (one for one in able if one.windows & wanted.windows and wanted.language in one.languages)
    first = nsmallest(
        MOST, found, key=lambda one: (one.craft != wanted.craft, not _elsewhere(wanted, one), _lot(wanted, one))
    )
    return tuple(_suggestion(wanted, one) for one in first)


def _suggestion(wanted: Wanted, one: "Reachable") -> Suggestion:
    fits = [Fits.IN_TIME]
    if wanted.craft and one.craft == wanted.craft:
        fits.insert(0, Fits.SAME_CRAFT)
    if _elsewhere(wanted, one):
        fits.append(Fits.OTHER_TEAM)
    if wanted.language != "nl":
        fits.append(Fits.SAME_LANGUAGE)
    return Suggestion(one.id, one.name, one.craft, one.unit_name, tuple(fits))


def _elsewhere(wanted: Wanted, one: "Reachable") -> bool:
    return bool(wanted.unit_name and one.unit_name and wanted.unit_name != one.unit_name)


def _lot(wanted: Wanted, one: "Reachable") -> bytes:
    return hashlib.sha256(wanted.request_id.bytes + one.id.bytes).digest()
