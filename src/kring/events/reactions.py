"""What follows when something was announced."""

from kring.events import jobs
from kring.events.actions.tell_approacher import approacher_told
from kring.events.facts import NamesHandedOver
from kring.foundation.facts import on
from kring.foundation.mail.facts import MailSettled, Settlement


@on(NamesHandedOver)
def tell_soon(fact: NamesHandedOver) -> None:
    """The worker writes to the supporter as soon as this transaction stands."""
    jobs.tell_approacher.defer(organisation_id=str(fact.organisation_id), supporter_id=str(fact.supporter_id))


@on(MailSettled)
def follow(fact: MailSettled) -> None:
    """A mail to a supporter who approaches went: it is not unsure any more."""
    if fact.settlement is Settlement.SENT:
        approacher_told(fact.about)
