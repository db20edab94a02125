"""The data files of one edition: opens each file once and watches that nothing is left over."""

import tomllib
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from kring.guideline.domain.content import ReadingPage
from kring.guideline.domain.sources import NumberedSource, SourceBook
from kring.guideline.domain.table import GuidelineDataError, Table


class Keyed(Protocol):
    """Anything that a key tells apart."""

    @property
    def key(self) -> str:
        """Name of the thing, different from all others in its list."""


Item = TypeVar("Item", bound=Keyed)


class DataFolder:
    """
    All data files of one edition, parsed.

    :raises GuidelineDataError: if there is no such folder, or a file in it is not TOML
    """

    def __init__(self, folder: Path, *, only: str = "", beside: Collection[str] = (), without: str = "") -> None:
        """
        :param only: read this folder within it, and the files `beside` it
        :param without: leave this folder within it to another reader
        """
        if not folder.is_dir():
            raise GuidelineDataError(folder.name, "folder", "does not exist")
        wanted = {"sources.toml", *beside}
        parsed = {}
        for path in sorted(folder.rglob("*.toml")):
            name = path.relative_to(folder).as_posix()
            inside = name.partition("/")[0] if "/" in name else ""
            if (not only or inside == only or name in wanted) and not (without and inside == without):
                parsed[name] = parse(path, name)
        self.sources = _source_book(Table("sources.toml", "", parsed.pop("sources.toml", {})))
        self._tables = {name: Table(name, "", data, self.sources) for name, data in parsed.items()}
        self._opened: set[str] = set()

    def file(self, name: str) -> Table:
        """
        Open a data file.

        :raises GuidelineDataError: if it is not there
        """
        self._opened.add(name)
        if name not in self._tables:
            raise GuidelineDataError(name, "file", "is missing")
        return self._tables[name]

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return name in self._tables

    def names(self, folder: str) -> tuple[str, ...]:
        """The files in a folder within it, by name."""
        return tuple(sorted(name for name in self._tables if name.startswith(f"{folder}/")))

    def items(self, file: str, name: str, read: Callable[[Table], Item]) -> tuple[Item, ...]:
        """
        Read a list whose items each have their own key.

        :raises GuidelineDataError: if the list is empty, an item is wrong, or two items share a key
        """
        table = self.file(file)
        return _unique((row, read(row)) for row in table.tables(name))

    def pages(self, read: Callable[[Table], ReadingPage]) -> tuple[ReadingPage, ...]:
        """Read the reading pages, one file each, in their own order; the file carries the key as its name."""
        pages = []
        for name in self.names("pages"):
            page = read(self.file(name))
            if name != f"pages/{page.key}.toml":
                raise self.file(name).error("key", f"is {page.key!r}, which is not the name of the file")
            pages.append(page)
        return tuple(sorted(pages, key=lambda page: page.order))

    def finish(self, but: Collection[str] = ()) -> None:
        """
        Look for what nobody read.

        :param but: files of which others read the rest
        :raises GuidelineDataError: for an unknown file, or an unknown field at the top of a file
        """
        for name, table in self._tables.items():
            if name not in self._opened:
                raise GuidelineDataError(name, "file", "is not a file the guideline knows")
            if name not in but:
                table.finish()


def parse(path: Path, name: str) -> dict[str, object]:
    """
    Read one TOML file; `name` is how an error calls it.

    :raises GuidelineDataError: if it is not TOML
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise GuidelineDataError(name, "file", f"is not valid TOML: {broken}") from broken


def _source_book(table: Table) -> SourceBook:
    numbered, named = {}, {}
    for row in table.tables("numbered"):
        with row:
            prefix = row.string("prefix")
            if prefix in numbered:
                raise row.error("prefix", f"{prefix!r} is used twice")
            numbered[prefix] = NumberedSource(
                prefix=prefix, highest=row.number("highest"), label=row.text("label", ["number"])
            )
    for row in table.tables("named"):
        with row:
            name = row.string("name")
            if name in named:
                raise row.error("name", f"{name!r} is used twice")
            named[name] = row.text("label")
    table.finish()
    return SourceBook(numbered=numbered, named=named)


def _unique(rows: Iterable[tuple[Table, Item]]) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for row, item in rows:
        if item.key in items:
            raise row.error("key", f"{item.key!r} is used twice")
        items[item.key] = item
    return tuple(items.values())
