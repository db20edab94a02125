"""Look over what was added: show it as it is or in better words, share it with others, or take it away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kring.catalogue.access import may_moderate
from kring.catalogue.actions import indexing
from kring.catalogue.domain.words import Forms
from kring.catalogue.facts import SharingChanged
from kring.catalogue.models import OwnEntry
from kring.catalogue.queries.content import content, lists
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.facts import announce


@transaction.atomic
def show_entry(*, entry_id: UUID, fields: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """
    Let everybody in the organisation find an entry, with these words; the same for one that is shown already.

    :raises OwnEntry.DoesNotExist: if somebody took it away meanwhile
    :raises NotAllowed: for whoever does not look over entries
    """
    may_moderate(by).enforce()
    entry = _locked(entry_id)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.state = OwnEntry.State.SHOWN
    entry.save(update_fields=["state", *fields])
    _index(entry)
    log.record("entry.shown", "U", by=by, at=at)
    if entry.is_published:
        announce(SharingChanged(by.organisation_id))


@transaction.atomic
def publish_entry(*, entry_id: UUID, publish: bool, by: Actor, at: datetime) -> None:
    """
    Share a shown entry with all organisations, or no longer. Your own name does not go along.

    :raises OwnEntry.DoesNotExist: if it is not there, or not shown
    :raises NotAllowed: for whoever does not look over entries
    """
    may_moderate(by).enforce()
    entry = _locked(entry_id)
    if entry.state != OwnEntry.State.SHOWN:
        raise OwnEntry.DoesNotExist
    entry.is_published = publish
    entry.save(update_fields=["is_published"])
    log.record("entry.published" if publish else "entry.withdrawn", "U", by=by, at=at)
    announce(SharingChanged(by.organisation_id))


@transaction.atomic
def remove_entry(*, entry_id: UUID, by: Actor, at: datetime) -> bool:
    """
    Take an entry away, unless it is shared with others: that has to be withdrawn first.

    :returns: whether it went
    :raises OwnEntry.DoesNotExist: if it is not there any more
    :raises NotAllowed: for whoever does not look over entries
    """
    may_moderate(by).enforce()
    entry = _locked(entry_id)
    if entry.is_published or entry.shared_id:
        return False
    entry.delete()
    log.record("entry.removed", "D", by=by, at=at)
    return True


def _locked(entry_id: UUID) -> OwnEntry:
    return OwnEntry.objects.select_for_update(of=("self",)).defer("search").get(pk=entry_id)


def _index(entry: OwnEntry) -> None:
    """Write the words under which an own entry is found, as for any other."""
    language = entry.language
    layers = indexing.layers(entry.as_entry(""), lists(), language)
    all_layers = [indexing.layers(one, lists(), language) for one in content().entries.values()]
    values = indexing.indexed_words(layers, Forms(language, indexing.known_words([layers, *all_layers])))
    vector = indexing.vector(indexing.LANGUAGES[language])
    with connection.cursor() as cursor:
        cursor.execute(
            f"update catalogue_ownentry set search = {vector} where id = %s",  # noqa: S608 (closed parts)
            [*values, entry.pk],
        )
