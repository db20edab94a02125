"""Frozen values as plain lists and texts, for a column of JSON, and back."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

Made = TypeVar("Made")
Reader = Callable[[Any], Any]


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
    """The value again, from what `plain` made of it; `kind` is a dataclass."""
    return cast("Made", _reader(cast("Any", kind))(data))


@cache
def _reader(kind: Any) -> Reader:
    """What reads values of this kind; worked out once, because pages read many."""
    inner = get_args(kind)
    if get_origin(kind) is UnionType:
        (there,) = (_reader(one) for one in inner if one is not type(None))
        return lambda data: None if data is None else there(data)
    if get_origin(kind) is tuple:
        return _of_many(_reader(inner[0])) if inner[-1] is Ellipsis else _of_each([_reader(one) for one in inner])
    if is_dataclass(kind):
        return _of_fields(kind, [(name, _reader(hint)) for name, hint in get_type_hints(kind).items()])
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _same


def _same(data: Any) -> Any:
    return data


def _of_fields(kind: Any, parts: list[tuple[str, Reader]]) -> Reader:
    return lambda data: kind(**{name: data[name] if read is _same else read(data[name]) for name, read in parts})


def _of_many(read: Reader) -> Reader:
    return tuple if read is _same else lambda data: tuple([read(one) for one in data])


def _of_each(readers: list[Reader]) -> Reader:
    return lambda data: tuple(read(one) for read, one in zip(readers, data, strict=True))
