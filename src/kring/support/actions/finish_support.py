"""It was enough (het was genoeg): the two agree to stop before the third conversation."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.support import access
from kring.support.actions.plan_conversation import clear_overdue, keep_closing_day
from kring.support.domain.trajectory import NotNow, State, move
from kring.support.models import Conversation
from kring.support.queries import get_for


@transaction.atomic
def finish_support(*, trajectory_id: UUID, by: Actor, at: datetime) -> None:
    """
    No more conversations; it closes by itself two weeks after the last one. Asking anew is always possible.

    :raises NotAllowed: if somebody else supports this person
    :raises NotNow: if no conversation was held yet, or it is over
    """
    trajectory = get_for(by, trajectory_id, lock=True)
    access.may_support(by, trajectory).enforce()
    if trajectory.state != State.ACTIVE.value:
        raise NotNow
    if not Conversation.objects.filter(trajectory=trajectory, held_on__isnull=False).exists():
        raise NotNow
    trajectory.state = move(trajectory.state, State.DONE)
    trajectory.save(update_fields=["state"])
    with for_a_moment(access.inside(trajectory.pk, by), back_to=by):
        Conversation.objects.filter(trajectory=trajectory, held_on=None).delete()
    keep_closing_day(trajectory)
    clear_overdue(trajectory, by)
    log.record("support.finished", "U", by=by, at=at)
