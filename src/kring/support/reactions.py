"""What follows when something was announced."""

from kring.foundation.facts import on
from kring.support import jobs
from kring.support.facts import SupportAsked


@on(SupportAsked)
def match_soon(fact: SupportAsked) -> None:
    """The worker matches as soon as this transaction stands."""
    jobs.find.defer(organisation_id=str(fact.organisation_id))
