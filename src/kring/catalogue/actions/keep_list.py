"""Give a list of entries a name, for who makes policy here, and take such a list away."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kring.catalogue.access import may_add
from kring.catalogue.models import NamedList
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.tenancy.queries import local_day


@transaction.atomic
def keep_list(*, name: str, entries: Sequence[str], by: Actor, at: datetime) -> UUID:
    """
    Keep a list; who made it is not kept.

    :raises NotAllowed: for whoever does not make policy
    """
    may_add(by).enforce()
    today = local_day(by.organisation_id, at)
    kept = NamedList(id=uuid4(), organisation_id=by.organisation_id, name=name, entries=list(entries), made_on=today)
    kept.save(force_insert=True)
    log.record("list.kept", "C", by=by, at=at)
    return kept.pk


@transaction.atomic
def drop_list(*, list_id: UUID, by: Actor, at: datetime) -> None:
    """
    Take a list away; doing it again changes nothing.

    :raises NotAllowed: for whoever does not make policy
    """
    may_add(by).enforce()
    if NamedList.objects.filter(pk=list_id).delete()[0]:
        log.record("list.dropped", "D", by=by, at=at)
