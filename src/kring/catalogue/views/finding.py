"""Finding measures: the overview, searching with facets, and from a situation to what fits. For everyone."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kring.catalogue import queries
from kring.catalogue.domain.facets import Counted, Facet
from kring.catalogue.queries import Card, Kind, Search
from kring.catalogue.views.shown import chips, labels, shown
from kring.catalogue.views.trail import Trail
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.ui.pages import render_page

ALL = 200
ACTIONS = frozenset({Kind.MEASURE.value, Kind.INTERVENTION.value})
NOT_TO_DO = frozenset({"none-found", "advised-against"})


@door(Who.EVERYONE)
@require_safe
def overview(request: Request) -> HttpResponse:
    """Where to begin: a question, the themes, the levels, what takes and what gives energy."""
    trail, language = Trail.of(request), str(request.LANGUAGE_CODE)
    counted = queries.search(Search(language=language)).counted
    rows = _rows(counted, trail, language)
    situations = queries.lists().situations.values()
    return render_page(
        request,
        "catalogue/overview.html",
        theme=rows[Facet.THEME],
        level=rows[Facet.LEVEL],
        energy=rows[Facet.ENERGY],
        evidence=rows[Facet.EVIDENCE],
        quick=rows[Facet.QUICK],
        situations=[(trail.to("situation", one.key), one.says.in_language(language)) for one in situations],
        trail=trail,
        list_url=trail.to("shortlist"),
        risks_url=trail.to("risks"),
    )


@door(Who.EVERYONE)
@require_safe
def search(request: Request) -> HttpResponse:
    """Search by words, narrow by facets; the address says all of it."""
    trail, language = Trail.of(request), str(request.LANGUAGE_CODE)
    found = queries.search(Search(trail.text, trail.chosen or {}, trail.page, language))
    facets = chips(found.counted, trail, language)
    return render_page(
        request,
        "catalogue/search.html",
        trail=trail,
        found=found,
        shown=shown(found.cards, trail, stay="search"),
        facets=facets,
        chosen=[chip for row in facets for chip in row.chips if chip.chosen],
        clear_url=Trail(text=trail.text, listed=trail.listed).to_search(),
        earlier=trail.to_search(page=found.page - 1) if found.page > 1 else "",
        later=trail.to_search(page=found.page + 1) if found.page < found.pages else "",
        list_url=trail.to("shortlist"),
        overview_url=trail.to("overview"),
    )


@door(Who.EVERYONE)
@require_safe
def situation(request: Request, key: str) -> HttpResponse:
    """
    What fits one situation, the nearest first: a team that can begin tomorrow, then the organisation, then one person.

    :raises Http404: if there is no such situation
    """
    trail, language = Trail.of(request), str(request.LANGUAGE_CODE)
    term = queries.lists().situations.get(key)
    if term is None:
        raise Http404
    wanted = {Facet.SITUATION: frozenset({key})}
    cards = queries.search(Search(chosen=wanted, language=language, size=ALL)).cards
    return render_page(
        request,
        "catalogue/situation.html",
        title=term.says.in_language(language),
        label=term.label.in_language(language),
        parts=[(name, shown(part, trail, stay=f"situation/{key}")) for name, part in _parts(cards).items() if part],
        search_url=trail.toggled(Facet.SITUATION, key).to_search(),
        list_url=trail.to("shortlist"),
        overview_url=trail.to("overview"),
        trail=trail,
    )


def _parts(cards: tuple[Card, ...]) -> dict[str, list[Card]]:
    """Each card once, in the first part it fits."""
    parts: dict[str, list[Card]] = {
        name: [] for name in ("tomorrow", "team", "organisation", "individual", "not", "aware")
    }
    for card in cards:
        parts[_part(card)].append(card)
    return parts


def _part(card: Card) -> str:
    levels = {level.key for level in card.levels}
    if card.kind.is_awareness:
        return "aware"
    if card.evidence and card.evidence.key in NOT_TO_DO:
        return "not"
    if card.quick_win:
        return "tomorrow"
    return next(level for level in ("team", "organisation", "individual") if level in levels)


def _rows(counted: tuple[Counted, ...], trail: Trail, language: str) -> dict[Facet, list[tuple[str, str, int, str]]]:
    """For the overview: of some facets every value with its address, number and key."""
    numbers = {(one.facet, one.value): one.count for one in counted}
    return {
        facet: [
            (trail.toggled(facet, key).to_search(), str(word), numbers.get((facet, key), 0), key)
            for key, word in labels(facet, language).items()
            if numbers.get((facet, key))
        ]
        for facet in (Facet.THEME, Facet.LEVEL, Facet.ENERGY, Facet.EVIDENCE, Facet.QUICK)
    }
