"""Entries as pages show them: in one language, with words instead of keys."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from kring.catalogue.domain.entry import Cited, Entry, Example, Kind
from kring.catalogue.domain.lists import Lists, Term
from kring.catalogue.models import OwnEntry, SharedEntry
from kring.catalogue.queries.content import lists
from kring.foundation.plain import made
from kring.foundation.text import Text

OWN = "eigen-"
"""What the id of an entry of one's own begins with in addresses; the rest is its key."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word of a closed list in one language, with the sentence that explains it."""

    key: str
    label: str
    says: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where something comes from, in words: the document, the place in it, and its address if it has one."""

    title: str
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """Something to look at elsewhere."""

    title: str
    address: str
    checked: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """
    One entry in one language, whole: for a list, for its own page, and side by side with others.

    :param is_own: the organisation added it itself; `is_others`: another organisation did
    :param only_in: the language it is written in, if that is not the language of the page
    """

    id: str
    kind: Kind
    title: str
    summary: str
    how: tuple[str, ...]
    watch: tuple[str, ...]
    conditions: tuple[str, ...]
    theme: Label | None
    levels: tuple[Label, ...]
    energy: Label | None
    moments: tuple[Label, ...]
    quick_win: bool
    groups: tuple[Label, ...]
    situations: tuple[Label, ...]
    evidence: Label | None
    evidence_says: str
    sources: tuple[SourceLine, ...]
    examples: tuple[ExampleLine, ...]
    related: tuple[str, ...]
    checked: date
    review: date
    is_own: bool = False
    is_others: bool = False
    only_in: str = ""

    @property
    def documents(self) -> tuple[SourceLine, ...]:
        """Each document it draws on once, without the place in it."""
        return tuple({one.title: one for one in self.sources}.values())


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list shows of an entry, in one language."""

    id: str
    title: str
    summary: str
    evidence: Label | None


def shared_cards(numbers: Sequence[int], language: str) -> tuple[Card, ...]:
    """The cards of these numbers, in this order."""
    rows = SharedEntry.objects.filter(number__in=numbers).only("number", "document", "is_own", "language")
    found = {row.number: _of_row(row, language) for row in rows}
    return tuple(found[number] for number in numbers if number in found)


def cards(ids: Sequence[str], language: str) -> tuple[Card, ...]:
    """The cards of these ids that are there, in this order; own entries too."""
    rows = SharedEntry.objects.filter(id__in=ids).only("id", "document", "is_own", "language")
    found = {row.id: _of_row(row, language) for row in rows}
    mine = [one.removeprefix(OWN) for one in ids if one.startswith(OWN) and len(one) == len(OWN) + 32]
    if mine:
        own = OwnEntry.objects.filter(state=OwnEntry.State.SHOWN, id__in=_uuids(mine)).defer("search")
        found |= {card.id: card for card in own_cards(own, language)}
    return tuple(found[one] for one in dict.fromkeys(ids) if one in found)


def briefs(ids: Sequence[str], language: str) -> dict[str, Brief]:
    """The first words of these ids that are there; the documents themselves stay where they are."""
    wanted = SharedEntry.objects.filter(id__in=ids)
    texts = [F(f"document__{part}__{language}") for part in ("title", "summary")]
    rows = wanted.values_list("id", *texts, "document__evidence")
    found = {key: Brief(key, title, summary, _sure(evidence, language)) for key, title, summary, evidence in rows}
    own = [one for one in ids if one.startswith(OWN)]
    of_us = cards(own, language) if own else ()
    return found | {one.id: Brief(one.id, one.title, one.summary, one.evidence) for one in of_us}


def _sure(evidence: str, language: str) -> Label | None:
    return label(lists().evidence, evidence, language)


def of_kind(kinds: Iterable[Kind], language: str) -> tuple[Card, ...]:
    """All shared entries of these kinds, by title."""
    rows = SharedEntry.objects.filter(document__kind__in=list(kinds)).only("id", "document", "is_own", "language")
    return tuple(sorted((_of_row(row, language) for row in rows), key=lambda card: card.title))


def entries() -> tuple[Entry, ...]:
    """Everything that stands in the files of Kring, in both languages, by its id; without what organisations add."""
    rows = SharedEntry.objects.filter(is_own=False).order_by("id")
    return tuple(made(Entry, document) for document in rows.values_list("document", flat=True))


def own_cards(entries: Iterable[OwnEntry], language: str) -> tuple[Card, ...]:
    """Entries of the organisation itself as cards."""
    return tuple(
        _card(one.as_entry(f"{OWN}{one.id.hex}"), language, is_own=True, written_in=one.language) for one in entries
    )


def label(terms: Mapping[str, Term], key: str, language: str) -> Label | None:
    """A key in words; one that is not on the list any more as itself."""
    if not key:
        return None
    term = terms.get(key)
    return (
        Label(key, term.label.in_language(language), term.says.in_language(language)) if term else Label(key, key, "")
    )


def _of_row(row: SharedEntry, language: str) -> Card:
    return _card(made(Entry, row.document), language, is_others=row.is_own, written_in=row.language)


def _card(entry: Entry, language: str, *, is_own: bool = False, is_others: bool = False, written_in: str = "") -> Card:
    known = lists()
    return Card(
        id=entry.id,
        kind=entry.kind,
        title=entry.title.in_language(language),
        summary=entry.summary.in_language(language),
        how=_said(entry.how, language),
        watch=_said(entry.watch, language),
        conditions=_said(entry.conditions, language),
        theme=label(known.themes, entry.theme, language),
        levels=_labels(known.levels, entry.levels, language),
        energy=label(known.energies, entry.energy, language),
        moments=_labels(known.moments, entry.moments, language),
        quick_win=entry.quick_win,
        groups=_labels(known.groups, entry.groups, language),
        situations=_labels(known.situations, entry.situations, language),
        evidence=label(known.evidence, entry.evidence, language),
        evidence_says=entry.evidence_says.in_language(language) if entry.evidence_says else "",
        sources=tuple(_source(known, one, language) for one in entry.cited),
        examples=tuple(_example(one, language) for one in entry.examples),
        related=entry.related,
        checked=entry.days.checked,
        review=entry.days.review,
        is_own=is_own,
        is_others=is_others,
        only_in=written_in if written_in != language else "",
    )


def _said(texts: Iterable[Text], language: str) -> tuple[str, ...]:
    return tuple(text.in_language(language) for text in texts)


def _labels(terms: Mapping[str, Term], keys: Iterable[str], language: str) -> tuple[Label, ...]:
    return tuple(found for key in keys if (found := label(terms, key, language)))


def _source(known: Lists, cited: Cited, language: str) -> SourceLine:
    document = known.documents[cited.document]
    return SourceLine(
        title=document.title.in_language(language),
        place=known.where(cited.document, cited.place, language),
        address=document.address,
    )


def _example(example: Example, language: str) -> ExampleLine:
    return ExampleLine(example.title.in_language(language), example.address, example.checked)


def _uuids(texts: Iterable[str]) -> list[UUID]:
    return [UUID(text) for text in texts if re.fullmatch("[0-9a-f]{32}", text)]
