"""
After a restore, before the door opens: delete again what was deleted since, and make sure of everything else.

Runs as the owner of the tables, past row-level security (ADR 10).
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import BinaryField, Exists, Model, OuterRef, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from kring.foundation.keys.keyring import keyring
from kring.foundation.keys.models import DataKey

SAID_FOR = timedelta(days=14)
_BATCH = 5000
_MARK = "encode(sha256(convert_to('kring|' || %s || '|' || {column}::text, 'UTF8')), 'hex')"


def unreadable() -> int:
    """How many data keys were locked with the key of a day that is gone: what they seal, nobody can read."""
    return _unreadable_keys().count()


@transaction.atomic
def replay(marks: Collection[str]) -> Counter[str]:
    """Delete what has a tombstone, what was sealed with a key that is gone, and what hangs on either."""
    gone: Counter[str] = Counter()
    wanted = list(marks)
    _unreadable_keys().delete()
    for model in _with_random_ids():
        found = list(_marked(model, wanted))
        for start in range(0, len(found), _BATCH):
            _count(gone, model._default_manager.filter(pk__in=found[start : start + _BATCH]).delete()[1])
    for model in _with_a_key():
        keyless = ~Exists(DataKey.objects.filter(pk=OuterRef("data_key_id")))
        rows = model._default_manager.filter(keyless, data_key_id__isnull=False)
        if model._meta.get_field("data_key_id").null:
            # The row may stay without its secret, as an event does when its reporter is forgotten.
            _count(gone, {model._meta.label: rows.update(data_key_id=None, **dict.fromkeys(_sealed(model)))})
        else:
            _count(gone, rows.delete()[1])
    return gone


@transaction.atomic
def call_mail_uncertain() -> int:
    """Whether a mail that waited then was sent since, nobody knows; it is never sent again (decision 27)."""
    with connection.cursor() as cursor:
        cursor.execute("update mail_outboxmail set state = 'uncertain' where state <> 'uncertain'")
        return int(cursor.rowcount)


def say_when(*, then: datetime, at: datetime) -> None:
    """Let every page say for two weeks to which moment everything was put back."""
    with connection.cursor() as cursor:
        cursor.execute("update tenancy_organisation set restored_to = %s, restored_until = %s", [then, at + SAID_FOR])


def organisations() -> list[UUID]:
    """Every organisation in this database."""
    with connection.cursor() as cursor:
        cursor.execute("select id from tenancy_organisation order by id")
        return [one for (one,) in cursor.fetchall()]


def _count(total: Counter[str], gone: dict[str, int]) -> None:
    total.update({name: number for name, number in gone.items() if number})


def _with_random_ids() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if isinstance(model._meta.pk, UUIDField) and model._meta.managed:
            yield model


def _with_a_key() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if any(field.name == "data_key_id" for field in model._meta.concrete_fields):
            yield model


def _sealed(model: type[Model]) -> list[str]:
    """What was sealed with the key, where the row can do without."""
    return [f.name for f in model._meta.concrete_fields if isinstance(f, BinaryField) and f.null]


def _marked(model: type[Model], marks: list[str]) -> list[UUID]:
    assert model._meta.pk is not None
    mark = RawSQL(_MARK.format(column=model._meta.pk.column), [model._meta.db_table])  # noqa: S611 (our own names)
    rows = model._default_manager.annotate(tombstone=mark).filter(tombstone__in=marks)
    return list(rows.values_list("pk", flat=True))


def _unreadable_keys() -> QuerySet[DataKey]:
    return DataKey.objects.exclude(epoch__in=keyring().epochs())
