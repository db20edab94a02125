"""Take an answer back: then the requirement is as open as what Kring looks up itself leaves it."""

from datetime import datetime

from django.db import transaction

from kring.compliance import access
from kring.compliance.domain.answering import ChangedMeanwhile
from kring.compliance.models import Answer
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.guideline.queries.requirements import Requirement, in_use


@transaction.atomic
def remove_answer(*, requirement: Requirement, revision: int, by: Actor, at: datetime) -> None:
    """
    Remove an answer; one that is gone already stays gone.

    :raises NotAllowed: if somebody else answers for this
    :raises ChangedMeanwhile: if somebody changed it after it was opened
    """
    row = Answer.objects.select_for_update().filter(edition=in_use(), requirement=requirement.key).first()
    access.may_answer(by).enforce()
    if row is None:
        return
    if row.revision != revision:
        raise ChangedMeanwhile
    row.delete()
    log.record("compliance.removed", "D", by=by, at=at, fields=[requirement.key])
