"""A guide on paper, in one language: everything the layout needs, as plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kring.guide.domain.edition import Verdict


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading with paragraphs and, if a fact stands in it, its sources."""

    heading: str
    paragraphs: tuple[str, ...]
    sources: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """
    What experiences say: in a word, and in a sentence that says the same as the dots.

    :param label: of the group or situation; empty for everybody
    :param word: empty if too little is known
    :param dots: middle, low and high out of ten; nothing if too little is known
    """

    label: str
    verdict: Verdict
    word: str
    sentence: str
    dots: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a source; `mark` is the number of the source in the list."""

    mark: int
    place: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `pieces` are its texts under their headings; `told` is empty where nobody does anything."""

    key: str
    title: str
    kind: str
    tags: tuple[str, ...]
    summary: str
    facts: tuple[tuple[str, str], ...]
    caution: Piece | None
    pieces: tuple[Piece, ...]
    points: Piece | None
    evidence: Piece | None
    told: tuple[Told, ...]
    named: tuple[Piece, ...]
    cited: tuple[Cited, ...]
    examples: tuple[tuple[str, str], ...]
    checked: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The measures of a theme."""

    key: str
    label: str
    says: str
    count: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A group of changes: its heading, and lines with the key of the measure they lead to (or nothing)."""

    heading: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A source, in the list at the end."""

    mark: int
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Book:
    """The whole of it."""

    language: str
    title: str
    subtitle: str
    lead: str
    about: str
    description: str
    edition: str
    day: date
    dated: str
    made_with: str
    intro: tuple[Piece, ...]
    chapters: tuple[Chapter, ...]
    changed_title: str
    changed_lead: str
    changed: tuple[Listed, ...]
    after: tuple[Piece, ...]
    documents: tuple[Document, ...]
    words: Mapping[str, str]

    def as_data(self) -> Mapping[str, Any]:
        """The book as plain lists and texts."""
        return asdict(self)
