"""What follows when something was announced."""

from kring.foundation.facts import on
from kring.people.facts import RolesChanged
from kring.supporters import jobs


@on(RolesChanged)
def enrol_soon(fact: RolesChanged) -> None:
    """Whoever became a supporter gets a card as soon as this transaction stands."""
    jobs.enrol_new.defer(organisation_id=str(fact.organisation_id))
