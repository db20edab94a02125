"""The report of an organisation on itself: the same parts become a web page and a PDF."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence under a requirement; `mark` is the number of the definition behind it, or 0."""

    text: str
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One requirement. `state` is its key, `label` what it says; `part` for one that belongs to the entry before.

    :param slug: how it stands in an address
    """

    key: str
    slug: str
    title: str
    text: str
    state: str
    label: str
    remarks: tuple[Remark, ...]
    part: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the list of recommendations."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the requirements are in a state, or how many of a level are settled."""

    key: str
    label: str
    count: int
    total: int
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """The definition of something that is looked up, with its number."""

    mark: int
    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report in one language, of one organisation, as it was on a day."""

    title: str
    lead: str
    organisation: str
    day: date
    edition: str
    made_with: str
    language: str
    looked: str
    shares: tuple[Share, ...]
    settled: int
    total: int
    notes: tuple[str, ...]
    gaps: tuple[Entry, ...]
    chapters: tuple[Chapter, ...]
    rescue_title: str
    rescue_notes: tuple[str, ...]
    levels: tuple[Share, ...]
    kinds: tuple[tuple[str, str], ...]
    definitions: tuple[Explained, ...]

    def as_data(self) -> Mapping[str, Any]:
        """The report as plain lists and texts."""
        return asdict(self)
