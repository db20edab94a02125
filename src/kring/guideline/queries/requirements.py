"""What the guideline asks of an organisation, per edition, and what another edition asks differently."""

from functools import cache
from pathlib import Path

from django.conf import settings

from kring.guideline.domain.difference import Turn
from kring.guideline.domain.requirement_difference import (
    RequirementChange,
    Successor,
    requirement_difference,
    successors,
)
from kring.guideline.domain.requirement_reading import load_requirements
from kring.guideline.domain.requirements import KindOfEvidence, Requirement, RequirementSet, Rescue, Section
from kring.guideline.queries import CURRENT_VERSION

__all__ = [
    "CURRENT_VERSION",
    "KindOfEvidence",
    "Requirement",
    "RequirementChange",
    "RequirementSet",
    "Rescue",
    "Section",
    "Successor",
    "Turn",
    "editions",
    "in_use",
    "passed_on",
    "requirement_changes",
    "requirements",
]

_DATA = Path(__file__).parents[1] / "data"


def editions() -> tuple[str, ...]:
    """Return the editions whose requirements can be compared, the oldest first; also drafts, if there is a place."""
    return tuple(sorted(_folders()))


def in_use() -> str:
    """Return the edition that organisations answer for: the one that comes with Kring, unless the operator says."""
    return settings.KRING_EDITION or CURRENT_VERSION


def requirements(version: str = "") -> RequirementSet:
    """
    Return what an edition of the guideline asks of an organisation; the one in use if none is named.

    :raises KeyError: if there is no such edition
    :raises GuidelineDataError: if its data files are not right
    """
    return _requirements(_folders()[version or in_use()])


def requirement_changes(before: str, after: str) -> tuple[RequirementChange, ...]:
    """
    Return what is asked differently in another edition: added, changed, and no longer asked.

    :raises KeyError: if there is no such edition
    """
    return requirement_difference(requirements(before), requirements(after))


def passed_on(before: str, after: str) -> tuple[Successor, ...]:
    """
    Return to which requirement of `after` an answer for `before` goes, and whether it still answers what is asked.

    :raises KeyError: if there is no such edition
    """
    return successors(requirements(before), requirements(after))


@cache
def _requirements(folder: Path) -> RequirementSet:
    return load_requirements(folder)


def _folders() -> dict[str, Path]:
    """The folders with requirements by the name of their edition; `KRING_EDITIONS` is a place for drafts."""
    places = [_DATA, *([Path(settings.KRING_EDITIONS)] if settings.KRING_EDITIONS else [])]
    return {path.parent.name: path.parent for place in places for path in sorted(place.glob("*/requirements"))}
