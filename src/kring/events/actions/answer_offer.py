"""Answer an offer (een aanbod beantwoorden): the person's own, and nobody else's to know."""

from datetime import datetime

from kring.events import access
from kring.events.actions.offering import sealed_letter
from kring.events.domain.asking import Answer, answered, unpacked
from kring.events.models import OfferAnswer
from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import open_key
from kring.foundation.tenancy.queries import local_day


def answer_offer(*, answer: Answer, by: Actor, at: datetime) -> None:
    """
    Seal the answer. The same reads and writes whatever it is, and no line in the log: an answer leaves no trace.

    An answer that is not open any more, such as "later" the second time, changes nothing.

    :param by: who holds the link of the offer
    :raises NotAllowed: if this link opens nothing (any more)
    """
    row = OfferAnswer.objects.select_for_update().filter(access.visible_answers(by)).first()
    if row is None:
        raise NotAllowed(Decision(False, "There is nothing here."))
    access.may_answer(by, row).enforce()
    try:
        key = open_key(row.data_key_id)
    except KeyGone:
        raise NotAllowed(Decision(False, "There is nothing here.")) from None

    today = local_day(by.organisation_id, at)
    letter = answered(unpacked(key.open("letter", row.id, row.sealed)), answer, today)

    row.sealed = sealed_letter(key, row.id, letter)
    row.save(update_fields=["sealed"])
