"""An entry as JSON and back, for the table in which it can be found."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kring.catalogue.domain.entry import Cited, Days, Entry, Example, Kind, Words
from kring.foundation.text import Text


def as_document(entry: Entry) -> dict[str, Any]:
    """The entry in words and lists only."""
    made: dict[str, Any] = _plain(asdict(entry))
    return made


def from_document(data: Mapping[str, Any]) -> Entry:
    """The entry again, from what `as_document` made."""
    says = data["evidence_says"]
    plain: dict[str, Any] = {name: data[name] for name in ("id", "theme", "energy", "quick_win", "evidence")}
    plain |= {name: tuple(data[name]) for name in ("levels", "moments", "groups", "situations", "related")}
    return Entry(
        **plain,
        kind=Kind(data["kind"]),
        evidence_says=Text(**says) if says else None,
        days=Days(**{name: date.fromisoformat(day) for name, day in data["days"].items()}),
        title=Text(**data["title"]),
        summary=Text(**data["summary"]),
        how=_texts(data["how"]),
        watch=_texts(data["watch"]),
        conditions=_texts(data["conditions"]),
        words=Words(nl=tuple(data["words"]["nl"]), en=tuple(data["words"]["en"])),
        cited=tuple(Cited(**one) for one in data["cited"]),
        examples=tuple(_example(one) for one in data["examples"]),
    )


def fields_that_differ(before: Any, after: Any, name: str = "") -> list[tuple[str, str, str]]:
    """Every field of two documents that is not the same: its name, what it was and what it becomes."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [(key, f"{name}.{key}".lstrip(".")) for key in before.keys() | after.keys()]
        pairs = [(before.get(key), after.get(key), inner) for key, inner in sorted(keys)]
    elif isinstance(before, list) and isinstance(after, list):
        longest = max(len(before), len(after))
        padded = [[*rows, *[None] * (longest - len(rows))] for rows in (before, after)]
        pairs = [(one, other, f"{name}[{at}]") for at, (one, other) in enumerate(zip(*padded, strict=True), start=1)]
    else:
        return [(name, _said(before), _said(after))] if before != after else []
    return [found for one, other, inner in pairs for found in fields_that_differ(one, other, inner)]


def _said(value: Any) -> str:
    return "nothing" if value is None else str(value)


def _texts(data: list[dict[str, str]]) -> tuple[Text, ...]:
    return tuple(Text(**one) for one in data)


def _example(data: Mapping[str, Any]) -> Example:
    checked = data["checked"]
    return Example(Text(**data["title"]), data["address"], date.fromisoformat(checked) if checked else None)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
