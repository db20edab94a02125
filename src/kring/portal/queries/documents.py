"""The documents for works council and privacy officer, made from what every table says of itself and from data."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import kring
from kring.foundation.privacy import NOTHING, Record, records
from kring.foundation.text import Text
from kring.portal.domain.document import Block, Document, Guard, Part, Promise

FOLDER = Path(__file__).parents[1] / "data" / "documents"
SLUGS = {"gegevens": "inventory", "dpia": "assessment", "verwerking": "processing", "or": "council"}
"""The address of each document, and the data file it is in."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A document in a list."""

    slug: str
    title: str
    lead: str


def summaries(language: str) -> tuple[Summary, ...]:
    """All documents, in their order."""
    found = ((slug, _data(name)) for slug, name in SLUGS.items())
    return tuple(Summary(slug, said(data["title"], language), said(data["lead"], language)) for slug, data in found)


def document(slug: str, language: str, *, organisation: str, day: date) -> Document | None:
    """One document as it is today; None if there is none of that name."""
    if slug not in SLUGS:
        return None
    data = _data(SLUGS[slug])
    return Document(
        slug=slug,
        title=said(data["title"], language),
        lead=said(data["lead"], language),
        organisation=organisation,
        day=day,
        edition=kring.__version__,
        language=language,
        parts=tuple(part for written in data["parts"] for part in _parts(written, language)),
    )


def promises(language: str) -> tuple[Promise, ...]:
    """The seven promises with the tests that guard them."""
    return tuple(
        Promise(number, said(written["words"], language), _guards(written, language))
        for number, written in enumerate(_data("promises")["promises"], 1)
    )


def for_supporters(language: str) -> tuple[Guard, ...]:
    """The tests that guard what is promised to supporters, who are colleagues too (decision 13)."""
    return _guards(_data("promises")["supporters"], language)


def tables() -> tuple[Record, ...]:
    """Every table of the database: those of Kring itself, then those that packages and the database's walls need."""
    return (*records(), *_others())


def said(written: dict[str, str], language: str) -> str:
    """A text of a data file in a language."""
    return Text(written["nl"], written["en"]).in_language(language)


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _others() -> tuple[Record, ...]:
    def text(written: dict[str, Any], word: str) -> Text:
        return Text(**written[word]) if word in written else NOTHING

    return tuple(
        Record(
            table=name,
            **{word: text(written, word) for word in ("what", "purpose", "seen_by", "retention", "remains")},
            sealed=written.get("sealed", False),
            walled=False,
            telling=written.get("telling", False),
        )
        for name, written in _data("tables").items()
    )


def _parts(written: dict[str, Any], language: str) -> Iterator[Part]:
    """A part as it is written, and what is made from the code behind it."""
    blocks = tuple(_block(block, language) for block in written.get("blocks", []))
    made = written.get("insert")
    if made in _TABLES:
        blocks += (_TABLES[made](language),)
    yield Part(said(written["heading"], language), blocks)
    if made in _SECTIONS:
        yield from _SECTIONS[made](language)


def _block(written: dict[str, Any], language: str) -> Block:
    def row(cells: list[dict[str, str]]) -> tuple[str, ...]:
        return tuple(said(cell, language) for cell in cells)

    text = said(written["text"], language) if "text" in written else ""
    return Block(
        kind=written.get("kind", "text"),
        text=text,
        items=row(written.get("items", [])),
        head=row(written.get("head", [])),
        rows=tuple(row(cells) for cells in written.get("rows", [])),
    )


def _word(key: str, language: str) -> str:
    """A word that the made parts need."""
    return said(_data("words")[key], language)


def _telling(language: str) -> Iterator[Part]:
    """One part a table that says something about people."""
    for record in tables():
        if record.telling:
            said_by_it = {
                "purpose": record.purpose.in_language(language),
                "seen_by": record.seen_by.in_language(language),
                "enforced": _word(_wall(record), language),
                "sealed": _word("yes_sealed" if record.sealed else "not_sealed", language),
                "retention": record.retention.in_language(language),
                "remains": record.remains.in_language(language),
            }
            rows = tuple((_word(key, language), _sentence(value)) for key, value in said_by_it.items())
            rows += ((_word("table", language), record.table),)
            yield Part(record.what.in_language(language), (Block("facts", rows=rows),), level=3)


def _wall(record: Record) -> str:
    if record.table.startswith("private."):
        return "closed_off"
    return "walled" if record.walled else "granted"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(language: str) -> Block:
    """A table of what says nothing about people."""
    return _table(language, ("what", "purpose", "retention", "table"), lambda record: not record.telling, "plain")


def _retention(language: str) -> Block:
    """A table of how long what about people is kept."""
    return _table(language, ("what", "retention", "remains"), lambda record: record.telling, "how_long")


def _kinds(language: str) -> Block:
    """A table of the kinds of data about people, for the annex."""
    return _table(language, ("what", "purpose", "retention"), lambda record: record.telling, "kinds")


def _table(language: str, columns: tuple[str, ...], wanted: Callable[[Record], bool], caption: str) -> Block:
    def cell(record: Record, column: str) -> str:
        value = getattr(record, column)
        return _sentence(value.in_language(language)) if isinstance(value, Text) else str(value)

    return Block(
        "table",
        text=_word(caption, language),
        head=tuple(_word(column, language) for column in columns),
        rows=tuple(tuple(cell(record, column) for column in columns) for record in tables() if wanted(record)),
    )


def _promises(language: str) -> Iterator[Part]:
    """One part a promise, with the tests that guard it."""
    for promise in promises(language):
        guarded = _guarded(promise.guards, language, _word("guards", language).format(number=promise.number))
        yield Part(f"{promise.number}. {promise.words}", (guarded,), level=3)


def _supporters(language: str) -> Block:
    return _guarded(for_supporters(language), language, _word("protects", language))


def _guarded(guards: tuple[Guard, ...], language: str, caption: str) -> Block:
    """A table of tests: what each shows, and its name."""
    return Block(
        "table",
        text=caption,
        head=(_word("shows", language), _word("test", language)),
        rows=tuple((guard.shows, guard.test.partition("::")[2]) for guard in guards),
    )


def _guards(written: dict[str, Any], language: str) -> tuple[Guard, ...]:
    return tuple(Guard(guard["test"], said(guard, language)) for guard in written["guards"])


_TABLES = {"plain": _plain, "retention": _retention, "kinds": _kinds, "supporters": _supporters}
_SECTIONS = {"telling": _telling, "promises": _promises}
