"""A strict reader of one table in a data file: what is missing, unknown or of the wrong kind is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Self

from kring.guideline.domain.sources import SourceBook, UnknownSource
from kring.guideline.domain.text import Source, Text

_KEY = re.compile(r"[a-z][a-z0-9_]*")


class GuidelineDataError(ValueError):
    """A data file is not right; the message names the file and the field."""

    def __init__(self, file: str, field: str, problem: str) -> None:
        super().__init__(f"{file}: {field}: {problem}")
        self.file = file
        self.field = field


class Table:
    """
    One table of a TOML file, read field by field.

    Use it in a `with` block: leaving the block fails on fields that nobody asked for.
    """

    def __init__(self, file: str, where: str, data: object, book: SourceBook | None = None) -> None:
        self._file = file
        self._where = where
        self._book = book
        self._asked: set[str] = set()
        if not isinstance(data, Mapping):
            raise GuidelineDataError(file, where or "file", "must be a table")
        self._data: Mapping[str, object] = data

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.finish()

    def finish(self) -> None:
        """
        Look for fields that nobody asked for.

        :raises GuidelineDataError: naming the first of them
        """
        for name in sorted(set(self._data) - self._asked):
            raise self.error(name, "is not a field the guideline knows")

    def error(self, name: str, problem: str) -> GuidelineDataError:
        """Make the error for one field of this table."""
        return GuidelineDataError(self._file, f"{self._where}.{name}" if self._where else name, problem)

    def string(self, name: str) -> str:
        """Read a text that is not empty and has no space around it."""
        value = self._get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.error(name, "must be a text that is not empty")
        if value != value.strip():
            raise self.error(name, "must not begin or end with a space")
        return value

    def key(self, name: str = "key") -> str:
        """Read a key: lower case letters, digits and underscores."""
        value = self.string(name)
        if not _KEY.fullmatch(value):
            raise self.error(name, f"{value!r} must be lower case letters, digits and underscores")
        return value

    def keys(self, name: str) -> tuple[str, ...]:
        """Read a list of different texts, which may be empty."""
        values = self._list(name)
        if not all(isinstance(value, str) and value for value in values):
            raise self.error(name, "must be a list of texts")
        names = tuple(str(value) for value in values)
        if len(set(names)) < len(names):
            raise self.error(name, "names something twice")
        return names

    def numbers(self, name: str) -> tuple[int, ...]:
        """Read a list of different whole numbers of 0 or more, which may be empty."""
        values = self._list(name)
        if not all(isinstance(value, int) and not isinstance(value, bool) and value >= 0 for value in values):
            raise self.error(name, "must be a list of whole numbers")
        if len(set(values)) < len(values):
            raise self.error(name, "names something twice")
        return tuple(value for value in values if isinstance(value, int))

    def string_if_any(self, name: str) -> str:
        """Read a text that may be left out."""
        return self.string(name) if name in self._data else ""

    def flag(self, name: str) -> bool:
        """Read true or false."""
        value = self._get(name)
        if not isinstance(value, bool):
            raise self.error(name, "must be true or false")
        return value

    def number(self, name: str) -> int:
        """Read a whole number of 0 or more."""
        value = self._get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(name, "must be a whole number of 0 or more")
        return value

    def text(self, name: str, placeholders: Iterable[str] = ()) -> Text:
        """Read a text in both languages; each language must hold exactly these placeholders."""
        return _text(self.table(name), frozenset(placeholders))

    def texts(self, name: str, *, at_least: int = 1) -> tuple[Text, ...]:
        """Read a list of texts in both languages."""
        texts = tuple(_text(table, frozenset()) for table in self.tables(name, at_least=at_least))
        if len(set(texts)) < len(texts):
            raise self.error(name, "says something twice")
        return texts

    def source(self, name: str = "source") -> Source:
        """Read the codes of a source; at least one."""
        codes = self.keys(name)
        if not codes:
            raise self.error(name, "must name a source")
        if self._book is None:
            raise self.error(name, "cannot be read before the sources are known")
        try:
            return self._book.source(codes)
        except UnknownSource as unknown:
            raise self.error(name, str(unknown)) from unknown

    def tables_if_any(self, name: str, *, at_most: int) -> tuple[Table, ...]:
        """Read a list of tables that may be left out altogether."""
        if name not in self._data:
            return ()
        tables = self.tables(name)
        if len(tables) > at_most:
            raise self.error(name, f"must hold at most {at_most}")
        return tables

    def table(self, name: str) -> Table:
        """Read a table."""
        return self._table(name, self._get(name))

    def tables(self, name: str, *, at_least: int = 1) -> tuple[Table, ...]:
        """Read a list of tables."""
        values = self._list(name)
        if len(values) < at_least:
            raise self.error(name, f"must hold at least {at_least}")
        return tuple(self._table(f"{name}[{index}]", value) for index, value in enumerate(values, start=1))

    def _table(self, name: str, value: object) -> Table:
        where = f"{self._where}.{name}" if self._where else name
        return Table(self._file, where, value, self._book)

    def _list(self, name: str) -> list[object]:
        value = self._get(name)
        if not isinstance(value, list):
            raise self.error(name, "must be a list")
        return value

    def _get(self, name: str) -> object:
        self._asked.add(name)
        if name not in self._data:
            raise self.error(name, "is missing")
        return self._data[name]


def _text(table: Table, placeholders: frozenset[str]) -> Text:
    with table:
        text = Text(nl=table.string("nl"), en=table.string("en"))
    for language in ("nl", "en"):
        if frozenset(re.findall(r"\{(\w*)\}", text.in_language(language))) != placeholders:
            wanted = ", ".join(f"{{{name}}}" for name in sorted(placeholders)) or "no placeholders"
            raise table.error(language, f"must hold {wanted}")
    return text
