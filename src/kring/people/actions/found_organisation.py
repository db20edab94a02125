"""Begin an organisation (oprichten): its row, and the two administrators who give everybody else their roles."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import acting
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import site
from kring.people.actions.invite import invite
from kring.people.models import Person, PersonRole

ADMINISTRATOR = "administrator"
CRAFT = "support_staff"


class HostTaken(Exception):
    """Another organisation has this host name."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One of the two first administrators."""

    name: str
    mail: str


def found_organisation(*, name: str, host: str, first: Newcomer, second: Newcomer, language: str) -> UUID:
    """
    Make an organisation with two administrators, each confirmed and invited by the other (decision 15).

    Runs as the owner of the database, from the command line only: nobody inside Kring can do this.

    :raises HostTaken: if there is an organisation with this host name
    """
    if Organisation.objects.filter(host=host).exists():
        raise HostTaken
    here, one, other = uuid4(), uuid4(), uuid4()
    with acting(_administrator(here, one)) as at:
        Organisation(id=here, name=name, host=host).save(force_insert=True)
        _settle(here, one, first, language, confirmed_by=other)
        _settle(here, other, second, language, confirmed_by=one)
        _invite_each_other(here, one, other, at)
    return here


def _settle(here: UUID, person: UUID, who: Newcomer, language: str, *, confirmed_by: UUID) -> None:
    Person(id=person, organisation_id=here, name=who.name, work_mail=who.mail, craft=CRAFT, language=language).save(
        force_insert=True
    )
    PersonRole(
        organisation_id=here,
        person_id=person,
        role=ADMINISTRATOR,
        granted_by=here,  # nobody inside: whoever runs Kring gave it
        confirmed_by=confirmed_by,
    ).save(force_insert=True)


def _invite_each_other(here: UUID, one: UUID, other: UUID, at: datetime) -> None:
    begins = site(Organisation.objects.get(pk=here))
    for person, by in ((one, other), (other, one)):
        invite(person_id=person, site=begins, by=_administrator(here, by), at=at)
        log.record("role.proposed", "C", by=_administrator(here, by), at=at, fields=[ADMINISTRATOR])


def _administrator(here: UUID, person: UUID) -> Actor:
    return Actor("web", here, person, roles=frozenset({ADMINISTRATOR}))
