from uuid import UUID

import pytest
from django.core import mail
from django.db import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from kring.foundation.decision import NotAllowed
from kring.foundation.mail.models import OutboxMail
from kring.foundation.mail.sending import send
from kring.foundation.testing import Somebody, World, as_, fetch, in_the_worker, jobs_of
from kring.people import queries
from kring.people.actions.announce_roles import announce_roles
from kring.people.actions.confirm_role import confirm_role
from kring.people.actions.propose_role import propose_role
from kring.people.actions.withdraw_role import withdraw_role
from kring.people.domain.roles import DO_NOT_GO_TOGETHER, Gone, LastAdministrator, RolesClash, check_together
from kring.people.models import PersonRole, Role


def propose(by: Somebody, person: Somebody, role: str) -> UUID:
    with as_(by.actor) as at:
        propose_role(person_id=person.id, role=role, by=by.actor, at=at)
    ((key,),) = fetch("select id from people_personrole where person_id = %s and role = %s", person.id, role)
    assert isinstance(key, UUID)
    return key


def confirm(by: Somebody, role_id: UUID) -> str:
    with as_(by.actor) as at:
        return confirm_role(role_id=role_id, by=by.actor, at=at)


def withdraw(by: Somebody, role_id: UUID) -> str:
    with as_(by.actor) as at:
        return withdraw_role(role_id=role_id, by=by.actor, at=at)


def counts(person: Somebody) -> set[str]:
    rows = fetch("select role from people_personrole where person_id = %s and confirmed_by is not null", person.id)
    return {role for (role,) in rows}


def log_of(world: World) -> list[str]:
    rows = fetch("select event from audit_accessline where organisation_id = %s order by at", world.organisation_id)
    return [event for (event,) in rows]


@pytest.fixture
def lies(world: World) -> Somebody:
    world.person("Bram", "administrator")
    return world.person("Lies")


def test_a_role_counts_when_a_second_person_confirms_it(world: World, lies: Somebody) -> None:
    key = propose(world["Anton"], lies, "supporter")
    assert counts(lies) == set()
    assert confirm(world["Bram"], key) == "supporter"
    assert counts(lies) == {"supporter"}
    assert log_of(world)[-2:] == ["role.proposed", "role.confirmed"]
    assert "kring.people.jobs.announce_new" in jobs_of(world.organisation_id)


def test_a_coordinator_may_be_the_second_person_for_a_supporter_only(world: World, lies: Somebody) -> None:
    supporter, trainer = (propose(world["Anton"], lies, role) for role in ("supporter", "trainer"))
    assert confirm(world["Petra"], supporter) == "supporter"
    with pytest.raises(Gone):
        confirm(world["Petra"], trainer)
    assert counts(lies) == {"supporter"}


def test_nobody_gives_a_role_to_themselves(world: World, lies: Somebody) -> None:
    with pytest.raises(NotAllowed):
        propose(world["Anton"], world["Anton"], "supporter")
    key = propose(world["Anton"], world["Bram"], "supporter")
    for somebody in ("Anton", "Bram"):
        with pytest.raises(NotAllowed):
            confirm(world[somebody], key)
    assert counts(world["Bram"]) == {"administrator"}


@pytest.mark.parametrize("name", ["Yara", "Noor", "Marco", "Hanna", "Petra"])
def test_only_an_administrator_proposes(world: World, lies: Somebody, name: str) -> None:
    with pytest.raises(NotAllowed), as_(world[name].actor) as at:
        propose_role(person_id=lies.id, role="supporter", by=world[name].actor, at=at)


@pytest.mark.parametrize("name", ["Anton", "Bram"])
def test_the_database_refuses_a_role_without_a_second_person(world: World, lies: Somebody, name: str) -> None:
    """Past the application: one administrator writes both names, or confirms what is their own."""
    key = propose(world["Anton"], world["Bram"], "manager")
    with pytest.raises(DatabaseError), as_(world["Anton"].actor):
        PersonRole(
            organisation_id=world.organisation_id,
            person_id=lies.id,
            role="manager",
            granted_by=world["Anton"].id,
            confirmed_by=world["Bram"].id,
            is_announced=False,
        ).save(force_insert=True)
    with as_(world[name].actor):
        assert PersonRole.objects.filter(pk=key).update(confirmed_by=world[name].id) == 0


def test_roles_that_do_not_go_together_are_refused_when_proposed_and_when_confirmed(
    world: World, lies: Somebody
) -> None:
    with pytest.raises(RolesClash) as clash:
        propose(world["Anton"], world["Hanna"], "coordinator")
    assert clash.value.with_role == "hr"
    key = propose(world["Anton"], lies, "coordinator")
    with pytest.raises(RolesClash):
        propose(world["Anton"], lies, "administrator")
    confirm(world["Bram"], key)
    assert counts(lies) == {"coordinator"}


@given(role=st.sampled_from(Role.values), held=st.frozensets(st.sampled_from(Role.values)))
def test_only_coordinator_with_administrator_or_hr_clash(role: str, held: frozenset[str]) -> None:
    together = held | {role}
    clashes = any(role in pair and pair <= together for pair in DO_NOT_GO_TOGETHER)
    try:
        check_together(role, held - {role})
    except RolesClash:
        assert clashes
    else:
        assert not clashes


def test_a_double_click_changes_nothing(world: World, lies: Somebody) -> None:
    key = propose(world["Anton"], lies, "supporter")
    assert propose(world["Anton"], lies, "supporter") == key
    confirm(world["Bram"], key)
    with pytest.raises(Gone):
        confirm(world["Petra"], key)
    withdraw(world["Anton"], key)
    with pytest.raises(Gone):
        withdraw(world["Anton"], key)


def test_one_person_ends_a_role_at_once(world: World, lies: Somebody) -> None:
    key = propose(world["Anton"], lies, "supporter")
    confirm(world["Petra"], key)
    withdraw(world["Petra"], key)
    assert counts(lies) == set()
    ((anton,),) = fetch("select id from people_personrole where person_id = %s", world["Anton"].id)
    with pytest.raises(Gone):
        withdraw(world["Petra"], anton)


def test_the_last_administrator_stays(world: World) -> None:
    ((key,),) = fetch("select id from people_personrole where person_id = %s", world["Anton"].id)
    with pytest.raises(LastAdministrator):
        withdraw(world["Anton"], key)
    assert counts(world["Anton"]) == {"administrator"}


def test_what_waits_is_seen_by_who_may_decide(world: World, lies: Somebody) -> None:
    propose(world["Anton"], lies, "supporter")
    propose(world["Anton"], lies, "trainer")
    seen = {}
    for name in ("Anton", "Bram", "Petra", "Noor", "Hanna", "Marco"):
        with as_(world[name].actor):
            seen[name] = [(one.role, one.name, one.mine) for one in queries.waiting_roles(world[name].actor)]
    assert seen["Anton"] == [("supporter", "Lies", True), ("trainer", "Lies", True)]
    assert seen["Bram"] == [("supporter", "Lies", False), ("trainer", "Lies", False)]
    assert seen["Petra"] == [("supporter", "Lies", False)]
    assert seen["Noor"] == seen["Hanna"] == seen["Marco"] == []


def test_those_with_the_same_role_hear_of_it_once(world: World, lies: Somebody) -> None:
    confirm(world["Bram"], propose(world["Anton"], lies, "supporter"))
    job = world.job("roles")
    with as_(job) as at:
        assert announce_roles(world.organisation_id, job, at) == 1
        assert announce_roles(world.organisation_id, job, at) == 0
    with as_(job):
        letters = list(OutboxMail.objects.values_list("id", flat=True))
    mail.outbox.clear()
    with in_the_worker():
        for one in letters:
            send(one, by=job)
    got = {letter.to[0]: letter for letter in mail.outbox}
    assert set(got) == {world["Noor"].mail, world["Sam"].mail, lies.mail}
    assert "Lies" in str(got[world["Noor"].mail].body)
    assert "collegiaal ondersteuner" in str(got[lies.mail].body)
