"""Say when PAGO or PMO is here, and how to take part (onderzoek bijhouden)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.inserting import insert_unless_there
from kring.referral import access
from kring.referral.models import HealthCheck


@dataclass(frozen=True, slots=True)
class Check:
    """When it is here, both days included, and how to take part."""

    opens_on: date | None
    closes_on: date | None
    how_nl: str = ""
    how_en: str = ""
    website: str = ""


@transaction.atomic
def keep_check(*, kind: str, check: Check, by: Actor, at: datetime) -> None:
    """
    :param kind: `pago` or `pmo`
    :raises NotAllowed: if the actor does not keep the signpost
    :raises django.db.IntegrityError: for a last day before the first; the form says so first
    """
    access.may_keep_checks(by).enforce()
    fresh = HealthCheck(id=uuid4(), organisation_id=by.organisation_id, kind=kind, **asdict(check))
    if not insert_unless_there(fresh):  # nor when the same form is sent twice at once
        row = HealthCheck.objects.select_for_update().get(kind=kind)
        for name, value in asdict(check).items():
            setattr(row, name, value)
        row.save(force_update=True)
    log.record("healthcheck.changed", "U", by=by, at=at)
