"""A moment was chosen or moved: the other of the two hears that there is news, once a round."""

from datetime import datetime
from functools import partial
from uuid import UUID

from kring.foundation.tenancy.queries import local_day
from kring.support.actions.letters import send
from kring.support.domain.trajectory import State
from kring.support.models import Conversation
from kring.support.queries import card_of
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
    told = partial(send, organisation_id=organisation_id, at=at)
    supporters_here = {c.id: c for c in supporters.candidates(local_day(organisation_id, at))}
    for one in moved:
        card, _ = card_of(one.trajectory)
        if one.planned_by == "professional":
            if supporter := supporters_here.get(one.supporter_id):
                told("news_supporter", to=supporter.mail, language=supporter.language)
        elif card.channel == "private_mail":
            told("found", to=card.address, language=one.trajectory.language)
    Conversation.objects.filter(pk__in=[one.pk for one in moved]).update(to_tell=False)
