"""Somebody is reached in another way now: whoever supports them hears that there is news."""

from datetime import datetime
from uuid import UUID

from kring.foundation.tenancy.queries import local_day
from kring.support.actions.letters import Underway
from kring.support.domain.mails import Mail
from kring.support.models import Trajectory
from kring.supporters import queries as supporters


def tell_of_reach(organisation_id: UUID, at: datetime) -> None:
    """Post a neutral mail to each of these supporters, once a round: what is new stands on their page only."""
    rows = Trajectory.objects.select_for_update(skip_locked=True)
    changed = list(rows.filter(organisation_id=organisation_id, reach_to_tell=True))
    if not changed:
        return
    supporters_here = {c.id: c for c in supporters.candidates(local_day(organisation_id, at))}
    letters = Underway(changed, at)
    for trajectory in changed:
        trajectory.reach_to_tell = False
        if supporter := supporters_here.get(trajectory.supporter_id) if trajectory.supporter_id else None:
            letters.to_supporter(trajectory, Mail.REACH_SUPPORTER, supporter.mail, supporter.language)
    letters.send(organisation_id, keeping=["reach_to_tell"])
