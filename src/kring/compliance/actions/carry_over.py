"""Take the answers along to a new edition of the guideline (meenemen); what is asked otherwise is to be looked at."""

from datetime import datetime
from itertools import pairwise
from uuid import uuid4

from django.db import transaction

from kring.compliance import access
from kring.compliance.domain.answering import Content
from kring.compliance.models import Answer
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.guideline.queries.requirements import editions, in_use, passed_on

COPIED = (*Content.__slots__, "kept_by", "kept_on")


@transaction.atomic
def carry_over(*, by: Actor, at: datetime) -> int:
    """
    Take along what was not taken along yet, edition by edition up to the one in use; answers how many answers came.

    An answer that somebody gave for the new edition already stays, and one that was taken back there stays away. What
    was answered for the last edition stays to be compared; what was answered before that goes.

    :raises NotAllowed: for a person who does not answer for the guideline
    """
    if by.kind != "job":
        access.may_answer(by).enforce()
    came = 0
    for before, after in pairwise(one for one in editions() if one <= in_use()):
        came += _carry(before, after, by)
        Answer.objects.filter(edition__lt=before).delete()
    if came:
        log.record("compliance.carried", "C", by=by, at=at, fields=[in_use(), str(came)])
    return came


def _carry(before: str, after: str, by: Actor) -> int:
    waiting = Answer.objects.select_for_update().filter(edition=before, carried_to="").order_by("requirement")
    old = {row.requirement: row for row in waiting}
    if not old:
        return 0
    there = set(Answer.objects.filter(edition=after).values_list("requirement", flat=True))
    rows = [
        _copy(old[one.before], after, one.after, before if not one.same else "")
        for one in passed_on(before, after)
        if one.before in old and one.after not in there
    ]
    Answer.objects.bulk_create(rows, ignore_conflicts=True)
    Answer.objects.filter(id__in=[row.id for row in old.values()]).update(carried_to=after)
    return len(rows)


def _copy(row: Answer, edition: str, requirement: str, asked_before: str) -> Answer:
    return Answer(
        id=uuid4(),
        organisation_id=row.organisation_id,
        edition=edition,
        requirement=requirement,
        asked_before=asked_before or row.asked_before,
        **{name: getattr(row, name) for name in COPIED},
    )
