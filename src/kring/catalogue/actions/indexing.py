"""
Write entries where they can be found: their words, their facets and the vocabulary of all of them.

Runs as the owner (loading files) or as the worker (what an organisation publishes); the web may only read.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from kring.catalogue.domain import bits, facets, words
from kring.catalogue.domain.entry import Entry
from kring.catalogue.domain.lists import Lists
from kring.catalogue.models import SharedEntry, SharedFacet, SharedWord
from kring.foundation.plain import made, plain

LANGUAGES = {"nl": "dutch", "en": "english"}
AT_ONCE = 500
ANALYSIS = 2
"""Raise this when words are analysed in another way, so that everything is indexed anew."""

Layers = tuple[str, str, str, str]
"""What an entry says in one language: title, search words, summary, the rest."""


@dataclass(frozen=True, slots=True)
class Filed:
    """An entry as it stands among the others: where it comes from, and in which language if in one only."""

    entry: Entry
    is_own: bool = False
    language: str = ""


def fingerprint(entry: Entry, lists: Lists) -> str:
    """What changes when anything changes that is written about an entry."""
    text = json.dumps([ANALYSIS, plain(entry), labels(entry, lists, "nl"), labels(entry, lists, "en")])
    return hashlib.sha256(text.encode()).hexdigest()


def labels(entry: Entry, lists: Lists, language: str) -> str:
    """What the closed lists call everything this entry is about; a key that left its list has no words any more."""
    named = [(lists.groups, entry.groups), (lists.situations, entry.situations), (lists.themes, (entry.theme,))]
    terms = [terms[key] for terms, keys in named for key in keys if key in terms]
    return " ".join(term.label.in_language(language) for term in terms)


def layers(entry: Entry, lists: Lists, language: str) -> Layers:
    """The text of an entry, the most telling first."""
    rest = [*entry.how, *entry.watch, *entry.conditions, *filter(None, [entry.evidence_says])]
    return (
        entry.title.in_language(language),
        " ".join(getattr(entry.words, language)),
        entry.summary.in_language(language),
        " ".join([*(text.in_language(language) for text in rest), labels(entry, lists, language)]),
    )


def known_words(layered: Iterable[Layers]) -> frozenset[str]:
    """All words of these texts that a compound can be made of."""
    found = {
        word for texts in layered for text in texts for token in words.tokens(text) for word in words.spellings(token)
    }
    return frozenset(found - words.STOP_WORDS["nl"])


def write(filed: Collection[Filed], lists: Lists, known: Mapping[str, Collection[str]]) -> None:
    """Write these entries, new or again; the facets and the vocabulary are not touched."""
    numbers = dict(SharedEntry.objects.values_list("id", "number"))
    following = max(numbers.values(), default=-1) + 1
    forms = {language: words.Forms(language, known[language]) for language in LANGUAGES}
    rows = []
    for one in filed:
        entry = one.entry
        if entry.id not in numbers:
            numbers[entry.id], following = following, following + 1
        row: list[Any] = [
            entry.id, numbers[entry.id], one.is_own, one.language, json.dumps(plain(entry)),
            fingerprint(entry, lists), facets.keys(entry, facets.OF_OTHERS if one.is_own else facets.OF_KRING),
        ]  # fmt: skip
        for language in LANGUAGES:
            row += _indexed(layers(entry, lists, language), forms[language])
        rows.append(row)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            cursor.executemany(_WRITE, rows[start : start + AT_ONCE])


def gather(lists: Lists, known: Mapping[str, Collection[str]]) -> None:
    """Make the facets and the vocabulary anew from everything that is there."""
    rows = SharedEntry.objects.values_list("number", "facets", "practice")
    numbered = {number: [*under, *practice] for number, under, practice in rows}
    SharedFacet.objects.all().delete()
    SharedFacet.objects.bulk_create(
        SharedFacet(key=key, members=bits.kept(members)) for key, members in facets.gathered(numbered).items()
    )
    SharedWord.objects.all().delete()
    SharedWord.objects.bulk_create(_vocabulary(lists, known), batch_size=AT_ONCE)


def vector(config: str) -> str:
    """SQL for one layered vector: full texts by the configuration, our own forms as they are; eight values."""
    piece = "setweight(to_tsvector('{0}', %s) || to_tsvector('simple', %s), '{1}')"
    return " || ".join(piece.format(config, weight) for weight in "ABCD")


def indexed_words(texts: Layers, forms: words.Forms) -> list[str]:
    """The values of `vector`: each text, and everything under which its words are to be found."""
    return [value for text in texts for value in (text, " ".join(forms.of(text)))]


def _indexed(texts: Layers, forms: words.Forms) -> list[str]:
    values = indexed_words(texts, forms)
    return [*values[:6], *values]


def _vocabulary(lists: Lists, known: Mapping[str, Collection[str]]) -> Iterator[SharedWord]:
    """Every word of every entry in each language, and the parts of those that are compounds."""
    times: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    for document in SharedEntry.objects.values_list("document", flat=True).iterator():
        entry = made(Entry, document)
        for language, counted in times.items():
            counted.update(known_words([layers(entry, lists, language)]))
    for language, counted in times.items():
        for word in list(counted):
            counted.update(words.parts(word, known[language]) if language == "nl" else ())
        yield from (_word(language, word, number) for word, number in counted.items() if 3 <= len(word) <= 80)


def _word(language: str, word: str, number: int) -> SharedWord:
    return SharedWord(
        key=f"{language}:{word}",
        language=language,
        word=word,
        root=words.root(word) if language == "nl" else word,
        near=sorted(words.deletions(word)) if len(word) >= words.ONE_ERROR_FROM else [],
        times=number,
    )


def _brief(config: str) -> str:
    piece = "setweight(to_tsvector('{0}', %s) || to_tsvector('simple', %s), '{1}')"
    return " || ".join(piece.format(config, weight) for weight in "ABC")


_COLUMNS = (
    "is_own",
    "language",
    "document",
    "fingerprint",
    "facets",
    "brief_nl",
    "search_nl",
    "brief_en",
    "search_en",
)
_VECTORS = ", ".join(f"{_brief(config)}, {vector(config)}" for config in LANGUAGES.values())
_AGAIN = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)
_WRITE = f"""
insert into shared.catalogue_entry (id, number, {", ".join(_COLUMNS)}) values (%s, %s, %s, %s, %s, %s, %s, {_VECTORS})
on conflict (id) do update set {_AGAIN}
"""  # noqa: S608 (every part stands in this file)
