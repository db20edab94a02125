"""The file around the measures: read strictly, so that a mistake names the place where it stands."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kring.foundation.text import Text
from kring.guide.domain.edition import AWARE, Part, Sector, Term

FILE = "guide.toml"
_KEY = re.compile("[a-z_]{1,20}")
"""As an order on paper wants it too."""


class GuideFileError(ValueError):
    """Something in the file is not right; the message names the field."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the measures."""

    title: Text
    lead: Text
    parts: tuple[Part, ...]
    after: tuple[Part, ...]
    aware: Term
    sectors: tuple[Sector, ...]


def read_around(
    data: Mapping[str, Any], *, themes: Collection[str], groups: Collection[str], documents: Collection[str]
) -> Around:
    """
    Read the file.

    :raises GuideFileError: naming the field that is not right
    """
    aware = _only(data, "aware", "", {"label", "says"})
    found = Around(
        title=_text(data, "title", ""),
        lead=_text(data, "lead", ""),
        parts=_parts(data, "part", "", documents),
        after=_parts(data, "after", "", documents),
        aware=Term(AWARE, _text(aware, "label", "aware."), _text(aware, "says", "aware.")),
        sectors=tuple(
            _sector(row, f"sector {number}, ", {*themes, AWARE}, groups, documents)
            for number, row in enumerate(_rows(data, "sector", ""), start=1)
        ),
    )
    _nothing_else(data, {"title", "lead", "part", "after", "aware", "sector"}, "")
    keys = [one.key for one in found.sectors]
    if len(set(keys)) != len(keys):
        raise _wrong("sector", "two have the same key")
    return found


def _sector(
    row: Mapping[str, Any], where: str, chapters: Collection[str], groups: Collection[str], documents: Collection[str]
) -> Sector:
    _nothing_else(row, {"key", "label", "lead", "documents", "chapters", "without", "part"}, where)
    named = _known(row, "chapters", where, chapters)
    if set(named) != set(chapters):
        raise _wrong(where + "chapters", "names each chapter once")
    key = row.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise _wrong(where + "key", "is one word of at most 20 letters, without capitals and figures")
    return Sector(
        key=key,
        label=_text(row, "label", where),
        lead=_text(row, "lead", where),
        parts=_parts(row, "part", where, documents),
        documents=_known(row, "documents", where, documents),
        chapters=named,
        without=_known(row, "without", where, groups),
    )


def _parts(data: Mapping[str, Any], name: str, where: str, documents: Collection[str]) -> tuple[Part, ...]:
    found = []
    for number, row in enumerate(_rows(data, name, where), start=1):
        here = f"{where}{name} {number}, "
        _nothing_else(row, {"heading", "paragraph", "sources"}, here)
        sources = _known(row, "sources", here, documents)
        if not sources:
            raise _wrong(here + "sources", "names at least one document")
        paragraphs = tuple(_both(one, here + "paragraph") for one in _rows(row, "paragraph", here))
        found.append(Part(_text(row, "heading", here), paragraphs, sources))
    return tuple(found)


def _known(row: Mapping[str, Any], name: str, where: str, known: Collection[str]) -> tuple[str, ...]:
    values = row.get(name)
    if not isinstance(values, list) or len(set(map(str, values))) != len(values):
        raise _wrong(where + name, "is a list without anything twice")
    if strange := [one for one in values if one not in known]:
        raise _wrong(where + name, f"does not know {strange[0]!r}")
    return tuple(values)


def _rows(data: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    rows = data.get(name)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise _wrong(where + name, "is missing")
    return rows


def _only(data: Mapping[str, Any], name: str, where: str, fields: Collection[str]) -> Mapping[str, Any]:
    row = data.get(name)
    if not isinstance(row, dict):
        raise _wrong(where + name, "is missing")
    _nothing_else(row, fields, f"{name}.")
    return row


def _text(row: Mapping[str, Any], name: str, where: str) -> Text:
    return _both(row.get(name), where + name)


def _both(value: Any, where: str) -> Text:
    if not isinstance(value, dict) or set(value) != {"nl", "en"}:
        raise _wrong(where, "needs nl and en, and nothing else")
    for language, text in value.items():
        if not isinstance(text, str) or not text.strip() or len(text) > 700:
            raise _wrong(f"{where}.{language}", "has 1 to 700 letters")
    return Text(nl=value["nl"].strip(), en=value["en"].strip())


def _nothing_else(row: Mapping[str, Any], fields: Collection[str], where: str) -> None:
    if strange := sorted(set(row) - set(fields)):
        raise _wrong(where + strange[0], "is not a field")


def _wrong(field: str, what: str) -> GuideFileError:
    return GuideFileError(f"{FILE}: {field} {what}")
