"""Tell whoever answers for it that an answer is to be looked at again; once for every date and every edition."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q

from kring.compliance.models import Answer
from kring.foundation.actor import Actor
from kring.foundation.mail.outbox import post
from kring.foundation.tenancy.queries import organisation, site
from kring.guideline.queries.requirements import in_use
from kring.people import queries as people

MAIL = "compliance/mail/review.txt"


@transaction.atomic
def announce_reviews(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """
    Post one message to each holder of a role whose answers are over; answers how many answers that were.

    It says how many, not which: what they are stands on a page that is open to everyone anyhow. For the nightly batch.
    """
    assert by.kind == "job" and by.organisation_id == organisation_id
    home = organisation(organisation_id)
    today = at.astimezone(ZoneInfo(home.zone)).date()
    waiting = Answer.objects.select_for_update().filter(edition=in_use())
    overdue = Q(review_on__lt=today) & (Q(announced_for__isnull=True) | ~Q(announced_for=F("review_on")))
    asked_otherwise = ~Q(asked_before="") & Q(announced_for__isnull=True)
    rows = list(waiting.filter(overdue | asked_otherwise).order_by("requirement"))
    for role in sorted({row.kept_by for row in rows}):
        for holder in people.holders(role):
            if holder.work_mail:
                post(
                    MAIL,
                    to=holder.work_mail,
                    language=holder.language,
                    organisation_id=organisation_id,
                    at=at,
                    site=site(home),
                    number=str(sum(row.kept_by == role for row in rows)),
                )
    for row in rows:
        row.announced_for = row.review_on if row.review_on < today else today
        row.save(update_fields=["announced_for"])
    return len(rows)
