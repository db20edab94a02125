"""Answer for a requirement (verantwoorden): by a document, a statement, a plan or an argument, with an owner."""

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from kring.compliance import access
from kring.compliance.domain.answering import ChangedMeanwhile, Content, check
from kring.compliance.models import Answer
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.tenancy.queries import local_day
from kring.guideline.queries.requirements import Requirement, in_use

CHANGED = (*Content.__slots__, "kept_by", "kept_on", "revision", "announced_for", "asked_before")
"""The columns that may change; the database grants no others."""


@transaction.atomic
def keep_answer(*, requirement: Requirement, content: Content, revision: int, by: Actor, at: datetime) -> None:
    """
    Keep an answer, new or changed.

    :param revision: of the answer as it was opened; 0 if there was none
    :raises NotAllowed: if somebody else answers for this
    :raises DoesNotFit: for dates that cannot be, or words that reach a person
    :raises ChangedMeanwhile: if somebody changed it after it was opened
    """
    row = Answer.objects.select_for_update().filter(edition=in_use(), requirement=requirement.key).first()
    access.may_answer(by).enforce()
    today = local_day(by.organisation_id, at)
    check(content, today)
    if (row.revision if row else 0) != revision:
        raise ChangedMeanwhile
    answer = row or Answer(
        id=uuid4(),
        organisation_id=by.organisation_id,
        edition=in_use(),
        requirement=requirement.key,
    )
    for field in Content.__slots__:
        setattr(answer, field, content.way.value if field == "way" else getattr(content, field))
    answer.kept_by, answer.kept_on = access.role_of(by), today
    answer.revision, answer.announced_for, answer.asked_before = revision + 1, None, ""
    try:
        with transaction.atomic():
            answer.save(force_insert=row is None, update_fields=CHANGED if row else None)
    except IntegrityError as two_at_once:
        raise ChangedMeanwhile from two_at_once
    log.record("compliance.answered", "U" if row else "C", by=by, at=at, fields=[requirement.key, content.way.value])
