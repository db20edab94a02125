"""
What an organisation adds to the guideline: it may complete the lists as it sees fit (§4.2, RPOG 29).

An extension is a table in the schema of the data files, read as strictly. It adds; it never takes away or changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol, TypeVar

from kring.guideline.domain import readers
from kring.guideline.domain.content import ConversationGuide, Edition, GuidePart, ReadingPage, TimingTemplate
from kring.guideline.domain.sources import SourceBook
from kring.guideline.domain.table import Table
from kring.guideline.domain.text import Source, Text

PREFIX = "own_"
"""How the key of an own item begins; in the lists that can be longer, no key of the guideline does."""

OWN_SOURCES = frozenset({"E", "K"})
"""An own item never says that the guideline says so."""

KEY_LENGTH = 34
"""With a word and a colon before it a key is the name of a published number, of forty letters at most."""

MOST = 12
"""Own items of one sort: a form stays something of one minute (K)."""

SHORT, LONG = 60, 200
"""Letters in a label or heading, and in any other text, so that it fits on a phone."""

FIRST_WITHIN_DAYS = 14
"""The first conversation is soon (A9), so an own template may not put it off (K)."""

LAST_WITHIN_DAYS = 166
"""Fourteen days later it closes by itself, and that is always before the six months are over (K)."""

PAGE = "whom_to_call"
"""The one reading page with room for what is different in each house."""


class Sourced(Protocol):
    """Anything with a key and a source."""

    @property
    def key(self) -> str:
        """Name of the thing, different from all others in its list."""

    @property
    def source(self) -> Source:
        """Where it comes from."""


Item = TypeVar("Item", bound=Sourced)


@dataclass(frozen=True, slots=True)
class _OwnPart:
    key: str
    points: tuple[Text, ...]
    source: Source


def extend(edition: Edition, extension: Mapping[str, object], file: str = "extension") -> Edition:
    """
    Return the edition with what an organisation adds, its own items after those of the guideline.

    :param file: how an error calls the extension
    :raises GuidelineDataError: naming the field, if anything in the extension is missing, unknown, double or wrong
    """
    with Table(file, "", extension, edition.sources) as document:
        return replace(
            edition,
            event_kinds=_longer(document, "kind", readers.event_kind, edition.event_kinds),
            criteria=_longer(document, "criterion", readers.criterion, edition.criteria),
            timing_templates=_longer(document, "template", _timing_template, edition.timing_templates),
            topics=_longer(document, "topic", readers.topic, edition.topics),
            conversation_guides=_fuller(document, edition.conversation_guides, edition.sources),
            reading_pages=_with_own_sections(document, edition.reading_pages),
        )


def _longer(document: Table, name: str, read: Callable[[Table], Item], given: tuple[Item, ...]) -> tuple[Item, ...]:
    """The list of the guideline with the own items behind it."""
    items = list(given)
    for row in document.tables_if_any(name, at_most=MOST):
        item = read(row)
        _check_key(row, item.key, {other.key for other in items})
        _check_own(row, item.source, item)
        _check_new(row, item, items)
        items.append(item)
    return tuple(items)


def _timing_template(row: Table) -> TimingTemplate:
    template = readers.timing_template(row)
    if template.steps[0].to_day > FIRST_WITHIN_DAYS:
        raise row.error("steps", f"must have the first conversation within {FIRST_WITHIN_DAYS} days")
    if template.steps[-1].to_day > LAST_WITHIN_DAYS:
        raise row.error("steps", f"must have the last conversation within {LAST_WITHIN_DAYS} days")
    return template


def _fuller(document: Table, given: tuple[ConversationGuide, ...], book: SourceBook) -> tuple[ConversationGuide, ...]:
    """The guides with own points at the end of their parts."""
    guides = {guide.number: guide for guide in given}
    seen: set[int] = set()
    for row in document.tables_if_any("conversation", at_most=len(guides)):
        with row:
            number, parts = row.number("number"), row.tables("parts")
        if number not in guides:
            raise row.error("number", "must be 1, 2 or 3")
        if number in seen:
            raise row.error("number", f"{number} is used twice")
        seen.add(number)
        guides[number] = _fuller_guide(parts, guides[number], book)
    return tuple(guides[guide.number] for guide in given)


def _fuller_guide(rows: Sequence[Table], guide: ConversationGuide, book: SourceBook) -> ConversationGuide:
    parts, seen = {part.key: part for part in guide.parts}, set[str]()
    for row in rows:
        own = _own_part(row)
        if own.key not in parts:
            raise row.error("key", f"must be one of {', '.join(parts)}")
        if own.key in seen:
            raise row.error("key", f"{own.key!r} is used twice")
        if not set(parts[own.key].points).isdisjoint(own.points):
            raise row.error("points", "say what the guideline says already")
        seen.add(own.key)
        parts[own.key] = _fuller_part(parts[own.key], own, book)
    return replace(guide, parts=tuple(parts[part.key] for part in guide.parts))


def _own_part(row: Table) -> _OwnPart:
    with row:
        own = _OwnPart(key=row.key(), points=row.texts("points"), source=row.source())
    if len(own.points) > MOST:
        raise row.error("points", f"must hold at most {MOST}")
    _check_own(row, own.source, own)
    return own


def _fuller_part(part: GuidePart, own: _OwnPart, book: SourceBook) -> GuidePart:
    codes = (*part.source.codes, *(code for code in own.source.codes if code not in part.source.codes))
    return replace(part, points=(*part.points, *own.points), source=book.source(codes))


def _with_own_sections(document: Table, given: tuple[ReadingPage, ...]) -> tuple[ReadingPage, ...]:
    """The reading pages, with own parts at the end of the one with numbers."""
    sections = []
    for row in document.tables_if_any(PAGE, at_most=MOST):
        section = readers.reading_section(row)
        _check_own(row, section.source, section)
        sections.append(section)
    return tuple(replace(page, sections=(*page.sections, *sections)) if page.key == PAGE else page for page in given)


def _check_key(row: Table, key: str, taken: set[str]) -> None:
    if not key.removeprefix(PREFIX) or not key.startswith(PREFIX):
        raise row.error("key", f"{key!r} must begin with {PREFIX!r}, so that it never is one of the guideline")
    if len(key) > KEY_LENGTH:
        raise row.error("key", f"{key!r} must be at most {KEY_LENGTH} letters")
    if key in taken:
        raise row.error("key", f"{key!r} is used twice")


def _check_own(row: Table, source: Source, item: object) -> None:
    if not OWN_SOURCES.issuperset(source.codes):
        raise row.error("source", "must be 'E', an agreement of your own organisation, or 'K'")
    for name, text in _texts(item):
        most = SHORT if name in {"label", "heading"} else LONG
        for language in ("nl", "en"):
            if len(text.in_language(language)) > most:
                raise row.error(f"{name}.{language}", f"must be at most {most} letters")


def _check_new(row: Table, item: object, others: Sequence[object]) -> None:
    """Two items of one name could not be told apart; and a double of an own way would lead past it (decision 4)."""
    name, text = _name(item)
    for language in ("nl", "en"):
        said = text.in_language(language).casefold()
        if any(_name(other)[1].in_language(language).casefold() == said for other in others):
            raise row.error(f"{name}.{language}", "is the name of another item already")


def _name(item: object) -> tuple[str, Text]:
    """The field with the first text of an item, by which people know it."""
    return next(_texts(item))


def _texts(item: object) -> Iterator[tuple[str, Text]]:
    for field in fields(item):  # type: ignore[arg-type] # every item of the guideline is a dataclass
        value = getattr(item, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, Text):
                yield field.name, text
