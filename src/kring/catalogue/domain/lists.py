"""The closed lists that entries choose from: themes, levels, groups, situations, kinds of evidence, and sources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kring.catalogue.domain.fields import Fields, Problems
from kring.foundation.text import Text

LISTS_FILE = "lists.toml"
SOURCES_FILE = "sources.toml"
_NUMBER = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a closed list: how it is called, and a sentence about it (of a situation: the question)."""

    key: str
    label: Text
    says: Text


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a document, with the short keys of what stands in it and is to be covered by entries."""

    key: str
    label: Text
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """
    A source. `key` is the prefix of its codes: A28, §3.2, UV8, or GM for the municipal guide.

    A document with places is cited by place; one without by number, up to `highest` (0 if any number will do).

    :param number: how a number is said, with `{number}` in it; nothing where every place has a name
    """

    key: str
    title: Text
    number: Text | None
    address: str
    highest: int
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything an entry may choose from."""

    themes: Mapping[str, Term]
    levels: Mapping[str, Term]
    energies: Mapping[str, Term]
    moments: Mapping[str, Term]
    groups: Mapping[str, Term]
    situations: Mapping[str, Term]
    evidence: Mapping[str, Term]
    documents: Mapping[str, Document]

    def where(self, document: str, place: str, language: str) -> str:
        """Say in words where in a document something stands; a number of a source by itself tells nobody anything."""
        found = self.documents[document]
        if place in found.places:
            return found.places[place].label.in_language(language)
        return found.number.in_language(language).format(number=place) if found.number else place

    def headings(self) -> tuple[tuple[str, str, str], ...]:
        """Everything in the sources that an entry has to cover: document, place, item."""
        return tuple(
            (document.key, place.key, item)
            for document in self.documents.values()
            for place in document.places.values()
            for item in place.items
        )


def read_lists(lists: object, sources: object, problems: Problems) -> Lists:
    """Read both files of closed lists."""
    table = Fields(LISTS_FILE, "", lists, problems)
    names = ("theme", "level", "energy", "moment", "group", "situation", "evidence")
    terms = {name: _terms(table, name) for name in names}
    table.finish()
    return Lists(
        themes=terms["theme"],
        levels=terms["level"],
        energies=terms["energy"],
        moments=terms["moment"],
        groups=terms["group"],
        situations=terms["situation"],
        evidence=terms["evidence"],
        documents=_documents(Fields(SOURCES_FILE, "", sources, problems)),
    )


def number_problem(document: Document, number: str) -> str | None:
    """Say what is wrong with a number of a recommendation, question or paragraph, if anything."""
    if not _NUMBER.fullmatch(number):
        return f"{number!r} must be a number, such as 8 or 3.2"
    if document.highest and ("." in number or not 1 <= int(number) <= document.highest):
        return f"{document.key}{number} does not exist, the last one is {document.key}{document.highest}"
    return None


def _terms(table: Fields, name: str) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for row in table.tables(name, least=1):
        term = Term(row.key("key"), row.text("label", longest=80), row.text("says", longest=500))
        row.finish()
        if term.key in terms:
            row.wrong("key", f"{term.key!r} is used twice")
        terms[term.key] = term
    return terms


def _documents(table: Fields) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for row in table.tables("document", least=1):
        key = row.string("key", longest=12)
        if key in documents:
            row.wrong("key", f"{key!r} is used twice")
        documents[key] = Document(
            key=key,
            title=row.text("title", longest=200),
            number=_number(row),
            address=row.address("address") if row.has("address") else "",
            highest=row.number("highest") if row.has("highest") else 0,
            places=_places(row),
        )
        row.finish()
    table.finish()
    return documents


def _number(document: Fields) -> Text | None:
    if not document.has("number"):
        return None
    said = document.text("number", longest=60)
    if not all(text.count("{number}") == 1 for text in (said.nl, said.en)):
        document.wrong("number", "must hold {number} once, in both languages")
    return said


def _places(document: Fields) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for row in document.tables("place"):
        place = Place(
            key=row.string("key", longest=60),
            label=row.text("label", longest=160),
            items=row.some_of("items", None, least=0) if row.has("items") else (),
        )
        row.finish()
        if place.key in places:
            row.wrong("key", f"{place.key!r} is used twice")
        places[place.key] = place
    return places
