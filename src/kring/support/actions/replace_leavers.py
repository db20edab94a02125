"""Look for somebody else where a supporter does not work here any more."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.support.actions.step_back import release_overdue
from kring.support.domain.trajectory import State
from kring.support.models import Trajectory


@transaction.atomic
def replace_leavers(people: Collection[UUID], *, by: Actor, at: datetime) -> None:
    """Whoever they supported keeps the code and gets another colleague; for the worker."""
    # Under lock: who is released at this moment needs nothing more. In one order, as the night that lets go of them.
    theirs = Trajectory.objects.select_for_update().filter(supporter_id__in=people, state=State.ACTIVE.value)
    for trajectory in theirs.order_by("pk"):
        release_overdue(trajectory, by=by, at=at)
