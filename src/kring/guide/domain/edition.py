"""What an edition of the guide holds: measures and what is known of them, in both languages, as it was on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from kring.foundation.text import Text

_HERE = ZoneInfo("Europe/Amsterdam")
AWARE = "aware"
"""The chapter with groups and circumstances to be aware of; all others are themes of the catalogue."""


class Verdict(StrEnum):
    """What experiences say together, in words people can weigh."""

    UNTOLD = "untold"
    TOO_LITTLE = "too_little"
    MOST = "most"
    DIVIDED = "divided"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Figure:
    """
    So many out of ten would do it again, and from where to where it may be.

    :param key: of a group or a situation; empty for everybody together
    """

    key: str
    told: int
    verdict: Verdict
    middle: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Told:
    """What all organisations that share say of one measure; without any single experience."""

    whole: Figure
    groups: tuple[Figure, ...] = ()
    situations: tuple[Figure, ...] = ()
    helped: tuple[str, ...] = ()
    hindered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a document: keys of `Frame.documents`, and the code or the words of the place."""

    document: str
    place: Text


@dataclass(frozen=True, slots=True)
class Example:
    """Something to look at elsewhere."""

    title: Text
    address: str


@dataclass(frozen=True, slots=True)
class Item:
    """One measure, or one thing to be aware of. Keys refer to the lists of the frame."""

    key: str
    kind: str
    chapter: str
    title: Text
    summary: Text
    levels: tuple[str, ...]
    energy: str
    moments: tuple[str, ...]
    quick_win: bool
    groups: tuple[str, ...]
    situations: tuple[str, ...]
    how: tuple[Text, ...]
    conditions: tuple[Text, ...]
    watch: tuple[Text, ...]
    evidence: str
    evidence_says: Text | None
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]
    checked: date
    told: Told
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed list, with the sentence that explains it."""

    key: str
    label: Text
    says: Text


@dataclass(frozen=True, slots=True)
class Document:
    """A source of the guide."""

    key: str
    title: Text
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an introduction: heading, paragraphs, and the codes of its sources."""

    heading: Text
    paragraphs: tuple[Text, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """
    For whom a guide is made.

    :param documents: the sources that were written for this sector
    :param chapters: in its order
    :param without: groups that it does not have; what is only for them is left out
    """

    key: str
    label: Text
    lead: Text
    parts: tuple[Part, ...]
    documents: tuple[str, ...]
    chapters: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the measures: the introductions, and the words of all closed lists."""

    title: Text
    lead: Text
    parts: tuple[Part, ...]
    after: tuple[Part, ...]
    sectors: tuple[Sector, ...]
    chapters: tuple[Term, ...]
    levels: tuple[Term, ...]
    energies: tuple[Term, ...]
    moments: tuple[Term, ...]
    groups: tuple[Term, ...]
    situations: tuple[Term, ...]
    evidence: tuple[Term, ...]
    experiences: tuple[Term, ...]
    documents: tuple[Document, ...]

    def sector(self, key: str) -> Sector | None:
        """The sector of this key, if it is there."""
        return next((one for one in self.sectors if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Content:
    """What is published: the frame, and the measures in their order."""

    frame: Frame
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A published guide, whole."""

    key: str
    number: int
    published_on: date
    frame: Frame
    items: tuple[Item, ...] = field(repr=False)

    def of(self, sector: str, chapter: str = "") -> tuple[Item, ...]:
        """The measures for a sector, all or those of one chapter."""
        return tuple(one for one in self.items if sector in one.sectors and chapter in {"", one.chapter})

    def measures(self, sector: str) -> int:
        """How many measures a sector has; what is only to be aware of is none."""
        return sum(1 for one in self.of(sector) if one.chapter != AWARE)

    def chapters_of(self, sector: Sector) -> tuple[tuple[Term, int], ...]:
        """The chapters of a sector in its order, with how many measures each has; those without are left out."""
        counted = {key: len(self.of(sector.key, key)) for key in sector.chapters}
        terms = {term.key: term for term in self.frame.chapters}
        return tuple((terms[key], number) for key, number in counted.items() if number)


def words(terms: tuple[Term, ...]) -> Mapping[str, Term]:
    """A closed list by key."""
    return {term.key: term for term in terms}


def next_key(day: date, latest: str) -> str:
    """The name of an edition: the year, and which of that year it is."""
    year, _dash, number = latest.partition("-")
    return f"{day.year}-{int(number) + 1 if year == str(day.year) else 1}"


def day_here(at: datetime) -> date:
    """The day of a moment; editions are dated for the whole country, not for one organisation."""
    return at.astimezone(_HERE).date()


def quarter(day: date) -> tuple[int, int]:
    """The quarter of the year of a day."""
    return day.year, (day.month - 1) // 3


def is_for(groups: tuple[str, ...], sector: Sector) -> bool:
    """Whether a measure for these groups stands in the guide of a sector."""
    return not groups or not set(groups) <= set(sector.without)


def verdict(told: int, *, known: bool, low: float, high: float) -> Verdict:
    """
    What an estimate says in one word.

    :param told: how many experiences; low, high: the edges of the interval, 0 to 1
    """
    if not told:
        return Verdict.UNTOLD
    if not known:
        return Verdict.TOO_LITTLE
    if low >= 0.5:
        return Verdict.MOST
    return Verdict.FEW if high <= 0.5 else Verdict.DIVIDED
