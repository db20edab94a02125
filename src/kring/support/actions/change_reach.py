"""Be reached in another way (je nummer of adres veranderen): a number that was mistyped at night can be mended."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import local_day
from kring.support import access
from kring.support.domain.mails import readdressed
from kring.support.domain.trajectory import NotNow, State
from kring.support.queries import card_of, get_for


@transaction.atomic
def change_reach(*, trajectory_id: UUID, channel: str, address: str, by: Actor, at: datetime) -> None:
    """
    Keep another number or address on the card. Whoever supports hears in the next round that there is news.

    :raises NotAllowed: if this is not the person
    :raises NotNow: if the conversations are over
    """
    trajectory = get_for(by, trajectory_id, lock=True)
    access.may_decide(by, trajectory).enforce()
    if trajectory.state == State.DONE.value:
        raise NotNow
    card, key = card_of(trajectory)
    if (channel, address) == (card.channel, card.address):
        return
    known = trajectory.state == State.ACTIVE.value
    card = readdressed(card, channel, address, local_day(by.organisation_id, at) if known else None)
    trajectory.card = key.seal("card", trajectory.pk, card.packed())
    trajectory.reach_to_tell = known
    trajectory.save(update_fields=["card", "reach_to_tell"])
