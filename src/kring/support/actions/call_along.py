"""Ask the coordinators to look along now, and put such work away when it is done (kijk nu mee)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.database.context import for_a_moment
from kring.foundation.decision import NotAllowed
from kring.foundation.tenancy.queries import local_day
from kring.support import access
from kring.support.domain.trajectory import BY_HAND, WorkKind
from kring.support.models import Reveal, WorkItem
from kring.support.queries import coordinators, get_for, locked


@transaction.atomic
def call_along(*, trajectory_id: UUID, by: Actor, at: datetime) -> bool:
    """
    The two words stand on the coordinators' list, and nothing else; answers whether any coordinator sees them.

    :raises NotAllowed: if somebody else supports this person
    """
    trajectory = get_for(by, trajectory_id, lock=True)
    access.may_support(by, trajectory).enforce()
    if not {one for one, _name in coordinators()} - set(trajectory.hidden_from):
        return False
    with for_a_moment(access.inside(trajectory.pk, by), back_to=by):
        WorkItem.objects.get_or_create(
            trajectory=trajectory,
            kind=WorkKind.DANGER.value,
            defaults={
                "organisation_id": trajectory.organisation_id,
                "spoken_name": trajectory.spoken_name,
                "hidden_from": trajectory.hidden_from,
                "since": local_day(trajectory.organisation_id, at),
                "due_at": at,
            },
        )
    return True


@transaction.atomic
def put_away(*, work_item_id: UUID, by: Actor, at: datetime) -> None:
    """
    Somebody looked along, or told what was opened: the work is done.

    :raises NotAllowed: if there is no such work for this coordinator
    """
    access.may_coordinate(by).enforce()
    item = WorkItem.objects.filter(pk=work_item_id, kind__in=[kind.value for kind in BY_HAND]).first()
    if item is None or by.subject in item.hidden_from:
        raise NotAllowed(access.nothing_here())
    with for_a_moment(access.inside(item.trajectory_id, by), back_to=by):
        # The trajectory first: whoever ends it locks in this order too, so that neither waits for the other.
        locked(item.trajectory_id)
        if item.kind == WorkKind.TELL.value:
            opened = Reveal.objects.filter(trajectory_id=item.trajectory_id, told_on=None, ends_at__lte=at)
            opened.update(told_on=local_day(by.organisation_id, at))
        item.delete()
