"""Reading the guide: for everyone, signed in or not; nothing is kept of who reads."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guide.queries.leaves import leaves, one_leaf
from kring.guide.views.place import place, place_of
from kring.guide.wording import TONES
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_safe
def newest(request: Request) -> HttpResponse:
    """The newest edition: choose a sector, or an older one."""
    return _overview(request, "")


@door(Who.EVERYONE)
@require_safe
def overview(request: Request, edition: str) -> HttpResponse:
    """:raises Http404: if there is no such edition"""
    return _overview(request, edition)


@door(Who.EVERYONE)
@require_safe
def sector(request: Request, edition: str, sector: str) -> HttpResponse:
    """
    The guide of one sector: its introduction, and what is in it.

    :raises Http404: if there is none
    """
    here = place_of(request, edition)
    found = here.sector(sector)
    say = here.language
    chapters = [
        (term.key, term.label.in_language(say), term.says.in_language(say), number)
        for term, number in here.edition.chapters_of(found)
    ]
    return render_page(
        request,
        "guide/sector.html",
        here=here,
        sector=found,
        title=found.label.in_language(say),
        lead=found.lead.in_language(say),
        parts=here.parts(found.parts),
        chapters=chapters,
        total=here.edition.measures(found.key),
    )


@door(Who.EVERYONE)
@require_safe
def chapter(request: Request, edition: str, sector: str, chapter: str) -> HttpResponse:
    """
    The measures of one theme for a sector, in a few words each.

    :raises Http404: if there is nothing there
    """
    here = place_of(request, edition)
    found = here.sector(sector)
    term = here.chapter(found, chapter)
    return render_page(
        request,
        "guide/chapter.html",
        here=here,
        sector=found,
        sector_label=found.label.in_language(here.language),
        chapter=term.key,
        title=term.label.in_language(here.language),
        lead=term.says.in_language(here.language),
        leaves=[(one, TONES.get(one.told.verdict)) for one in leaves(here.edition, found, chapter, here.language)],
    )


@door(Who.EVERYONE)
@require_safe
def item(request: Request, edition: str, sector: str, chapter: str, item: str) -> HttpResponse:
    """
    One measure as it stands in this edition.

    :raises Http404: if it is not in it
    """
    here = place_of(request, edition)
    found = here.sector(sector)
    term = here.chapter(found, chapter)
    leaf = one_leaf(here.edition, found, item, here.language)
    if leaf is None or leaf.chapter != chapter:
        raise Http404
    keys = [one.key for one in here.edition.of(sector, chapter)]
    following = keys[keys.index(item) + 1 :][:1]
    after = one_leaf(here.edition, found, following[0], here.language) if following else None
    return render_page(
        request,
        "guide/item.html",
        here=here,
        sector=found,
        sector_label=found.label.in_language(here.language),
        chapter=term.key,
        chapter_label=term.label.in_language(here.language),
        leaf=leaf,
        after=after,
    )


def _overview(request: Request, edition: str) -> HttpResponse:
    here = place(request, edition)
    if here is None:
        return render_page(request, "guide/none.html")
    frame, say = here.edition.frame, here.language
    return render_page(
        request,
        "guide/overview.html",
        here=here,
        title=frame.title.in_language(say),
        lead=frame.lead.in_language(say),
        parts=here.parts(frame.parts),
        after=here.parts(frame.after),
        sectors=[
            (one.key, one.label.in_language(say), one.lead.in_language(say), here.edition.measures(one.key))
            for one in frame.sectors
        ],
        others=[one for one in here.all if one.key != here.key],
    )
