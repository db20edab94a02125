"""From the bytes of a file to rows of text, with bounds on everything a file could make us do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kring.people.domain.importing import spreadsheets, texts
from kring.people.domain.importing.columns import recognised
from kring.people.domain.importing.problems import Unreadable

LARGEST = 40 * 1024 * 1024
"""Bytes of a file; 100,000 people take about fifteen million."""
MOST_LINES = 250_000
LOOKED_AT = 20
"""The headings stand somewhere in the first so many lines, below a title for instance."""
WIDEST = 120

_SPREADSHEET, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf", b"\x7fELF")


@dataclass(frozen=True, slots=True)
class Table:
    """The headings, on which line they stand, and what comes after: (line, cells)."""

    headings: tuple[str, ...]
    line: int
    rows: Iterator[tuple[int, Sequence[str]]]


def read_table(data: bytes) -> Table:
    """
    Read a file, whatever its name says it is.

    Lines are counted as a spreadsheet counts them, from 1, empty ones and headings included.

    :raises Unreadable: if it is no table, or more than we read; also while its rows are read
    """
    rows = enumerate(_rows(data), 1)
    first = [(line, cells) for line, cells in islice(rows, LOOKED_AT)]
    filled = [row for row in first if any(row[1])]
    if not filled:
        raise Unreadable("empty")
    line, headings = max(filled, key=lambda row: (recognised(row[1]), -row[0]))
    if sum(1 for cell in headings if cell) < 2:
        raise Unreadable("one_column")
    rest = [row for row in first if row[0] > line]
    return Table(tuple(headings), line, _bounded(rest, rows))


def _bounded(
    first: list[tuple[int, list[str]]], rest: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, Sequence[str]]]:
    yield from ((line, cells) for line, cells in first if any(cells))
    for line, cells in rest:
        if line > MOST_LINES:
            raise Unreadable("too_many_lines", line)
        if any(cells):
            yield line, cells


def _rows(data: bytes) -> Iterator[list[str]]:
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > LARGEST:
        raise Unreadable("too_large")
    if data.startswith(_OLD_EXCEL):
        raise Unreadable("old_excel")
    if data.startswith(_SPREADSHEET):
        return spreadsheets.rows(data, widest=WIDEST)
    if data.startswith(_OTHERS):
        raise Unreadable("no_table")
    return texts.rows(data, widest=WIDEST)
