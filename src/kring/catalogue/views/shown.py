"""What pages of the catalogue show: cards with their addresses, and facets as chips."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from kring.catalogue import queries
from kring.catalogue.domain.facets import Counted, Facet
from kring.catalogue.queries import Card
from kring.catalogue.views.trail import Trail
from kring.catalogue.wording import FACETS, KINDS, ORIGINS, PRACTICE, QUICK


@dataclass(frozen=True, slots=True)
class Shown:
    """A card in a list: where it leads, and the address that puts it on the list or takes it off, if that can be."""

    card: Card
    url: str
    put_url: str
    is_listed: bool
    kind: Promise

    @property
    def is_awareness(self) -> bool:
        """Whether nobody does it, because it describes a risk."""
        return self.card.kind.is_awareness


@dataclass(frozen=True, slots=True)
class Chip:
    """One value of a facet."""

    label: str | Promise
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chips:
    """One facet with its values, in the order of the closed list."""

    label: Promise
    chips: tuple[Chip, ...]

    @property
    def is_open(self) -> bool:
        """Whether something in it was chosen."""
        return any(chip.chosen for chip in self.chips)


def shown(cards: Iterable[Card], trail: Trail, *, stay: str) -> tuple[Shown, ...]:
    """
    Cards with their addresses.

    :param stay: "search" to stay on this search after putting one on the list, or the name of a page
    """
    return tuple(
        Shown(
            card=card,
            url=trail.to("entry", card.id),
            put_url=_stay(trail.put(card.id), stay) + f"#{card.id}" if may_put(card.id, trail) else "",
            is_listed=card.id in trail.listed,
            kind=KINDS[card.kind],
        )
        for card in cards
    )


def may_put(key: str, trail: Trail) -> bool:
    """Whether an entry can go on the list, or off it."""
    return key in trail.listed or not trail.is_full


def chips(counted: Iterable[Counted], trail: Trail, language: str) -> tuple[Chips, ...]:
    """All facets that have something to choose."""
    by_facet: dict[Facet, dict[str, Counted]] = {}
    for one in counted:
        by_facet.setdefault(one.facet, {})[one.value] = one
    found = []
    for facet, label in FACETS.items():
        words, there = labels(facet, language), by_facet.get(facet, {})
        row = tuple(
            Chip(word, there[key].count, trail.toggled(facet, key).to_search(), there[key].chosen)
            for key, word in words.items()
            if key in there
        )
        if row:
            found.append(Chips(label, row))
    return tuple(found)


def labels(facet: Facet, language: str) -> dict[str, str | Promise]:
    """What the values of a facet are called, in their order."""
    lists = queries.lists()
    of_files = {
        Facet.THEME: lists.themes,
        Facet.SITUATION: lists.situations,
        Facet.LEVEL: lists.levels,
        Facet.ENERGY: lists.energies,
        Facet.GROUP: lists.groups,
        Facet.TOLD_FOR: lists.groups,
        Facet.PROMISING_FOR: lists.groups,
        Facet.EVIDENCE: lists.evidence,
        Facet.MOMENT: lists.moments,
    }
    if facet in of_files:
        return {key: term.label.in_language(language) for key, term in of_files[facet].items()}
    return {**{Facet.KIND: KINDS, Facet.ORIGIN: ORIGINS, Facet.QUICK: QUICK, Facet.PRACTICE: PRACTICE}[facet]}


def _stay(trail: Trail, page: str) -> str:
    name, _slash, argument = page.partition("/")
    return trail.to_search(page=trail.page) if name == "search" else trail.to(name, *([argument] if argument else []))
