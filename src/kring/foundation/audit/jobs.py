"""The access log is sealed every round and forgotten after twelve months."""

from datetime import datetime, timedelta
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.audit.models import AccessLine, AccessSeal
from kring.foundation.jobs import every_night, every_sweep

KEPT = timedelta(days=365)


@every_sweep
def seal(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Put new lines under a seal."""
    log.seal(organisation_id, at=at)


@every_night
def forget(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Whole seals with all their lines go when they are a year old; the chain goes on from the oldest left."""
    old = AccessSeal.objects.filter(organisation_id=organisation_id, made_at__lt=at - KEPT)
    AccessLine.objects.filter(sealed_in__in=list(old.values_list("id", flat=True))).delete()
    old.delete()
