"""What follows when something was announced."""

from kring.experiences import jobs
from kring.experiences.facts import SharingChanged
from kring.foundation.facts import on


@on(SharingChanged)
def share_soon(fact: SharingChanged) -> None:
    """The worker brings it to everybody, or takes it away, as soon as this transaction stands."""
    jobs.share.defer(organisation_id=str(fact.organisation_id))
