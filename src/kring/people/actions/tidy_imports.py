"""Destroy the keys of files that were thrown away, refused or kept for a day (weg na 24 uur)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kring.foundation.actor import Actor
from kring.foundation.keys.sealing import forget
from kring.people.models import ImportRun, RunState


@transaction.atomic
def tidy_imports(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """For every round; answers how many files went."""
    rows = ImportRun.objects.select_for_update(skip_locked=True).filter(organisation_id=organisation_id)
    over = rows.filter(Q(state=RunState.THROWN_AWAY) | Q(gone_at__lte=at))
    gone = 0
    for run in over:
        forget(run.data_key_id)
        run.delete()
        gone += 1
    return gone
