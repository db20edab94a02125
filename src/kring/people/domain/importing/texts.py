"""Text with separators: which letters, which separator, and then line by line."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from kring.people.domain.importing.columns import recognised
from kring.people.domain.importing.problems import Unreadable

SEPARATORS = ";\t,|"
LOOKED_AT = 25
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def rows(data: bytes, *, widest: int) -> Iterator[list[str]]:
    """
    The rows of a text file, each cell without spaces around it.

    :raises Unreadable: if it is a web page or no text, or while reading, at a cell without end
    """
    text = decode(data)
    if text.lstrip()[:1] == "<":
        raise Unreadable("web_page")
    # Only real ends of lines: a cell may hold other signs that split a text in two.
    lines = list(io.StringIO(text, newline=""))
    if lines and (said := lines[0].strip().strip('"')).startswith("sep=") and len(said) == 5:
        # A line for Excel only; it counts as a line.
        return _read(["\n", *lines[1:]], said[-1], widest)
    return _read(lines, separator_of(lines[:LOOKED_AT]), widest)


def decode(data: bytes) -> str:
    """
    Text in UTF-8 or UTF-16 if it is, with or without a mark; else as Windows writes it.

    :raises Unreadable: if there is no text in it
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data, name)
    start = data[:4000]
    if wide := _wide(start):
        return _as(data, wide)
    if start.count(0) > len(start) // 20:
        raise Unreadable("no_table")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def separator_of(lines: list[str]) -> str:
    """The separator that gives the most headings we know, and then the most even columns."""

    def fits(separator: str) -> tuple[int, int, int]:
        try:
            found = [row for row in csv.reader(lines, delimiter=separator) if row]
        except csv.Error:
            return 0, 0, 0
        known = max((recognised(row) for row in found), default=0)
        ((width, often),) = Counter(map(len, found)).most_common(1) or [(0, 0)]
        return known, often if width > 1 else 0, width

    return max(SEPARATORS, key=fits)


def _as(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise Unreadable("no_table") from None


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: every other byte of Dutch text is then nothing."""
    even, odd = start[0::2], start[1::2]
    if len(start) >= 4 and odd.count(0) > len(odd) * 0.7 and even.count(0) < len(even) * 0.1:
        return "utf-16-le"
    if len(start) >= 4 and even.count(0) > len(even) * 0.7 and odd.count(0) < len(odd) * 0.1:
        return "utf-16-be"
    return ""


def _read(lines: list[str], separator: str, widest: int) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=separator)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            # A cell of more than 131,072 signs, most often a quote that is never closed.
            raise Unreadable("endless_cell", reader.line_num) from None
        if row is None:
            return
        yield [cell.strip() for cell in row[:widest]]
