"""Begin a questionnaire to advisers, and take one away."""

from datetime import datetime
from uuid import UUID, uuid4

from kring.catalogue import queries as catalogue
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.facts import announce
from kring.foundation.tenancy.queries import local_day
from kring.inquiries import access
from kring.inquiries.domain.adviser import Asked, CannotBe
from kring.inquiries.domain.terms import fits
from kring.inquiries.facts import AnswersChanged
from kring.inquiries.models import Inquiry


def start_inquiry(*, asked: Asked, by: Actor, at: datetime) -> UUID:
    """
    Begin; nobody is asked before they are invited.

    :raises NotAllowed: for anyone who makes no policy here; for HR, if it is to be shared
    :raises CannotBe: if the last day is too soon or too late, or a measure is not there for everyone
    """
    access.may_send(by).enforce()
    if asked.is_shared:
        access.may_share(by).enforce()
    today = local_day(by.organisation_id, at)
    if not fits(asked.closes_on, today):
        raise CannotBe("closes_on", "last_day")
    known = {card.id for card in catalogue.cards(asked.entries, "nl") if not card.is_own}
    if not asked.entries or not known.issuperset(asked.entries):
        raise CannotBe("entries", "unknown")
    inquiry = Inquiry(
        id=uuid4(),
        organisation_id=by.organisation_id,
        title=asked.title,
        asked_for=asked.asked_for,
        entries=list(dict.fromkeys(asked.entries)),
        opened_on=today,
        closes_on=asked.closes_on,
        is_shared=asked.is_shared,
        is_named=asked.is_shared and asked.is_named,
    )
    inquiry.save(force_insert=True)
    log.record("inquiry.started", "C", by=by, at=at)
    return inquiry.pk


def remove_inquiry(*, inquiry_id: UUID, by: Actor, at: datetime) -> None:
    """
    Take it away with names and answers; the worker does it. The experiences stay. Doing it twice is fine.

    :raises NotAllowed: for anyone who makes no policy here
    """
    access.may_send(by).enforce()
    found = Inquiry.objects.select_for_update().filter(access.visible(by), pk=inquiry_id).first()
    if found is None:
        return
    found.is_removed = True
    found.save(update_fields=["is_removed"])
    log.record("inquiry.removed", "D", by=by, at=at)
    announce(AnswersChanged(by.organisation_id))
