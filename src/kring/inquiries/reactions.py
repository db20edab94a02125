"""What follows when something was announced."""

from kring.foundation.facts import on
from kring.foundation.mail.facts import MailSettled
from kring.inquiries import jobs
from kring.inquiries.actions.note_delivery import note_delivery
from kring.inquiries.facts import AnswersChanged


@on(AnswersChanged)
def collect_soon(fact: AnswersChanged) -> None:
    """The worker makes experiences of it as soon as this transaction stands."""
    jobs.collect.defer(organisation_id=str(fact.organisation_id))


@on(MailSettled)
def follow(fact: MailSettled) -> None:
    """Whoever sent an invitation can see that it did not arrive."""
    note_delivery(mail_id=fact.mail_id, settlement=fact.settlement)
