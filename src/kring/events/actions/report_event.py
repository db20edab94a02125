"""Let it be known that something happened (laat het weten): about the event, never about a person (decision 3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from kring.events.access import hash_for, here_token, holder
from kring.events.domain.weeks import When, week_of
from kring.events.facts import EventReported
from kring.events.models import Event
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.facts import announce
from kring.foundation.keys.sealing import new_key
from kring.foundation.tenancy.queries import organisation
from kring.guideline import queries as guideline


class GoesItsOwnWay(Exception):
    """Unwanted behaviour by a colleague or manager is not reported here (decision 4)."""


class TokenTaken(Exception):
    """This form token belongs to something else; a fresh form has a fresh one."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody lets us know. `unit_name` is the name now; `reporter` may stay empty."""

    kind: str
    criteria: tuple[str, ...]
    when: When
    unit_id: UUID | None = None
    unit_name: str = ""
    reporter: str = ""


def report_event(*, report: Report, form_token: str, by: Actor, at: datetime) -> UUID:
    """
    Keep the event and answer with its id. The same form sent twice is one event: the first one stays.

    :raises GoesItsOwnWay: for a kind that is never reported
    :raises TokenTaken: if the token was used in another organisation
    """
    if guideline.event_kind(report.kind, by.organisation_id).own_way:
        raise GoesItsOwnWay
    try:
        with transaction.atomic():
            return _keep(report, form_token, by, at)
    except IntegrityError:
        first = holder(by, "event_by_page", form_token)
        if first is None:
            raise TokenTaken from None
        return first.subject


def _keep(report: Report, form_token: str, by: Actor, at: datetime) -> UUID:
    house = organisation(by.organisation_id)
    zone = ZoneInfo(house.zone)
    today = at.astimezone(zone).date()
    core = {criterion.key for criterion in guideline.criteria(by.organisation_id) if criterion.core}
    event = Event(
        id=uuid4(),
        organisation_id=by.organisation_id,
        kind=report.kind,
        criteria=list(report.criteria),
        week=week_of(report.when, today),
        unit_id=report.unit_id,
        unit_name=report.unit_name,
        core=not core.isdisjoint(report.criteria),
        page_hash=hash_for("event_by_page", form_token),
        here_hash=hash_for("event_by_here", here_token(form_token)),
        reported_on=today,
        gone_on=today + timedelta(days=house.event_kept_days),
    )
    if report.reporter:
        key = new_key(by.organisation_id, holder=event.id, at=at)
        event.data_key_id = key.id
        event.reporter_sealed = key.seal("reporter", event.id, {"name": report.reporter})
    event.save(force_insert=True)
    nameless = Actor("public", by.organisation_id)  # not even the log says who reported
    log.record("event.reported", "C", by=nameless, at=at)
    announce(EventReported(event.id, by.organisation_id, event.core))
    return event.id
