from datetime import timedelta

import pytest
from django.test import Client

from kring.foundation.decision import NotAllowed
from kring.foundation.tenancy.queries import local_day
from kring.foundation.testing import Somebody, World, as_, fetch, jobs_of
from kring.foundation.testing_http import sign_in
from kring.foundation.testing_races import Turn, meet
from kring.people.actions.confirm_role import confirm_role
from kring.people.actions.propose_role import propose_role
from kring.people.actions.withdraw_role import withdraw_role
from kring.supporters.actions.enrol import enrol
from kring.supporters.actions.set_training import set_training


def go_round(world: World) -> None:
    job = world.job("roles")
    with as_(job) as at:
        enrol(world.organisation_id, job, at)


@pytest.fixture
def lies(world: World) -> Somebody:
    """A supporter since just now, given by an administrator and a coordinator."""
    lies, anton, petra = world.person("Lies"), world["Anton"].actor, world["Petra"].actor
    with as_(anton) as at:
        propose_role(person_id=lies.id, role="supporter", by=anton, at=at)
    ((key,),) = fetch("select id from people_personrole where person_id = %s", lies.id)
    with as_(petra) as at:
        confirm_role(role_id=key, by=petra, at=at)
    return lies


def test_a_new_supporter_has_a_card_that_cannot_be_asked_yet(world: World, lies: Somebody) -> None:
    assert "kring.supporters.jobs.enrol_new" in jobs_of(world.organisation_id)
    go_round(world)
    go_round(world)
    ((name, trained, mail_address),) = fetch(
        "select name, trained_until < (now() at time zone 'Europe/Amsterdam')::date, mail from supporters_supporter s"
        " join supporters_availability on supporter_id = s.id where s.id = %s",
        lies.id,
    )
    assert (name, trained, mail_address) == ("Lies", True, lies.mail)
    assert len(fetch("select 1 from supporters_supporter where organisation_id = %s", world.organisation_id)) == 3


def test_whoever_gives_the_role_up_cannot_be_asked_any_more(world: World) -> None:
    ((key,),) = fetch("select id from people_personrole where person_id = %s", world["Noor"].id)
    with as_(world["Anton"].actor) as at:
        withdraw_role(role_id=key, by=world["Anton"].actor, at=at)
    go_round(world)
    rows = fetch("select id from supporters_supporter where organisation_id = %s", world.organisation_id)
    assert rows == [(world["Sam"].id,)]


def test_a_coordinator_says_until_when_a_training_is_valid(world: World, lies: Somebody) -> None:
    go_round(world)
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Petra"])
    with as_(world["Petra"].actor) as at:
        day = local_day(world.organisation_id, at) + timedelta(days=365)
    address = f"/coordinatie/team/{lies.id}/"
    assert "Kan nog niet worden gevraagd" in client.get(address).content.decode()
    assert client.post(address, {"until": "1-1-1999"}).status_code == 422
    assert client.post(address, {"until": day.isoformat()}).status_code == 302
    assert fetch("select trained_until from supporters_supporter where id = %s", lies.id) == [(day,)]


@pytest.mark.parametrize("name", ["Yara", "Noor", "Marco", "Hanna", "Anton"])
def test_nobody_else_says_so(world: World, name: str) -> None:
    actor = world[name].actor
    with pytest.raises(NotAllowed), as_(actor) as at:
        set_training(supporter_id=world["Sam"].id, until=at.date(), by=actor, at=at)


def test_no_coordinator_says_it_of_themselves_or_of_another_organisation(world: World) -> None:
    double = world.person("Dora", "coordinator", "supporter")
    stranger = fetch("select id from people_person where organisation_id <> %s limit 1", world.organisation_id)
    for key in (double.id, *(row[0] for row in stranger)):
        with pytest.raises(NotAllowed), as_(double.actor) as at:
            set_training(supporter_id=key, until=at.date(), by=double.actor, at=at)


def test_a_round_and_a_job_at_once_make_one_card(world: World, lies: Somebody) -> None:
    job = world.job("roles")

    def round_() -> Turn:
        return Turn(job, lambda at: enrol(world.organisation_id, job, at))

    assert meet(round_(), round_()) == (None, None)
    assert fetch("select name from supporters_supporter where id = %s", lies.id) == [("Lies",)]
