"""Hand the names of an event to a supporter (namen overdragen), who approaches them."""

from datetime import datetime
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


@transaction.atomic
def hand_over(*, event_id: UUID, supporter_id: UUID, by: Actor, at: datetime) -> None:
    """
    Let this supporter approach everyone of this event who was not approached yet, and let them know.

    Whoever has all these names already hears nothing again.

    :raises NotAllowed: if this actor does not coordinate, or the supporter is not one of this organisation
    """
    access.may_coordinate(by).enforce()
    if supporters.card(supporter_id) is None:
        raise NotAllowed(Decision(False, "There is no such supporter."))
    waiting = Offer.objects.filter(access.visible_offers(by), event_id=event_id, way=Way.IN_PERSON, made_on=None)
    if waiting.exclude(approacher_id=supporter_id).update(approacher_id=supporter_id):
        announce(NamesHandedOver(by.organisation_id, supporter_id))
    log.record("offer.handed_over", "U", by=by, at=at)
