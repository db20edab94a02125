"""A moment was chosen or moved: the other of the two hears that there is news, once a round."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from kring.foundation.tenancy.queries import local_day
from kring.support.actions.letters import Underway
from kring.support.domain.mails import Mail
from kring.support.domain.trajectory import State
from kring.support.models import Conversation, Trajectory
from kring.supporters import queries as supporters


def tell_of_moments(organisation_id: UUID, at: datetime) -> None:
    """Post a neutral mail to whoever did not choose; nothing where they only have a phone number."""
    to_tell = Conversation.objects.filter(organisation_id=organisation_id, to_tell=True)
    # The trajectory first, as whoever plans a moment does, so that neither waits for the other.
    rows = Trajectory.objects.select_for_update(skip_locked=True).filter(
        Exists(to_tell.filter(trajectory=OuterRef("pk"))), organisation_id=organisation_id, state=State.ACTIVE.value
    )
    trajectories = {row.pk: row for row in rows}
    if not trajectories:
        return
    moved = list(to_tell.filter(trajectory__in=list(trajectories)).order_by("number"))
    supporters_here = {c.id: c for c in supporters.candidates(local_day(organisation_id, at))}
    letters = Underway(list(trajectories.values()), at)
    for one in moved:
        trajectory = trajectories[one.trajectory_id]
        if one.planned_by == "supporter":
            letters.to_person(trajectory, Mail.MOMENT)
        elif supporter := supporters_here.get(one.supporter_id):
            letters.to_supporter(trajectory, Mail.MOMENT_SUPPORTER, supporter.mail, supporter.language)
    letters.send(organisation_id)
    Conversation.objects.filter(pk__in=[one.pk for one in moved]).update(to_tell=False)
