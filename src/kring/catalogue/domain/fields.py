"""
A strict reader of one table of a content file, which gathers everything that is wrong instead of the first thing.

A field that is not right gives a harmless value, so that reading goes on; nobody may use what was read while
`Problems` is not empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from kring.catalogue.domain.addresses import address_problem
from kring.foundation.text import Text

T = TypeVar("T")
KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MARKUP = re.compile(r"<[a-zA-Z/!]|\*\*|\]\(|&[a-z]+;")
_CODE = re.compile(r"\b(?:UV|RPOG) ?\d|§|\(A ?\d")
_ADDRESS = re.compile(r"https?://|www\.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not right: in which file, in which field, and what to do about it."""

    file: str
    field: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.says}"


@dataclass(slots=True)
class Problems:
    """What was found so far."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, where: str, says: str) -> None:
        """Remember one more."""
        self.found.append(Problem(file, where, says))


class ContentError(ValueError):
    """Content files are not right; the message names each file and field."""

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class Fields:
    """One table, read field by field; `finish` reports the fields that nobody asked for."""

    def __init__(self, file: str, where: str, data: object, problems: Problems) -> None:
        self._file, self._where, self._problems = file, where, problems
        self._asked: set[str] = set()
        self._data: Mapping[str, object] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            problems.add(file, where or "file", "must be a table")

    def wrong(self, name: str, says: str) -> None:
        """Report a field of this table."""
        self._problems.add(self._file, f"{self._where}.{name}" if self._where else name, says)

    def finish(self) -> None:
        """Report every field that is not part of the format."""
        for name in sorted(set(self._data) - self._asked):
            self.wrong(name, "is not a field of this format; look for a typing error, or see README.md")

    def has(self, name: str) -> bool:
        """Whether a field is there."""
        return name in self._data

    def string(self, name: str, *, longest: int) -> str:
        """Read plain text of at most so many characters; line ends inside become spaces."""
        value = self._get(name)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.wrong(name, "must be a text that is not empty")
            return ""
        text = " ".join(value.split())
        if len(text) > longest:
            self.wrong(name, f"is {len(text)} characters long, at most {longest} fit")
        if _MARKUP.search(text):
            self.wrong(name, "holds markup; write plain text")
        if _ADDRESS.search(text):
            self.wrong(name, "holds a web address; addresses go in [[example]]")
        return text

    def key(self, name: str) -> str:
        """Read a key: lower case letters and digits, with hyphens between."""
        value = self.string(name, longest=60)
        if value and not KEY.fullmatch(value):
            self.wrong(name, f"{value!r} must be lower case letters and digits, with hyphens between")
        return value

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        """Read a word of a closed list."""
        value = self.string(name, longest=60)
        if value and value not in allowed:
            self.wrong(name, f"{value!r} is not one of {', '.join(allowed)}")
        return value if value in allowed else ""

    def some_of(self, name: str, allowed: Collection[str] | None, *, least: int = 1) -> tuple[str, ...]:
        """Read different words, of a closed list if there is one."""
        values = self._list(name, least=least)
        words = tuple(value for value in values if isinstance(value, str) and value.strip() == value and value)
        if len(words) < len(values):
            self.wrong(name, "must be a list of words without spaces around them")
        if len(set(words)) < len(words):
            self.wrong(name, "names something twice")
        for word in words:
            if allowed is not None and word not in allowed:
                self.wrong(name, f"{word!r} is not one of {', '.join(allowed)}")
        return words

    def flag(self, name: str) -> bool:
        """Read true or false; false if it is not there."""
        value = self._get(name) if self.has(name) else False
        if not isinstance(value, bool):
            self.wrong(name, "must be true or false, without quotes")
            return False
        return value

    def day(self, name: str) -> date:
        """Read a date such as 2026-11-21, without quotes."""
        value = self._get(name)
        if value is None:
            return date.min
        if type(value) is not date:
            self.wrong(name, "must be a date such as 2026-11-21, without quotes")
            return date.min
        return value

    def number(self, name: str) -> int:
        """Read a whole number of 0 or more."""
        value = self._get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.wrong(name, "must be a whole number of 0 or more")
            return 0
        return value

    def text(self, name: str, *, longest: int) -> Text:
        """Read a text in both languages."""
        if self._get(name) is None:
            return Text(nl="", en="")
        return self._within(name, lambda table: table.both(longest))

    def both(self, longest: int) -> Text:
        """Read this table as a text in both languages."""
        said = Text(nl=self.string("nl", longest=longest), en=self.string("en", longest=longest))
        for name, text in (("nl", said.nl), ("en", said.en)):
            if _CODE.search(text):
                self.wrong(name, "names a number of a source; that goes in [[source]], and is shown behind the text")
        return said

    def words(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Read the lists of words in both languages: Dutch, then English."""
        if self._get(name) is None:
            return (), ()
        return self._within(name, lambda table: (table.some_of("nl", None), table.some_of("en", None)))

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Read a list of lists, each of at least two different words."""
        found = []
        for number, value in enumerate(self._list(name, least=0), start=1):
            words = tuple(value) if isinstance(value, list) else ()
            if len(set(words)) < max(2, len(words)) or not all(isinstance(word, str) and word for word in words):
                self.wrong(f"{name}[{number}]", "must be a list of two or more different words")
            found.append(tuple(str(word) for word in words))
        return tuple(found)

    def address(self, name: str) -> str:
        """Read a web address: https, a host with a dot in it, no name or password, no spaces."""
        value = self._get(name)
        if value is None:
            return ""
        problem = address_problem(value) if isinstance(value, str) else "must be a text"
        if problem:
            self.wrong(name, problem)
        return value if isinstance(value, str) and not problem else ""

    def tables(self, name: str, *, least: int = 0) -> tuple[Fields, ...]:
        """Read a list of tables; left out is the same as empty."""
        values = self._list(name, least=least) if self.has(name) or least else []
        return tuple(
            Fields(
                self._file,
                f"{self._where}.{name}[{number}]" if self._where else f"{name}[{number}]",
                value,
                self._problems,
            )
            for number, value in enumerate(values, start=1)
        )

    def texts(self, name: str, *, least: int = 0, longest: int) -> tuple[Text, ...]:
        """Read a list of texts in both languages."""
        found = []
        for table in self.tables(name, least=least):
            found.append(table.both(longest))
            table.finish()
        if len(set(found)) < len(found):
            self.wrong(name, "says something twice")
        return tuple(found)

    def _within(self, name: str, read: Callable[[Fields], T]) -> T:
        where = f"{self._where}.{name}" if self._where else name
        table = Fields(self._file, where, self._get(name), self._problems)
        answer = read(table)
        table.finish()
        return answer

    def _list(self, name: str, *, least: int) -> list[object]:
        value = self._get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(name, "must be a list")
            return []
        if len(value) < least:
            self.wrong(name, f"must hold at least {least}")
        return value

    def _get(self, name: str) -> object:
        if name not in self._data and name not in self._asked:
            self.wrong(name, "is missing")
        self._asked.add(name)
        return self._data.get(name)
