"""The access log is sealed every round and forgotten after twelve months, or sooner if an organisation says so."""

from datetime import datetime, timedelta
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.audit import anchors, log
from kring.foundation.audit.models import AccessLine, AccessSeal
from kring.foundation.jobs import every_night, every_sweep
from kring.foundation.tenancy.queries import local_day

A_MONTH = timedelta(days=365) / 12


@every_sweep
def seal(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Put new lines under a seal."""
    log.seal(organisation_id, at=at)


@every_night
def anchor(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Say outside the database what the last seal is."""
    last = AccessSeal.objects.filter(organisation_id=organisation_id).order_by("-number").first()
    if last is not None:
        anchors.drop(organisation_id, last.number, last.hash, today=local_day(organisation_id, at))


@every_night
def forget(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Whole seals with all their lines go when they are old enough; the chain goes on from the oldest left."""
    every = AccessSeal.objects.filter(organisation_id=organisation_id)
    months = every.values_list("organisation__log_kept_months", flat=True).first()
    if months is None:
        return
    old = every.filter(made_at__lt=at - months * A_MONTH)
    AccessLine.objects.filter(sealed_in__in=list(old.values_list("id", flat=True))).delete()
    old.delete()
