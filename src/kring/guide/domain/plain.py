"""Frozen values as plain lists and texts, for a column of JSON, and back."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

Made = TypeVar("Made")


def plain(value: Any) -> Any:
    """A value in words, numbers, lists and tables only."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def made(kind: type[Made], data: Mapping[str, Any]) -> Made:
    """The value again, from what `plain` made of it."""
    return cast("Made", _value(kind, data))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, data: Any) -> Any:
    if get_origin(kind) is UnionType:
        (inner,) = (one for one in get_args(kind) if one is not type(None))
        return None if data is None else _value(inner, data)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(_value(inner[0], one) for one in data)
        return tuple(_value(each, one) for each, one in zip(inner, data, strict=True))
    if is_dataclass(kind):
        hints = _hints(cast("type", kind))
        return kind(**{name: _value(hint, data[name]) for name, hint in hints.items()})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, date):
        return date.fromisoformat(data)
    return kind(data) if isinstance(kind, type) and issubclass(kind, Enum) else data
