"""Hand the names of an event to a supporter (namen overdragen), who approaches them."""

from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db import transaction

from kring.events import access
from kring.events.facts import NamesHandedOver
from kring.events.models import Offer, Way
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.facts import announce
from kring.supporters import queries as supporters


class HandedOver(Enum):
    """What came of it, for whoever did it."""

    TOLD = "told"  # the supporter gets a mail
    HAD = "had"  # all of these names were theirs already
    NOBODY = "nobody"  # everyone was approached meanwhile


@transaction.atomic
def hand_over(*, event_id: UUID, supporter_id: UUID, by: Actor, at: datetime) -> HandedOver:
    """
    Let this supporter approach everyone of this event who was not approached yet, and let them know.

    Whoever has all these names already hears nothing again; answers what came of it.

    :raises NotAllowed: if this actor does not coordinate, or the supporter is not one of this organisation
    """
    access.may_coordinate(by).enforce()
    if supporters.card(supporter_id) is None:
        raise NotAllowed(Decision(False, "There is no such supporter."))
    waiting = Offer.objects.filter(access.visible_offers(by), event_id=event_id, way=Way.IN_PERSON, made_on=None)
    had = waiting.filter(approacher_id=supporter_id).exists()
    fresh = waiting.exclude(approacher_id=supporter_id).update(approacher_id=supporter_id, mail_at=at)
    if fresh:
        announce(NamesHandedOver(by.organisation_id, supporter_id))
    log.record("offer.handed_over", "U", by=by, at=at)
    if fresh:
        return HandedOver.TOLD
    return HandedOver.HAD if had else HandedOver.NOBODY
