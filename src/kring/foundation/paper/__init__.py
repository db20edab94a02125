"""
Paper: data and a fixed layout become an accessible PDF (PDF/UA-1), by typst.

What a document says reaches typst as data and never as source, so nothing that an organisation types can be a command
there. The two fonts are fixed weights of the one that the pages use.
"""

import json
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Generic, Protocol, TypeVar

import typst

FONTS = Path(__file__).parent / "font"
MOST = 16
"""How many of a kind are remembered: a day of two organisations, every document in both languages."""

_one_at_a_time = Lock()


class Written(Hashable, Protocol):
    """Something to put on paper."""

    def as_data(self) -> Mapping[str, Any]:
        """It as plain lists and texts."""


Made = TypeVar("Made", bound=Written)


class Paper(Generic[Made]):
    """One layout, and the last files made with it."""

    def __init__(self, layout: Path, called: str) -> None:
        """:param called: the name under which the layout reads its data"""
        self._layout, self._called = layout, called
        self._files: OrderedDict[Made, bytes] = OrderedDict()

    def file(self, written: Made, day: date) -> bytes:
        """
        It as a PDF with this day on it. One is made at a time: everyone may ask, and making one is work.
        """
        with _one_at_a_time:
            if written not in self._files:
                self._files[written] = self._make(written, day)
                while len(self._files) > MOST:
                    self._files.popitem(last=False)
            self._files.move_to_end(written)
            return self._files[written]

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._files)

    def forget(self) -> None:
        """Forget what was made."""
        with _one_at_a_time:
            self._files.clear()

    def _make(self, written: Made, day: date) -> bytes:
        return laid_out(self._layout, self._called, written.as_data(), day)


def laid_out(layout: Path, called: str, data: Mapping[str, Any], day: date) -> bytes:
    """
    Data as a PDF with this day on it. With many pages this takes seconds; other threads go on meanwhile.

    :param called: the name under which the layout reads its data
    """
    made: bytes = typst.compile(
        layout,
        format="pdf",
        root=layout.parent,
        font_paths=_fonts(),
        sys_inputs={called: json.dumps(data, default=str)},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(day, time(12), UTC),
    )
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
