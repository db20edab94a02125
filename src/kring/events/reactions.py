"""What follows when something was announced."""

from kring.events import jobs
from kring.events.facts import NamesHandedOver
from kring.foundation.facts import on


@on(NamesHandedOver)
def tell_soon(fact: NamesHandedOver) -> None:
    """The worker writes to the supporter as soon as this transaction stands."""
    jobs.tell_approacher.defer(organisation_id=str(fact.organisation_id), supporter_id=str(fact.supporter_id))
