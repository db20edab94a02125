"""A moment was chosen or moved: the other of the two hears that there is news, once a round."""

from datetime import datetime
from uuid import UUID

from kring.foundation.tenancy.queries import local_day
from kring.support.actions.letters import Neutral, send_all
from kring.support.domain.trajectory import State
from kring.support.models import Conversation
from kring.support.queries import cards_of
from kring.supporters import queries as supporters


def tell_of_moments(organisation_id: UUID, at: datetime) -> None:
    """Post a neutral mail to whoever did not choose; nothing where they only have a phone number."""
    moved = list(
        Conversation.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(organisation_id=organisation_id, to_tell=True, trajectory__state=State.ACTIVE.value)
        .select_related("trajectory")
    )
    if not moved:
        return
    supporters_here = {c.id: c for c in supporters.candidates(local_day(organisation_id, at))}
    cards = cards_of([one.trajectory for one in moved])
    letters = []
    for one in moved:
        if one.planned_by == "professional":
            if supporter := supporters_here.get(one.supporter_id):
                letters.append(Neutral("news_supporter", supporter.mail, supporter.language))
        elif (card := cards.get(one.trajectory_id)) and card.channel == "private_mail":
            letters.append(Neutral("found", card.address, one.trajectory.language))
    send_all(letters, organisation_id=organisation_id, at=at)
    Conversation.objects.filter(pk__in=[one.pk for one in moved]).update(to_tell=False)
