"""What the guideline asks of an organisation, as a set of requirements that belongs to one edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from kring.guideline.domain.content import Choice
from kring.guideline.domain.text import Source, Text


@dataclass(frozen=True, slots=True)
class KindOfEvidence:
    """
    What an answer of the guideline rests on: A research, B practice, C consensus.

    The guideline gives these letters to its questions; a requirement has those of the questions that it answers.
    """

    key: str
    title: Text
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the list of recommendations: the first and last of them, and the questions named above them."""

    key: str
    title: Text
    first: int
    last: int
    questions: tuple[int, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Requirement:
    """
    Something that the guideline asks: a recommendation (A5), or one of its parts (A25.h).

    `shown_by` says what would show it. `weight` is one to three, our own order of what to do first (K). `evidence` are
    keys of what Kring can look up itself; `evidence_is_enough` when that alone shows it. `level` is where RESCUE would
    ask for it. A recommendation with `parts` is met when all its parts are. `was` is its key in the edition before, if
    that was another one.
    """

    key: str
    number: int
    part: str
    title: Text
    text: Text
    shown_by: Text
    questions: tuple[int, ...]
    kinds: tuple[str, ...]
    for_whom: tuple[str, ...]
    weight: int
    evidence: tuple[str, ...]
    evidence_is_enough: bool
    level: str
    section: str
    source: Source
    was: str = ""
    parts: tuple["Requirement", ...] = ()

    @property
    def slug(self) -> str:
        """How it stands in an address: `a25-h`."""
        return self.key.lower().replace(".", "-")


@dataclass(frozen=True, slots=True)
class Rescue:
    """The levels of the European certificate, and what we do not know of it."""

    title: Text
    text: Text
    caveat: Text
    levels: tuple[Choice, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class RequirementSet:
    """All requirements of one edition of the guideline, recommendations in their order."""

    version: str
    title: Text
    kinds: tuple[KindOfEvidence, ...]
    sections: tuple[Section, ...]
    questions: Mapping[int, tuple[str, ...]]
    audiences: tuple[Choice, ...]
    rescue: Rescue
    recommendations: tuple[Requirement, ...]

    def each(self) -> tuple[Requirement, ...]:
        """Every requirement that has a state of its own: parts where there are parts, else the recommendation."""
        return tuple(one for found in self.recommendations for one in (found.parts or (found,)))

    def find(self, key: str) -> Requirement | None:
        """One requirement by its key, such as A25 or A25.h; None if there is none."""
        return next(
            (one for found in self.recommendations for one in (found, *found.parts) if one.key == key),
            None,
        )
