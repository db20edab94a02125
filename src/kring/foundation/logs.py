"""
Technical logs: when, what part of Kring, what went wrong. No addresses of pages, no persons, no values.

What is written comes from an allow-list, not from a filter alone: of an exception its type and where it was raised,
never its words, because those quote values; of a line from somebody else's package its fixed words, never its values.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

_TELLING = re.compile(
    r"(?P<path>(?:https?://[^\s/]+)?/[\w%\-./~]+(?:\?\S*)?)|[\w.+-]+@[\w.-]+|\+?\d[\d\s-]{7,}\d|[0-9a-f]{8}-[0-9a-f-]{27}"
)
_PACKAGES = Path(__file__).resolve().parents[2]
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_OWN = "kring."
_LONGEST = 500

Problem = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def words(record: logging.LogRecord) -> str:
    """What a record says, without paths below the first segment, addresses, numbers, ids or quoted values."""
    message = str(record.msg)
    if record.args:
        own = record.name.startswith(_OWN)
        given = record.args if isinstance(record.args, tuple) else (record.args,)
        if isinstance(record.args, dict):
            message = re.sub(r"%\(\w+\)[sdrf]", "…", message)
        else:
            safe = tuple(one if own or isinstance(one, int | float) else "…" for one in given)
            message = _filled(message, safe)
    blank = _QUOTED.sub("…", message) if not record.name.startswith(_OWN) else message
    return _TELLING.sub(_first_part, blank)[:_LONGEST]


def trace(problem: BaseException | None) -> list[str]:
    """An exception as type and places, with what caused it; never its words."""
    found: list[str] = []
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        kind, about = type(problem), getattr(problem, "diag", None)
        # What of the database it is about; the values of a refused row stand in other parts.
        named = [getattr(about, part, None) for part in ("sqlstate", "table_name", "constraint_name")]
        found.append(" ".join([f"{kind.__module__}.{kind.__qualname__}", *(str(name) for name in named if name)]))
        found += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(problem.__traceback__)
        ]
        problem = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    return found


class Line(logging.Formatter):
    """One line for people; an exception follows below it."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, where, what."""
        said = " ".join(f"{name}={value}" for name, value in _said(record).items())
        top = f"{_at(record)} {record.levelname} {record.name} {words(record)} {said}".rstrip()
        return "\n".join([top, *trace(_problem(record))])


class Json(logging.Formatter):
    """One JSON object a line, for machines that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The same, with names."""
        line: dict[str, Any] = {
            "at": _at(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": words(record),
            **_said(record),
        }
        if found := trace(_problem(record)):
            line["trace"] = found
        return json.dumps(line, ensure_ascii=False)


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")


def _said(record: logging.LogRecord) -> dict[str, Any]:
    """What our own code says in named parts; nothing that Django or another package hangs on a record."""
    said = getattr(record, "said", {})
    return said if record.name.startswith(_OWN) and isinstance(said, dict) else {}


def _problem(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _filled(message: str, values: tuple[object, ...]) -> str:
    try:
        return message % values
    except (TypeError, ValueError):
        return re.sub(r"%[-\d.]*[sdrfx]", "…", message)


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PACKAGES):
        return str(path.relative_to(_PACKAGES))
    return filename.rpartition("site-packages/")[2] if "site-packages/" in filename else path.name


def _first_part(match: re.Match[str]) -> str:
    path = match.group("path")
    if path is None:
        return "…"
    first = re.sub(r"^https?://[^\s/]+", "", path).split("?")[0].split("/")
    return f"/{first[1]}/…" if len(first) > 2 else f"/{first[1]}"
