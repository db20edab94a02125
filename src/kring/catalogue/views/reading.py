"""Reading an entry, comparing a few, a list to keep in the address, and what to be aware of. For everyone."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kring.catalogue import queries
from kring.catalogue.access import may_add
from kring.catalogue.domain.facets import Facet
from kring.catalogue.forms import NameForm
from kring.catalogue.queries import Kind
from kring.catalogue.queries.own import named_lists
from kring.catalogue.views.shown import Shown, may_put, shown
from kring.catalogue.views.trail import Trail
from kring.catalogue.wording import KINDS
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.ui.pages import render_page

SIDE_BY_SIDE = 3


@door(Who.EVERYONE)
@require_safe
def entry(request: Request, key: str) -> HttpResponse:
    """:raises Http404: if there is no such entry"""
    trail, language = Trail.of(request), str(request.LANGUAGE_CODE)
    found = queries.cards([key], language)
    if not found:
        raise Http404
    (card,) = found
    return render_page(
        request,
        "catalogue/entry.html",
        card=card,
        kind=KINDS[card.kind],
        is_group=card.kind is Kind.RISK_GROUP,
        situations=[(trail.to("situation", one.key), one.label) for one in card.situations],
        theme_url=Trail(listed=trail.listed).toggled(Facet.THEME, card.theme.key).to_search() if card.theme else "",
        related=shown(queries.cards(card.related, language), trail, stay=f"entry/{key}"),
        put_url=trail.put(key).to("entry", key) if may_put(key, trail) else "",
        is_listed=key in trail.listed,
        compare_url=trail.to("compare", m=".".join([key, *card.related][:SIDE_BY_SIDE])) if card.related else "",
        list_url=trail.to("shortlist"),
        overview_url=trail.to("overview"),
        trail=trail,
    )


@door(Who.EVERYONE)
@require_safe
def compare(request: Request) -> HttpResponse:
    """Two or three side by side; on a phone line by line."""
    trail, language = Trail.of(request), str(request.LANGUAGE_CODE)
    asked = [key for part in request.GET.getlist("m") for key in part.split(".")]
    cards = queries.cards([key for key in asked if 0 < len(key) <= 60][:SIDE_BY_SIDE], language)
    return render_page(
        request,
        "catalogue/compare.html",
        cards=shown(cards, trail, stay="shortlist"),
        too_many=len(asked) > SIDE_BY_SIDE,
        list_url=trail.to("shortlist"),
        search_url=trail.to("search"),
    )


@door(Who.EVERYONE)
@require_safe
def shortlist(request: Request) -> HttpResponse:
    """The list in this address: to print, to send on, to compare, and for who makes policy to give a name."""
    trail, language = Trail.of(request), str(request.LANGUAGE_CODE)
    cards = queries.cards(trail.listed, language)
    adds = may_add(request.actor).allowed
    return render_page(
        request,
        "catalogue/shortlist.html",
        shown=shown(cards, trail, stay="shortlist"),
        address=request.build_absolute_uri() if cards else "",
        trail=trail,
        search_url=trail.to("search"),
        overview_url=trail.to("overview"),
        adds=adds,
        lists=[(one, Trail(listed=one.entries).to("shortlist")) for one in named_lists()] if adds else [],
        form=NameForm(initial={"entries": ".".join(trail.listed)}),
    )


@door(Who.EVERYONE)
@require_safe
def risks(request: Request) -> HttpResponse:
    """The groups and circumstances of the guide, for whoever makes policy; never about anybody."""
    trail, language = Trail.of(request), str(request.LANGUAGE_CODE)

    def all_of(kind: Kind) -> tuple[Shown, ...]:
        return shown(queries.of_kind([kind], language), trail, stay="risks")

    return render_page(
        request,
        "catalogue/risks.html",
        groups=all_of(Kind.RISK_GROUP),
        factors=all_of(Kind.RISK_FACTOR),
        overview_url=trail.to("overview"),
    )
