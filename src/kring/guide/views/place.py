"""Where somebody is in the guide: which edition, sector and chapter, or nowhere."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from kring.foundation.requests import Request
from kring.guide.domain.book import Piece
from kring.guide.domain.edition import Edition, Part, Sector, Term
from kring.guide.queries.editions import Line, edition, editions
from kring.guide.queries.leaves import pieces


@dataclass(frozen=True, slots=True)
class Place:
    """An edition, and among which others it stands."""

    edition: Edition
    all: tuple[Line, ...]
    language: str

    @property
    def key(self) -> str:
        """The name of the edition."""
        return self.edition.key

    @property
    def day(self) -> date:
        """When it came out."""
        return self.edition.published_on

    @property
    def newest(self) -> Line | None:
        """The newest edition, if this is an older one."""
        return self.all[0] if self.all[0].key != self.edition.key else None

    @property
    def before(self) -> Line | None:
        """The edition before this one."""
        return next((one for one in self.all if one.number < self.edition.number), None)

    def sector(self, key: str) -> Sector:
        """:raises Http404: if there is no guide for it"""
        found = self.edition.frame.sector(key)
        if found is None:
            raise Http404
        return found

    def chapter(self, sector: Sector, key: str) -> Term:
        """:raises Http404: if this sector has nothing there"""
        for term, _number in self.edition.chapters_of(sector):
            if term.key == key:
                return term
        raise Http404

    def parts(self, parts: tuple[Part, ...]) -> tuple[Piece, ...]:
        """Pieces of an introduction, in the language of the page."""
        return pieces(self.edition.frame, parts, self.language)


def place(request: Request, key: str = "") -> Place | None:
    """
    The edition of this name, or the newest; None while there is none at all.

    :raises Http404: if there is no such edition
    """
    there = editions()
    if not there and not key:
        return None
    line = next((one for one in there if key in {"", one.key}), None)
    if line is None:
        raise Http404
    return Place(edition(line), there, str(request.LANGUAGE_CODE))


def place_of(request: Request, key: str) -> Place:
    """:raises Http404: if there is no such edition"""
    found = place(request, key)
    if found is None:
        raise Http404
    return found
