"""The door of the catalogue: what other contexts and the pages may ask."""

from kring.catalogue.domain.entry import Entry, Kind
from kring.catalogue.domain.facets import Facet, InPractice
from kring.catalogue.queries.cards import Brief, Card, Label, briefs, cards, entries, of_kind
from kring.catalogue.queries.content import content, lists
from kring.catalogue.queries.search import Found, Search, search

__all__ = [
    "Brief",
    "Card",
    "Entry",
    "Facet",
    "Found",
    "InPractice",
    "Kind",
    "Label",
    "Search",
    "briefs",
    "cards",
    "content",
    "entries",
    "lists",
    "of_kind",
    "search",
]
