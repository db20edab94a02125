"""What the signpost does when something happened elsewhere."""

from kring.foundation.facts import on
from kring.foundation.mail.facts import MailSettled
from kring.referral.actions.end_contact import note_delivery
from kring.referral.domain.contact import State


@on(MailSettled)
def follow(fact: MailSettled) -> None:
    """Whoever asked to be called back can read what became of the message."""
    note_delivery(mail_id=fact.mail_id, state=State(fact.settlement.value))
