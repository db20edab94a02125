"""Reading the organisation of the current context."""

import json
import time
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from kring.foundation.tenancy.models import Organisation

SECONDS = 30
_extensions: dict[UUID, tuple[float, str]] = {}
_zones: dict[UUID, tuple[float, ZoneInfo]] = {}


def organisation(organisation_id: UUID) -> Organisation:
    """
    The organisation as its own row; row-level security lets a context see only its own.

    Whoever reads it leaves behind where it lies. Otherwise a page would show by one question less that somebody did
    something with a day in it, just before.
    """
    row = Organisation.objects.get(pk=organisation_id)
    if len(_zones) > 1000:
        _zones.clear()
    _zones[organisation_id] = (time.monotonic() + SECONDS, ZoneInfo(row.zone))
    return row


def local_day(organisation_id: UUID, at: datetime) -> date:
    """
    Which day it is in the organisation: at half past midnight people mean the new day (decision 34).

    The one place where a moment becomes a day; terms, sweeps and pages all ask here. Where an organisation lies is
    remembered per process for half a minute.
    """
    return at.astimezone(_zone(organisation_id)).date()


def _zone(organisation_id: UUID) -> ZoneInfo:
    found = _zones.get(organisation_id)
    if found and found[0] > time.monotonic():
        return found[1]
    return ZoneInfo(organisation(organisation_id).zone)


def day_in(home: Organisation, at: datetime) -> date:
    """Which day it is there, for who has the organisation at hand."""
    return at.astimezone(ZoneInfo(home.zone)).date()


def site(home: Organisation) -> str:
    """How links to this organisation's Kring begin: `https://kring.example.nl`."""
    begin: str = settings.KRING_SITE
    return begin.format(host=home.host)


def forget(organisation_id: UUID) -> None:
    """Read it anew in this process; the others do within half a minute."""
    _extensions.pop(organisation_id, None)
    _zones.pop(organisation_id, None)


def extension(organisation_id: UUID) -> str:
    """What this organisation adds to the guideline, as JSON. Remembered per process for half a minute."""
    at = time.monotonic()
    found = _extensions.get(organisation_id)
    if found and found[0] > at:
        return found[1]
    answer = json.dumps(organisation(organisation_id).extension, sort_keys=True)
    if len(_extensions) > 1000:
        _extensions.clear()
    _extensions[organisation_id] = (at + SECONDS, answer)
    return answer
