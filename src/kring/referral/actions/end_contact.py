"""How a request to be called back ends: taken over, taken back, or after 72 hours; and what the mail came to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.database.context import for_a_moment
from kring.foundation.keys.sealing import forget
from kring.foundation.mail.outbox import withdraw
from kring.referral import access
from kring.referral.domain.contact import State
from kring.referral.models import ContactRequest

_FIRST_WINS = (State.POSTED.value, State.UNCERTAIN.value)


@transaction.atomic
def take_over(*, request_id: UUID, by: Actor) -> bool:
    """
    The provider has name and number: they are gone from here. False if they were gone before.

    :param by: who holds the link of the mail, or whose page it was sent to
    :raises NotAllowed: for anybody else
    """
    row = ContactRequest.objects.select_for_update().filter(pk=request_id).first()
    if row is None or row.state == State.TAKEN.value:
        return False
    access.may_take_over(by, row).enforce()
    key = row.data_key_id
    row.state, row.sealed = State.TAKEN.value, None
    row.save(update_fields=["state", "sealed"])
    if key is not None:
        with for_a_moment(Actor("process", by.organisation_id, subject=row.pk), back_to=by):
            forget(key)
    return True


@transaction.atomic
def take_back(*, by: Actor) -> None:
    """
    Erase a request at once. Erasing twice is erasing once; the message that went before holds no name.

    :param by: who holds the code
    """
    row = ContactRequest.objects.select_for_update().filter(pk=by.subject).first()
    if row is None:
        return
    access.may_take_back(by, row).enforce()
    if row.data_key_id is not None:
        forget(row.data_key_id)
    row.delete()


def note_delivery(*, mail_id: UUID, state: State) -> None:
    """What became of the message, for the person's own page; for the worker. What was taken over stays so."""
    ContactRequest.objects.filter(mail_id=mail_id, state__in=_FIRST_WINS).update(state=state.value)


def forget_contacts(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Everything that is 72 hours old goes, whatever became of it; for the round of every five minutes."""
    for row in ContactRequest.objects.select_for_update().filter(gone_at__lte=at):
        if row.data_key_id is not None:
            forget(row.data_key_id)
        if row.mail_id is not None:
            withdraw(row.mail_id)
        row.delete()
