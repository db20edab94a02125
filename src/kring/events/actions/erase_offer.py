"""Erase the own side of an offer (wissen): at once, without a reason."""

from uuid import UUID

from kring.events import access
from kring.events.domain.asking import unpacked
from kring.events.models import Offer, OfferAnswer
from kring.foundation.actor import Actor
from kring.foundation.database.context import for_a_moment
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import forget, open_key


def erase_offer(*, by: Actor) -> None:
    """
    Forget name, address and answer, and take the name off the list of who is still to be approached.

    What stays until the event is gone is a blind mark, so that nobody asks again. Erasing twice is erasing once.

    :param by: who holds the link of the offer
    """
    row = OfferAnswer.objects.select_for_update().filter(access.visible_answers(by)).first()
    if row is None:
        return
    access.may_answer(by, row).enforce()
    card_id = _card_of(row)
    forget(row.data_key_id)
    row.delete()
    if card_id:
        with for_a_moment(Actor("process", by.organisation_id, subject=card_id), back_to=by):
            _erase_card(card_id)


def _card_of(row: OfferAnswer) -> UUID | None:
    try:
        return unpacked(open_key(row.data_key_id).open("letter", row.id, row.sealed)).card_id
    except KeyGone:
        return None


def _erase_card(card_id: UUID) -> None:
    card = Offer.objects.filter(pk=card_id).first()
    if card is None:
        return
    # The card before its key: whoever ticks that they approached this person holds them in this order too.
    card.delete()
    if card.data_key_id:
        forget(card.data_key_id)
