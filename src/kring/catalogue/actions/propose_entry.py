"""Add what an organisation does itself; it waits for somebody to look it over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from kring.catalogue.access import may_add
from kring.catalogue.models import OwnEntry
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.tenancy.queries import local_day


@transaction.atomic
def propose_entry(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> UUID:
    """
    Keep a proposal.

    :param fields: what `OwnEntryForm` gives
    :raises NotAllowed: for whoever does not make policy
    """
    may_add(by).enforce()
    today = local_day(by.organisation_id, at)
    entry = OwnEntry(id=uuid4(), organisation_id=by.organisation_id, added=today, **fields)
    entry.save(force_insert=True)
    log.record("entry.proposed", "C", by=by, at=at)
    return entry.pk
