"""A guide on paper, put together from one edition; the words are those of the pages."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

import kring
from kring.guide.domain.book import Book, Chapter, Cited, Document, Listed, Measure, Piece, Told
from kring.guide.domain.changes import changes
from kring.guide.domain.edition import AWARE, Edition, Sector, words
from kring.guide.domain.making import Wanted
from kring.guide.queries.changes import listed
from kring.guide.queries.leaves import Leaf, distinct, leaves, pieces
from kring.ui.formats import day_of_year


def book_of(wanted: Wanted, edition: Edition, before: Edition | None) -> Book:
    """
    The guide of one sector, of all themes or of one.

    :raises LookupError: if the edition has no such sector or theme
    """
    with override(wanted.language):
        return _Making(wanted, edition, before).book()


class _Making:
    """What is needed at every turn."""

    def __init__(self, wanted: Wanted, edition: Edition, before: Edition | None) -> None:
        sector = edition.frame.sector(wanted.sector)
        if sector is None:
            raise LookupError(wanted.sector)
        there = [term for term, _number in edition.chapters_of(sector) if wanted.chapter in {"", term.key}]
        if not there:
            raise LookupError(wanted.chapter)
        self.wanted, self.edition, self.before = wanted, edition, before
        self.sector: Sector = sector
        self.terms, self.say = there, wanted.language

    def book(self) -> Book:
        frame, edition = self.edition.frame, self.edition
        chapters = tuple(self._chapter(term.key) for term in self.terms)
        sector = self.sector.label.in_language(self.say)
        named = f"{sector}: {chapters[0].label}" if self.wanted.chapter else sector
        title = frame.title.in_language(self.say)
        dated = day_of_year(edition.published_on)
        return Book(
            language=self.say,
            title=title,
            subtitle=named,
            lead=frame.lead.in_language(self.say),
            about=self.sector.lead.in_language(self.say),
            description=frame.lead.in_language(self.say),
            edition=_("Edition %(key)s") % {"key": edition.key},
            day=edition.published_on,
            dated=dated,
            made_with=_("Made with Kring %(version)s.") % {"version": kring.__version__},
            intro=pieces(frame, (*self.sector.parts, *frame.parts), self.say),
            chapters=chapters,
            changed_title=_("What changed"),
            changed_lead=self._changed_lead(),
            changed=tuple(self._changed(chapters)),
            after=pieces(frame, frame.after, self.say),
            documents=tuple(
                Document(mark, title.in_language(self.say), address)
                for mark, (title, address) in enumerate(distinct(frame), start=1)
            ),
            words=_words(),
        )

    def _chapter(self, key: str) -> Chapter:
        term = words(self.edition.frame.chapters)[key]
        there = leaves(self.edition, self.sector, key, self.say)
        count = (
            ngettext("%(count)d thing to be aware of", "%(count)d things to be aware of", len(there))
            if key == AWARE
            else ngettext("%(count)d measure", "%(count)d measures", len(there))
        )
        return Chapter(
            key=key,
            label=term.label.in_language(self.say),
            says=term.says.in_language(self.say),
            count=count % {"count": len(there)},
            measures=tuple(map(_measure, there)),
        )

    def _changed_lead(self) -> str:
        if self.before is None:
            return _("This is the first edition.")
        return _("What is different from edition %(key)s, of %(day)s.") % {
            "key": self.before.key,
            "day": day_of_year(self.before.published_on),
        }

    def _changed(self, chapters: Iterable[Chapter]) -> Iterable[Listed]:
        if self.before is None:
            return
        found = changes(self.before, self.edition, self.sector.key, self.wanted.chapter)
        here = {measure.key for chapter in chapters for measure in chapter.measures}
        groups = listed(found, self.edition, self.before, self.say)
        for heading, lines in groups:
            yield Listed(heading, tuple((key if key in here else "", title, more) for key, title, more in lines))
        if not groups:
            yield Listed(_("Nothing changed here."), ())


def _measure(leaf: Leaf) -> Measure:
    tags = [_("quick win")] if leaf.quick_win else []
    tags += [_("made for this sector")] if leaf.is_at_home else []
    how = _("What is known") if leaf.is_awareness else _("How it works")
    watch = Piece(_("What to watch for"), leaf.watch)
    pieces = [Piece(how, leaf.how)] if leaf.how else []
    if leaf.watch and not leaf.is_awareness:
        pieces.append(watch)
    evidence = (f"{leaf.evidence}. {leaf.evidence_means}", *filter(None, [leaf.evidence_says]))
    return Measure(
        key=leaf.key,
        title=leaf.title,
        kind=leaf.kind,
        tags=tuple(tags),
        summary=leaf.summary,
        facts=leaf.facts,
        caution=Piece(_("About circumstances, not about anybody"), leaf.watch) if leaf.is_awareness else None,
        pieces=tuple(pieces),
        points=Piece(_("What must be in place"), leaf.conditions) if leaf.conditions else None,
        evidence=Piece(_("What the evidence says"), evidence) if leaf.evidence else None,
        told=() if leaf.is_awareness else tuple(_told(leaf)),
        named=tuple(_named(leaf)),
        cited=tuple(Cited(one.mark, one.place) for one in leaf.sources),
        examples=leaf.examples,
        checked=_("Compared with its source on %(day)s.") % {"day": day_of_year(leaf.checked)},
    )


def _told(leaf: Leaf) -> Iterable[Told]:
    """Everybody together, and the groups and situations of which enough is known."""
    yield leaf.told
    if len(leaf.told_by_group) > 1 or len(leaf.told_by_situation) > 1:
        yield from (one for one in (*leaf.told_by_group, *leaf.told_by_situation) if one.dots)


def _named(leaf: Leaf) -> Iterable[Piece]:
    if leaf.helped:
        yield Piece(_("What helped most often"), leaf.helped)
    if leaf.hindered:
        yield Piece(_("What stood in the way most often"), leaf.hindered)


def _words() -> dict[str, str]:
    return {
        "page": _("Page"),
        "of": pgettext("page", "of"),
        "contents": _("What is in it"),
        "introduction": _("First this"),
        "source": _("Source"),
        "told": _("What organisations tell"),
        "elsewhere": _("Have a look elsewhere"),
        "about": _("About this guide"),
        "sources": _("Sources"),
        "register": _("Register"),
        "stays": _("An edition stays as it was on the day it came out. What changed since then stands in the next."),
    }
