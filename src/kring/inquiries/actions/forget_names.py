"""Forget who was asked and what they answered, 90 days after the last day; for the nightly batch."""

from datetime import datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import local_day
from kring.inquiries.actions.collect_answers import collect_answers, forget
from kring.inquiries.domain.terms import KEPT
from kring.inquiries.models import Inquiry, Invitation


def forget_names(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Bring in what still has to be, then delete names and answers; how many there were stays."""
    old = local_day(organisation_id, at) - KEPT
    due = Inquiry.objects.filter(organisation_id=organisation_id, names_gone=False, closes_on__lte=old)
    if not due.exists():
        return
    collect_answers(organisation_id, by, at)
    for inquiry in due:
        asked = Invitation.objects.filter(inquiry=inquiry)
        inquiry.invited, inquiry.answered = asked.count(), asked.filter(answered_on__isnull=False).count()
        forget(inquiry, by)
        inquiry.names_gone = True
        inquiry.save(update_fields=["invited", "answered", "names_gone"])
