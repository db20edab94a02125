"""The door of the catalogue: what other contexts and the pages may ask."""

from kring.catalogue.domain.entry import Entry, Kind
from kring.catalogue.domain.facets import Facet, InPractice
from kring.catalogue.queries.cards import Card, Label, cards, entries, of_kind
from kring.catalogue.queries.content import content, lists
from kring.catalogue.queries.search import Found, Search, search

__all__ = [
    "Card",
    "Entry",
    "Facet",
    "Found",
    "InPractice",
    "Kind",
    "Label",
    "Search",
    "cards",
    "content",
    "entries",
    "lists",
    "of_kind",
    "search",
]
