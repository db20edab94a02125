"""What differs between two entries as they stand in the table in which they can be found."""

from typing import Any


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
