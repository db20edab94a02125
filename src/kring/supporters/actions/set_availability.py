"""Say when you can (beschikbaarheid)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.supporters import access
from kring.supporters.models import Availability, Supporter


@transaction.atomic
def set_availability(
    *,
    supporter_id: UUID,
    windows: Sequence[str],
    languages: Sequence[str],
    can_now: bool,
    paused_until: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Set windows, languages and a pause; nobody has to give a reason (decision 13).

    :raises NotAllowed: if this is somebody else's availability
    """
    access.may_change(by, supporter_id).enforce()
    Supporter.objects.filter(pk=supporter_id).update(windows=list(windows), languages=list(languages), can_now=can_now)
    Availability.objects.filter(pk=supporter_id).update(paused_until=paused_until)
    log.record("supporter.availability.set", "U", by=by, at=at)
