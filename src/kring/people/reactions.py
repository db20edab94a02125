"""What follows when something was announced."""

from kring.foundation.facts import on
from kring.people import jobs
from kring.people.facts import ImportChosen, RolesChanged


@on(RolesChanged)
def tell_soon(fact: RolesChanged) -> None:
    """Those who hold the role hear of it as soon as this transaction stands."""
    jobs.announce_new.defer(organisation_id=str(fact.organisation_id))


@on(ImportChosen)
def work_soon(fact: ImportChosen) -> None:
    """The worker takes up the file as soon as this transaction stands."""
    jobs.import_people.defer(organisation_id=str(fact.organisation_id))
