"""A page to read on paper: a leaflet, or a poster with a square to scan (PDF/UA-1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.foundation.paper import Paper
from kring.foundation.qr import square_for
from kring.portal.queries.reading import Reading, Section
from kring.ui.frame import Words

LAYOUT = Path(__file__).parents[1] / "data" / "sheets" / "sheet.typ"
SIZES: dict[str, Words] = {
    "a4": _("Leaflet, A4"),
    "poster-a4": _("Poster with a square to scan, A4"),
    "poster-a3": _("Poster with a square to scan, A3"),
}
ON_A_POSTER = 6
"""Points that fit on a poster; who wants more scans the square."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on paper."""

    size: str
    title: str
    intro: str
    parts: tuple[Section, ...]
    organisation: str
    link: str
    language: str
    day: date

    def as_data(self) -> Mapping[str, Any]:
        """It as plain lists and texts."""
        return {
            "size": self.size,
            "title": self.title,
            "intro": self.intro,
            "parts": [
                {"heading": part.heading, "paragraphs": list(part.paragraphs), "points": list(part.bullets)}
                for part in self.parts
            ],
            "sources": list(dict.fromkeys(part.source for part in self.parts)),
            "organisation": self.organisation,
            "link": self.link,
            "square": _svg(self.link),
            "language": self.language,
            "day": f"{self.day.day}-{self.day.month}-{self.day.year}",
        }


_paper: Paper[Sheet] = Paper(LAYOUT, "sheet")


def sheet_of(page: Reading, size: str, *, organisation: str, link: str, language: str, day: date) -> Sheet:
    """
    A page on paper; on a poster only how it begins.

    :param size: a key of `SIZES`
    """
    parts = page.sections if size == "a4" else _beginning(page.sections)
    return Sheet(size, page.title, page.intro, parts, organisation, link, language, day)


def pdf(sheet: Sheet) -> bytes:
    """It as a file."""
    return _paper.file(sheet, sheet.day)


def _beginning(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The first part, as far as it fits."""
    return tuple(
        Section(part.heading, part.paragraphs[:1], part.bullets[:ON_A_POSTER], part.source) for part in sections[:1]
    )


def _svg(link: str) -> str:
    square = square_for(link)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {square.size} {square.size}">'
        f'<rect width="{square.size}" height="{square.size}" fill="#fff"/><path d="{square.path}"/></svg>'
    )
