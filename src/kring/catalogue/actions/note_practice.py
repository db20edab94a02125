"""Keep what shared experiences say of entries ready for the search; for the worker (ADR 14)."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import connection, transaction

from kring.catalogue.actions.load_content import alone
from kring.catalogue.domain import bits
from kring.catalogue.domain.facets import InPractice
from kring.catalogue.models import SharedEntry, SharedFacet

_WRITE = "update shared.catalogue_entry set practice = %s where id = %s"


@transaction.atomic
def note_practice(found: Mapping[str, InPractice]) -> None:
    """
    Put these entries under the facets of practice that fit now. Doing it twice changes nothing.

    Only the bit sets of keys that change are written. Entries that are not for everyone are passed over.
    """
    alone()
    flips: dict[str, list[int]] = defaultdict(list)
    changed = []
    for row in SharedEntry.objects.filter(id__in=list(found)).only("id", "number", "practice"):
        now = found[row.id].keys()
        for key in set(now).symmetric_difference(row.practice):
            flips[key].append(row.number)
        if now != row.practice:
            row.practice = now
            changed.append(row)
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE, [(row.practice, row.id) for row in changed])
    _flip(flips)


def _flip(flips: Mapping[str, list[int]]) -> None:
    """Put entries in the sets of these keys that are not in them, and take out those that are."""
    rows = SharedFacet.objects.filter(key__in=list(flips)).values_list("key", "members")
    there = {key: bits.read(bytes(kept)) for key, kept in rows}
    after = {key: there.get(key, 0) ^ bits.of(numbers) for key, numbers in flips.items()}
    SharedFacet.objects.filter(key__in=[key for key, members in after.items() if not members]).delete()
    SharedFacet.objects.bulk_create(
        [SharedFacet(key=key, members=bits.kept(members)) for key, members in after.items() if members],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["members"],
    )
