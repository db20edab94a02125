"""Invite an adviser by mail, with a link of their own; and stop asking somebody."""

from datetime import datetime
from uuid import UUID, uuid4

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.facts import announce
from kring.foundation.keys.lookup import fresh_token, lookup_hash
from kring.foundation.tenancy.queries import local_day
from kring.inquiries import access
from kring.inquiries.actions.letters import send_letter
from kring.inquiries.domain.adviser import Adviser, CannotBe
from kring.inquiries.domain.terms import Terms
from kring.inquiries.facts import AnswersChanged
from kring.inquiries.models import Inquiry, Invitation


def invite_adviser(*, inquiry_id: UUID, adviser: Adviser, form_token: str, by: Actor, at: datetime) -> None:
    """
    Keep who is asked and send the link. The same form sent twice is one invitation.

    :raises NotAllowed: for anyone who makes no policy here; for HR, if another organisation would be named
    :raises CannotBe: if it is closed or gone, or this address was asked before
    """
    access.may_send(by).enforce()
    inquiry = Inquiry.objects.select_for_update(no_key=True).filter(access.visible(by), pk=inquiry_id).first()
    if inquiry is None:
        raise CannotBe("address", "closed")
    if adviser.house:
        access.may_name_houses(by, is_named=inquiry.is_named).enforce()
    form_hash = lookup_hash("inquiry-form", f"{inquiry_id}:{form_token}")
    if Invitation.objects.filter(inquiry=inquiry, form_hash=form_hash).exists():
        return
    today = local_day(by.organisation_id, at)
    if not Terms(inquiry.closes_on).is_open(today):
        raise CannotBe("address", "closed")
    if Invitation.objects.filter(inquiry=inquiry, address__iexact=adviser.address, is_withdrawn=False).exists():
        raise CannotBe("address", "asked_before")
    token = fresh_token()
    invitation = Invitation(
        id=uuid4(),
        organisation_id=by.organisation_id,
        inquiry=inquiry,
        name=adviser.name,
        craft=adviser.craft.value,
        house=adviser.house,
        address=adviser.address,
        language=adviser.language,
        form_hash=form_hash,
        link_hash=access.hash_for(token),
        invited_on=today,
    )
    invitation.mail_id = send_letter("invitation", invitation, inquiry, token, at=at)
    invitation.save(force_insert=True)
    log.record("inquiry.invited", "C", by=by, at=at)


def stop_asking(*, invitation_id: UUID, by: Actor, at: datetime) -> None:
    """
    Take an invitation back, with whatever was answered; the worker deletes it. Doing it twice is fine.

    :raises NotAllowed: for anyone who makes no policy here
    """
    access.may_send(by).enforce()
    if Invitation.objects.filter(organisation_id=by.organisation_id, pk=invitation_id).update(is_withdrawn=True):
        log.record("inquiry.uninvited", "D", by=by, at=at)
        announce(AnswersChanged(by.organisation_id))
