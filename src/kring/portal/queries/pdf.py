"""A document as an accessible PDF (PDF/UA-1), made by typst from one fixed layout."""

import json
from collections import OrderedDict
from datetime import UTC, datetime, time
from functools import cache
from threading import Lock

import typst

from kring.portal.domain.document import Document
from kring.portal.queries.documents import FOLDER

MOST = 16
"""How many are remembered: a day of two organisations, every document in both languages."""
_made: OrderedDict[Document, bytes] = OrderedDict()
_one_at_a_time = Lock()


def pdf(document: Document) -> bytes:
    """
    The document as a file.

    What it says reaches typst as data and never as source, so no name of an organisation can be a command there.
    One is made at a time, and the last ones are remembered: everyone may ask, and making one is work.
    """
    with _one_at_a_time:
        if document not in _made:
            _made[document] = _make(document)
            while len(_made) > MOST:
                _made.popitem(last=False)
        _made.move_to_end(document)
        return _made[document]


def forget() -> None:
    """Forget what was made."""
    with _one_at_a_time:
        _made.clear()


def _make(document: Document) -> bytes:
    made = typst.compile(
        FOLDER / "document.typ",
        format="pdf",
        root=FOLDER,
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(document.as_data(), default=str)},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(document.day, time(12), UTC),
    )
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER / "font")])
