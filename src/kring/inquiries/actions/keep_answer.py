"""What an adviser answers about one measure: kept as a draft, or counting once it is sent."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from kring.catalogue import queries as catalogue
from kring.foundation.actor import Actor
from kring.foundation.facts import announce
from kring.foundation.tenancy.queries import local_day
from kring.inquiries import access
from kring.inquiries.domain.adviser import FIELDS, WHOLE, CannotBe
from kring.inquiries.facts import AnswersChanged
from kring.inquiries.models import Invitation, Reply

Given = Mapping[str, object]
MOST = 40
"""Answers of one adviser; nobody has more to tell, and a link is not a place to fill a table."""


@transaction.atomic
def keep_answer(*, answer_id: UUID, entry: str, given: Given, by: Actor, at: datetime) -> None:
    """
    Keep it under this id. Before sending it may have gaps; after sending it is whole and counts at once.

    The id comes with the form, so that sending it twice changes nothing. Two tabs that answer about the same
    measure, group, situation and half-year are one answer: the last one stands.

    :param given: values of `FIELDS`
    :raises NotAllowed: for anybody but the adviser, or after the last day
    :raises CannotBe: if there is no such measure, too much was told already, or it has gaps after sending
    """
    invitation = _mine(by, at)
    counts = invitation.answered_on is not None
    if counts and not all(given[name] for name in WHOLE):
        raise CannotBe("group", "gaps")
    row = Reply.objects.filter(pk=answer_id, invitation=invitation).first()
    if row is None:
        row = _fresh(answer_id, entry, invitation)
    for name in FIELDS:
        setattr(row, name, given[name])
    row.counts = counts
    same = {name: given[name] for name in ("group", "situation", "half_year")}
    if all(same.values()):
        Reply.objects.filter(invitation=invitation, entry=row.entry, **same).exclude(pk=row.pk).delete()
    _write(row)
    if counts:
        announce(AnswersChanged(by.organisation_id))


@transaction.atomic
def drop_answer(*, answer_id: UUID, by: Actor, at: datetime) -> None:
    """
    Take one answer away. Doing it twice is fine.

    :raises NotAllowed: for anybody but the adviser, or after the last day
    """
    _mine(by, at)
    Reply.objects.filter(pk=answer_id, invitation_id=by.subject).delete()
    announce(AnswersChanged(by.organisation_id))


@transaction.atomic
def send_answers(*, by: Actor, at: datetime) -> None:
    """
    From now on they count. Sending twice is sending once; sending none says that none of it was done.

    :raises NotAllowed: for anybody but the adviser, or after the last day
    :raises CannotBe: if an answer has gaps
    """
    invitation = _mine(by, at)
    if any(not getattr(row, name) for row in Reply.objects.filter(invitation=invitation) for name in WHOLE):
        raise CannotBe("answers", "gaps")
    Reply.objects.filter(invitation=invitation, counts=False).update(counts=True)
    if invitation.answered_on is None:
        invitation.answered_on = local_day(by.organisation_id, at)
        invitation.save(update_fields=["answered_on"])
    announce(AnswersChanged(by.organisation_id))


@transaction.atomic
def take_back(*, by: Actor, at: datetime) -> None:
    """
    Take all of it back: name, address and answers are gone at once, and soon what was made of them.

    :raises NotAllowed: for anybody but the adviser
    """
    invitation = Invitation.objects.select_for_update().filter(pk=by.subject).first()
    if invitation is None:
        return
    access.may_read(by, invitation).enforce()
    Reply.objects.filter(invitation=invitation).delete()
    invitation.delete()
    announce(AnswersChanged(by.organisation_id))


def _mine(by: Actor, at: datetime) -> Invitation:
    """The invitation of whoever answers; who sends two forms at once waits here."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("inquiry").get(pk=by.subject)
    access.may_answer(by, invitation, invitation.inquiry, local_day(by.organisation_id, at)).enforce()
    return invitation


def _write(row: Reply) -> None:
    if not row._state.adding:
        row.save(update_fields=[*FIELDS, "counts"])
        return
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:  # an id made up by hand that somebody else's answer has
        raise CannotBe("answer", "unknown") from taken


def _fresh(answer_id: UUID, entry: str, invitation: Invitation) -> Reply:
    cards = catalogue.cards([entry], "nl")
    if not cards or cards[0].is_own:
        raise CannotBe("entry", "unknown")
    if Reply.objects.filter(invitation=invitation).count() >= MOST:
        raise CannotBe("entry", "enough")
    return Reply(id=answer_id, organisation_id=invitation.organisation_id, invitation=invitation, entry=entry)
