"""Stop, or erase everything at once (stoppen, alles wissen). Nobody has to say why."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.database.context import for_a_moment
from kring.foundation.keys.sealing import forget
from kring.foundation.tenancy.queries import local_day
from kring.support import access
from kring.support.actions.step_back import NOTICE_LASTS
from kring.support.domain.trajectory import State, move
from kring.support.models import Notice, Trajectory
from kring.support.queries import get_for


@transaction.atomic
def stop_support(*, trajectory_id: UUID, by: Actor, at: datetime) -> None:
    """
    Stop: nobody calls any more; within a day the nightly batch forgets it and keeps only counts.

    Pressing the button twice is stopping once.

    :raises NotAllowed: if it is not theirs
    """
    trajectory = get_for(by, trajectory_id)
    access.may_decide(by, trajectory).enforce()
    with for_a_moment(access.inside(trajectory.pk, by), back_to=by):
        row = _still_there(trajectory.pk)
        if row is None or row.state == State.STOPPED.value:
            return
        notify(row, at)
        row.state = move(row.state, State.STOPPED)
        row.save(update_fields=["state"])
        row.proposal_set.all().delete()
        row.workitem_set.all().delete()
        row.sharing_set.all().delete()


@transaction.atomic
def erase_support(*, trajectory_id: UUID, by: Actor, at: datetime) -> None:
    """
    Erase everything now: the rows go and the key is destroyed. It is not even counted. Twice is once.

    :raises NotAllowed: if it is not theirs
    """
    trajectory = get_for(by, trajectory_id)
    access.may_decide(by, trajectory).enforce()
    with for_a_moment(access.inside(trajectory.pk, by), back_to=by):
        row = _still_there(trajectory.pk)
        if row is None:
            return
        if row.state != State.STOPPED.value:
            notify(row, at)
        forget(row.data_key_id)
        row.delete()


def _still_there(trajectory_id: UUID) -> Trajectory | None:
    """Under lock; None if the same button, pressed twice, or another tab erased it while this waited."""
    return Trajectory.objects.select_for_update().filter(pk=trajectory_id).first()


def notify(trajectory: Trajectory, at: datetime) -> None:
    """One nameless line for whoever supported or was asked (decision 9)."""
    told = {trajectory.supporter_id} | set(
        trajectory.proposal_set.filter(state="open").values_list("supporter_id", flat=True)
    )
    today = local_day(trajectory.organisation_id, at)
    Notice.objects.bulk_create(
        Notice(
            organisation_id=trajectory.organisation_id,
            supporter_id=supporter,
            spoken_name=trajectory.spoken_name,
            gone_on=today + NOTICE_LASTS,
        )
        for supporter in told
        if supporter
    )
