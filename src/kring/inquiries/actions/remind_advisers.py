"""Remind an adviser who did not answer yet: by mail, once, never again; for the nightly batch."""

from datetime import datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.tenancy.queries import local_day
from kring.inquiries import access
from kring.inquiries.actions.letters import send_letter
from kring.inquiries.domain.adviser import Delivery
from kring.inquiries.domain.terms import NOT_IN_THE_LAST, REMINDED_AFTER
from kring.inquiries.models import Invitation


def remind_advisers(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Send the reminder with a second link; both open the same answers."""
    today = local_day(organisation_id, at)
    due = Invitation.objects.filter(
        organisation_id=organisation_id,
        answered_on=None,
        reminded_on=None,
        is_withdrawn=False,
        invited_on__lte=today - REMINDED_AFTER,
        inquiry__closes_on__gte=today + NOT_IN_THE_LAST,
        inquiry__is_removed=False,
    ).exclude(delivery=Delivery.REFUSED.value)
    for invitation in due.select_related("inquiry").select_for_update(of=("self",)):
        token = fresh_token()
        invitation.reminder_hash, invitation.reminded_on = access.hash_for(token), today
        invitation.mail_id = send_letter("reminder", invitation, invitation.inquiry, token, at=at)
        invitation.delivery = Delivery.POSTED.value
        invitation.save(update_fields=["reminder_hash", "reminded_on", "mail_id", "delivery"])
