"""What the guide would hold if it were published now: the catalogue and what all organisations tell together."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from kring.catalogue import queries as catalogue
from kring.experiences import queries as experiences
from kring.foundation.text import Text
from kring.guide.domain.edition import (
    AWARE,
    Content,
    Document,
    Example,
    Figure,
    Frame,
    Item,
    Sector,
    Source,
    Term,
    Told,
    is_for,
    verdict,
)
from kring.guide.domain.reading import FILE, Around, read_around

DATA = Path(__file__).resolve().parents[1] / "data"
STRENGTH = ("promising", "moderate", "practice", "too-little-research", "none-found", "advised-against")
"""Measures of a chapter stand in this order of evidence, so that what is known best comes first."""
_NOBODY = Told(Figure("", 0, verdict(0, known=False, low=0, high=1), 0, 0, 10))


class _Term(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def label(self) -> Text: ...
    @property
    def says(self) -> Text: ...


@cache
def around() -> Around:
    """
    What stands around the measures, from its file.

    :raises GuideFileError: naming the field that is not right
    """
    known = catalogue.lists()
    data = tomllib.loads((DATA / FILE).read_text(encoding="utf-8"))
    return read_around(data, themes=known.themes, groups=known.groups, documents=known.documents)


def draft() -> Content:
    """The guide as it would be now; for whoever publishes, in a transaction."""
    file, told = around(), experiences.together()
    items = [_item(entry, file.sectors, told.get(entry.id)) for entry in catalogue.entries()]
    frame = _frame(file)
    chapters = [term.key for term in frame.chapters]
    return Content(frame, tuple(sorted(items, key=lambda item: _place(item, chapters))))


def _place(item: Item, chapters: list[str]) -> tuple[int, int, str, str]:
    strength = STRENGTH.index(item.evidence) if item.evidence in STRENGTH else len(STRENGTH)
    return chapters.index(item.chapter), strength, item.kind if item.chapter == AWARE else "", item.title.nl.casefold()


def _frame(file: Around) -> Frame:
    known = catalogue.lists()
    dutch, english = experiences.closed_words("nl"), experiences.closed_words("en")
    empty = Text(nl="", en="")
    return Frame(
        title=file.title,
        lead=file.lead,
        parts=file.parts,
        after=file.after,
        sectors=file.sectors,
        chapters=(*_terms(known.themes), file.aware),
        levels=_terms(known.levels),
        energies=_terms(known.energies),
        moments=_terms(known.moments),
        groups=_terms(known.groups),
        situations=_terms(known.situations),
        evidence=_terms(known.evidence),
        experiences=tuple(Term(key, Text(nl=dutch[key], en=english[key]), empty) for key in dutch),
        documents=tuple(Document(one.key, one.title, one.address) for one in known.documents.values()),
    )


def _terms(terms: Mapping[str, _Term]) -> tuple[Term, ...]:
    return tuple(Term(one.key, one.label, one.says) for one in terms.values())


def _item(entry: catalogue.Entry, sectors: Iterable[Sector], told: experiences.Together | None) -> Item:
    return Item(
        key=entry.id,
        kind=entry.kind.value,
        chapter=entry.theme or AWARE,
        title=entry.title,
        summary=entry.summary,
        levels=entry.levels,
        energy=entry.energy,
        moments=entry.moments,
        quick_win=entry.quick_win,
        groups=entry.groups,
        situations=entry.situations,
        how=entry.how,
        conditions=entry.conditions,
        watch=entry.watch,
        evidence=entry.evidence,
        evidence_says=entry.evidence_says,
        sources=tuple(Source(one.document, _place_of(one.document, one.place)) for one in entry.cited),
        examples=tuple(Example(one.title, one.address) for one in entry.examples),
        checked=entry.days.checked,
        told=_told(told) if told else _NOBODY,
        sectors=tuple(sector.key for sector in sectors if is_for(entry.groups, sector)),
    )


def _place_of(document: str, place: str) -> Text:
    known = catalogue.lists()
    return Text(nl=known.where(document, place, "nl"), en=known.where(document, place, "en"))


def _told(together: experiences.Together) -> Told:
    return Told(
        whole=_figure(together.whole),
        groups=tuple(map(_figure, together.groups)),
        situations=tuple(map(_figure, together.situations)),
        helped=tuple(f"helped.{key}" for key in together.helped),
        hindered=tuple(f"hindered.{key}" for key in together.hindered),
    )


def _figure(share: experiences.Share) -> Figure:
    says = verdict(share.told, known=share.known, low=share.low, high=share.high)
    return Figure(share.key, share.told, says, share.shown.middle, share.shown.low, share.shown.high)
