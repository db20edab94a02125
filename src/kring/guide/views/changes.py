"""What changed between two editions; worked out from what they hold, for everyone to read."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guide.domain.changes import changes
from kring.guide.domain.edition import Edition
from kring.guide.queries.changes import Texts, listed, rewritten
from kring.guide.queries.editions import edition as whole
from kring.guide.views.place import Place, place_of
from kring.ui.pages import render_page


@dataclass(frozen=True, slots=True)
class Line:
    """One change: the measure, what changed of it, where it stands, and texts as they were and are."""

    title: str
    more: str
    url: str
    texts: Texts


@door(Who.EVERYONE)
@require_safe
def changed(request: Request, edition: str) -> HttpResponse:
    """
    What is different from the edition before it, or from `?sinds=` an older one; `?sector=` for one sector.

    :raises Http404: if there is no such edition or sector
    """
    here = place_of(request, edition)
    sector = request.GET.get("sector", "")
    label = here.sector(sector).label.in_language(here.language) if sector else ""
    older = tuple(one for one in here.all if one.number < here.edition.number)
    since = request.GET.get("sinds", "")
    line = next((one for one in older if since in {"", one.key}), None)
    if line is None and (since or older):
        raise Http404
    groups: list[tuple[str, list[Line]]] = []
    if line is not None:
        groups = _groups(here, whole(line), sector)
    return render_page(
        request,
        "guide/changed.html",
        here=here,
        sector=sector,
        sector_label=label,
        before=line,
        groups=groups,
        older=[one for one in older if line is None or one.key != line.key],
    )


def _groups(here: Place, before: Edition, sector: str) -> list[tuple[str, list[Line]]]:
    found = changes(before, here.edition, sector)
    texts = rewritten(found, here.language)
    groups = []
    for heading, rows in listed(found, here.edition, before, here.language):
        lines = [
            Line(title, more, _url(here, before, key, sector), texts.get((key, more), ())) for key, title, more in rows
        ]
        groups.append((heading, lines))
    return groups


def _url(here: Place, before: Edition, key: str, sector: str) -> str:
    """Where a measure stands for whom: in this edition, or in the one before if it was withdrawn there."""
    for one in (here.edition, before):
        for item in one.items:
            there = [named for named in item.sectors if sector in {"", named}]
            if item.key == key and there:
                return reverse("guide:item", args=(one.key, there[0], item.chapter, key))
    return ""
