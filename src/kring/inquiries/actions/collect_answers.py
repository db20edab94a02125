"""Make experiences out of what advisers answered; for the worker (ADR 17)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kring.experiences.actions.feed_experiences import Fed, feed_experiences, stop_feeding
from kring.foundation.actor import Actor
from kring.foundation.mail.outbox import withdraw
from kring.inquiries.domain.adviser import FIELDS, Delivery
from kring.inquiries.models import Inquiry, Invitation, Reply


@transaction.atomic
def collect_answers(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Make the experiences equal to the answers that count, and delete what was taken away. Twice changes nothing."""
    running = Inquiry.objects.select_for_update().filter(organisation_id=organisation_id, names_gone=False)
    for inquiry in running.order_by("id"):
        _delete(Invitation.objects.filter(inquiry=inquiry, is_withdrawn=True))
        answers = Reply.objects.filter(invitation__inquiry=inquiry, counts=True).select_related("invitation")
        feed_experiences(
            inquiry_id=inquiry.pk,
            fed=[_fed(one) for one in answers.order_by("invitation__invited_on", "invitation_id", "id")],
            shared=inquiry.is_shared,
            named=inquiry.is_named,
            by=by,
            at=at,
        )
        if inquiry.is_removed:  # only now: what somebody sent or took back just before counts too
            forget(inquiry, by)
            inquiry.delete()
    for gone in Inquiry.objects.filter(organisation_id=organisation_id, names_gone=True, is_removed=True):
        gone.delete()


def forget(inquiry: Inquiry, by: Actor) -> None:
    """Delete names and answers; what was made of them stays, and changes no more."""
    stop_feeding(inquiry_id=inquiry.pk, by=by)
    _delete(Invitation.objects.filter(inquiry=inquiry))


def _delete(invitations: QuerySet[Invitation]) -> None:
    """Wait for whoever answers at this moment, and take back a mail that did not leave yet."""
    rows = list(invitations.select_for_update().order_by("id"))
    for row in rows:
        if row.mail_id and row.delivery == Delivery.POSTED:
            withdraw(row.mail_id)
    found = [row.pk for row in rows]
    Reply.objects.filter(invitation_id__in=found).delete()
    Invitation.objects.filter(pk__in=found).delete()


def _fed(row: Reply) -> Fed:
    return Fed.of({name: getattr(row, name) for name in ("entry", *FIELDS)}, row.invitation.house)
