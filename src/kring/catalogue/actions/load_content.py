"""Bring what stands in the files to the database: only what differs, and as often as one likes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from kring.catalogue.actions import indexing
from kring.catalogue.actions.indexing import Filed
from kring.catalogue.domain.document import fields_that_differ
from kring.catalogue.domain.entry import Entry
from kring.catalogue.domain.reading import Content
from kring.catalogue.models import SharedEntry
from kring.foundation.plain import made, plain

_LOCK = 0x63617461  # "cata": two loaders at once would give two entries one number


@dataclass(frozen=True, slots=True)
class Difference:
    """What loading would do, by the ids of entries."""

    added: Sequence[str]
    changed: Sequence[str]
    removed: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def difference(content: Content) -> Difference:
    """Compare the files with the database; what organisations published is not part of it."""
    there = dict(SharedEntry.objects.filter(is_own=False).values_list("id", "fingerprint"))
    wanted = {key: indexing.fingerprint(entry, content.lists) for key, entry in content.entries.items()}
    return Difference(
        added=sorted(wanted.keys() - there.keys()),
        changed=sorted(key for key in wanted.keys() & there.keys() if wanted[key] != there[key]),
        removed=sorted(there.keys() - wanted.keys()),
    )


def changed_fields(content: Content, key: str) -> list[tuple[str, str, str]]:
    """What differs in one entry that is in both: field, what it is now, what it becomes."""
    there = SharedEntry.objects.values_list("document", flat=True).get(pk=key)
    return fields_that_differ(there, plain(content.entries[key]))


@transaction.atomic
def load(content: Content) -> Difference:
    """
    Write every difference, and say what it was.

    One word more may be a part of compounds in every entry, so all of them are written when one differs.
    """
    alone()
    found = difference(content)
    if found:
        SharedEntry.objects.filter(is_own=False, id__in=found.removed).delete()
        published = [
            Filed(made(Entry, document), is_own=True, language=language)
            for document, language in SharedEntry.objects.filter(is_own=True).values_list("document", "language")
        ]
        write_all([*map(Filed, content.entries.values()), *published], content)
    return found


def alone() -> None:
    """Wait until nobody else writes to the catalogue in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def write_all(filed: Sequence[Filed], content: Content) -> None:
    """Write these entries, and facets and vocabulary of everything."""
    known = vocabulary(filed, content)
    indexing.write(filed, content.lists, known)
    indexing.gather(content.lists, known)


def vocabulary(filed: Sequence[Filed], content: Content) -> Mapping[str, frozenset[str]]:
    """The words that compounds can be made of, by language: those of all entries and of the synonyms."""
    return {
        language: indexing.known_words(
            [
                *(indexing.layers(one.entry, content.lists, language) for one in filed),
                (" ".join(" ".join(group) for group in content.synonyms[language]), "", "", ""),
            ]
        )
        for language in indexing.LANGUAGES
    }
