"""Excel's own files: read row by row, never calculated, and refused when they would unpack without end."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from kring.people.domain.importing.problems import Unreadable

MOST_UNPACKED = 500 * 1024 * 1024
MOST_WORDS = 80 * 1024 * 1024
"""Of the list of texts, which is held in memory as a whole."""
MOST_PARTS = 1000
LONGEST_CELL = 131_072
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def rows(data: bytes, *, widest: int) -> Iterator[list[str]]:
    """
    The rows of the first sheet as text: dates as 2026-02-01, whole numbers without a point, results for formulas.

    :raises Unreadable: if it is no spreadsheet, is broken or locked, or unpacks to too much
    """
    _look(data)
    return _read(data, widest)


def _look(data: bytes) -> None:
    """Before anything is unpacked: is it a workbook, how large does it say it is, and does it declare things."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            inside = parts.infolist()
            if "xl/workbook.xml" not in parts.namelist():
                raise Unreadable("other_zip")
            if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > MOST_UNPACKED:
                raise Unreadable("unpacks_too_large")
            if any(part.file_size > MOST_WORDS for part in inside if part.filename == "xl/sharedStrings.xml"):
                raise Unreadable("unpacks_too_large")
            for part in inside:
                if part.filename.endswith((".xml", ".rels")) and _DECLARES.search(parts.open(part).read(4000)):
                    raise Unreadable("broken")
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError):
        # A locked workbook, or one packed in a way that is not known here, is a RuntimeError too.
        raise Unreadable("broken") from None


def _read(data: bytes, widest: int) -> Iterator[list[str]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What a sheet says of its own size is often wrong.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=widest, values_only=True):
            yield [_text(value) for value in row]
        book.close()
    except Unreadable:
        raise
    except Exception:
        # Whatever a broken file makes the package raise, it means one thing to whoever sent it.
        raise Unreadable("broken") from None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[: LONGEST_CELL + 1].strip()
