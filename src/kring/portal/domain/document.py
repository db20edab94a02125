"""A document for works council and privacy officer: the same parts become a web page and a PDF."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Block:
    """
    A piece of a part, of one kind.

    kind:  text   a paragraph, in `text`
           list   points, in `items`
           facts  pairs of term and value, in `rows`
           table  `head` above `rows`; `text` says what it shows
           note   something to do or to have checked, in `text`
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def labelled(self) -> list[list[tuple[str, str]]]:
        """The rows of a table, each cell with the heading above it."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it. A part of level 3 belongs to the part of level 2 before it."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 2

    @property
    def folds(self) -> bool:
        """Whether it stays closed on a screen until somebody opens it: one of many lists of facts."""
        return self.level > 2 and all(block.kind == "facts" for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language, of one organisation, as it was on a day."""

    slug: str
    title: str
    lead: str
    organisation: str
    day: date
    edition: str
    language: str
    parts: tuple[Part, ...]

    def as_data(self) -> Mapping[str, Any]:
        """The document as plain lists and texts."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Guard:
    """A test that fails when a promise is broken: where it stands, and what it shows in plain words."""

    test: str
    shows: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise to everyone who asks for support, and the tests that guard it."""

    number: int
    words: str
    guards: tuple[Guard, ...]
