"""Tick that somebody was approached (benaderd): the card is gone at once, and what was said is nowhere."""

from datetime import datetime
from uuid import UUID

from kring.events import access
from kring.events.models import Offer
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.keys.sealing import forget
from kring.foundation.tenancy.queries import local_day


def mark_approached(*, offer_id: UUID, by: Actor, at: datetime) -> None:
    """
    Wipe the card and note that the offer was made. Ticking twice is ticking once.

    :raises NotAllowed: if this actor does not approach this person
    """
    offer = Offer.objects.select_for_update().filter(access.visible_offers(by), pk=offer_id).first()
    if offer is None:
        raise NotAllowed(Decision(False, "There is nothing here."))
    access.may_approach(by, offer).enforce()
    if offer.made_on is not None:
        return
    if offer.data_key_id:
        with for_a_moment(Actor("process", by.organisation_id, subject=offer.pk), back_to=by):
            forget(offer.data_key_id)
    offer.made_on = local_day(by.organisation_id, at)
    offer.sealed = offer.data_key_id = None
    offer.save(update_fields=["made_on", "sealed", "data_key_id"])
    log.record("offer.approached", "U", by=by, at=at)
