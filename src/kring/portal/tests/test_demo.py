"""The demonstration, in small: two organisations in which everybody of the cast finds something to do."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client

from kring.events import queries as events
from kring.foundation.accounts.models import Account
from kring.foundation.actor import Actor
from kring.foundation.database.addresses import VARIABLES
from kring.foundation.keys.lookup import half_year_of_evaluation, person_tag
from kring.foundation.testing import World, as_, fetch
from kring.portal import demo
from kring.support import queries as support

PEOPLE, SUPPORTERS = 150, 9


@contextmanager
def as_the_owner() -> Iterator[None]:
    """What runs inside is connected as the owner of the tables, as the command is."""
    web = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = web


@pytest.fixture(scope="module")
def made() -> Iterator[dict[str, Any]]:
    plans = [
        {**plan, "people": PEOPLE, "supporters": SUPPORTERS, "host": f"{uuid4().hex[:12]}.localhost"}
        for plan in demo.plans()
    ]
    with as_the_owner(), demo.as_in_daily_use(dict(os.environ)) as act:
        entries = demo.make(plans, act, lambda line: None, site=lambda host: f"http://{host}")
    yield {"entries": entries, "hosts": [plan["host"] for plan in plans]}
    with as_the_owner():
        demo.clear()


def actor(made: dict[str, Any], key: str) -> Actor:
    """Somebody of the cast as they are after one click."""
    (entry,) = [entry for entry in made["entries"] if entry["key"] == key]
    ((person, organisation, roles),) = fetch(
        "select p.id, p.organisation_id, coalesce(array_agg(r.role) filter (where r.role is not null), '{}')"
        " from people_person p left join people_personrole r on r.person_id = p.id"
        " where p.account_id = %s group by p.id",
        UUID(entry["account_id"]),
    )
    return Actor("web", organisation, person, person_tag(organisation, person), frozenset(roles))


def test_everybody_of_the_cast_can_come_in_without_a_password(made: dict[str, Any]) -> None:
    keys = ["yara", "marco", "noor", "sam", "oscar", "petra", "dirk", "hanna", "anton", "fatima", "els", "joost"]
    assert [entry["key"] for entry in made["entries"]] == keys
    for entry in made["entries"]:
        assert all(entry.values()) and entry["host"] in made["hosts"]
        assert not Account.objects.get(pk=entry["account_id"]).has_usable_password()


def test_only_who_needs_a_login_has_one(made: dict[str, Any]) -> None:
    for host in made["hosts"]:
        ((everybody, logins),) = fetch(
            "select count(*), count(account_id) from people_person p"
            " join tenancy_organisation o on o.id = p.organisation_id where o.host = %s",
            host,
        )
        assert everybody == PEOPLE and SUPPORTERS < logins <= SUPPORTERS + 10


def test_every_role_was_granted_by_two_others(made: dict[str, Any]) -> None:
    rows = fetch(
        "select r.person_id, r.granted_by, r.confirmed_by, r.role from people_personrole r"
        " join tenancy_organisation o on o.id = r.organisation_id where o.host = any(%s)",
        made["hosts"],
    )
    everybody = {person for person, *_ in rows}
    assert all(len({one, first, second}) == 3 and {first, second} <= everybody for one, first, second, _ in rows)
    assert sum(role == "coordinator" for *_, role in rows) == 4, "each coordinator has a deputy"


def test_noor_finds_a_question_and_a_second_conversation_to_come(made: dict[str, Any]) -> None:
    noor = actor(made, "noor")
    with as_(noor) as at:
        (question,) = support.questions(noor)
        (line,) = support.supported_by(noor, at.date())
    assert question.craft == "nurse"
    assert (line.state.value, line.next_number) == ("active", 2) and line.planned_on


def test_yara_sees_her_own_support_and_marco_hears_what_she_chose(made: dict[str, Any]) -> None:
    yara, marco = actor(made, "yara"), actor(made, "marco")
    with as_(yara):
        mine = support.my_support(yara)
    assert (
        mine
        and mine.supporter_name == "Noor Bakker"
        and [c.held_on is not None for c in mine.conversations]
        == [
            True,
            False,
            False,
        ]
    )
    shared = fetch("select sentence from support_sharing where recipient_id = %s order by 1", marco.subject)
    assert shared == [("ask_me",), ("in_contact",)]


def test_petra_finds_what_is_stuck_and_what_lies_still(made: dict[str, Any]) -> None:
    petra = actor(made, "petra")
    with as_(petra):
        assert sorted(line.kind for line in support.worklist(petra)) == ["no_supporter", "overdue"]
        assert [request.state.value for request in support.open_requests(petra)].count("stuck") == 1


def test_fatima_can_look_back(made: dict[str, Any]) -> None:
    fatima = actor(made, "fatima")
    with as_(fatima):
        mine = support.my_support(fatima)
    assert mine and mine.state.value == "done"
    assert half_year_of_evaluation(fatima.organisation_id, mine.evaluation)


def test_offers_wait_to_be_made_at_the_emergency_department(made: dict[str, Any]) -> None:
    rows = fetch(
        "select e.unit_name, count(f.id), count(f.made_on) from events_event e"
        " join tenancy_organisation o on o.id = e.organisation_id left join events_offer f on f.event_id = e.id"
        " where o.host = %s and e.unit_name = 'Spoedeisende hulp' group by 1",
        made["hosts"][0],
    )
    ((_, offers, made_already),) = rows
    assert offers > 0 and made_already == 0


def test_the_municipality_uses_words_of_its_own(made: dict[str, Any]) -> None:
    joost = actor(made, "joost")
    with as_(joost) as at:
        (line,) = events.open_offers(joost, at)
    assert line.kind.nl == "Dreiging aan de balie"
    reading = Client(SERVER_NAME=made["hosts"][1]).get("/wat-helpt/wie-bellen/")
    assert "Bij onze gemeente" in reading.content.decode()


def test_a_year_is_published_and_the_counters_are_gone(made: dict[str, Any]) -> None:
    petra = actor(made, "petra")
    half_years = fetch(
        "select distinct half_year from disclosure_publishedfigure where organisation_id = %s", petra.organisation_id
    )
    assert len(half_years) == 2
    smallest = fetch(
        "select min(rounded) from disclosure_publishedfigure where organisation_id = %s", petra.organisation_id
    )
    assert smallest == [(None,)] or smallest[0][0] >= 10
    assert fetch("select n from private.counter where organisation_id = %s", petra.organisation_id) == []


def test_nobody_leads_oneself_and_almost_everybody_has_a_manager(made: dict[str, Any]) -> None:
    ((without, own),) = fetch(
        "select count(*) filter (where p.manager_id is null), count(*) filter (where p.manager_id = p.id)"
        " from people_person p join tenancy_organisation o on o.id = p.organisation_id where o.host = any(%s)",
        made["hosts"],
    )
    assert own == 0 and 0 < without <= 11  # who leads a division


def test_a_second_time_it_is_found_and_an_unfinished_one_is_not(made: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "demo-cast.json"
    assert not demo.is_made(path)
    demo.write_cast(path, made["entries"])
    assert demo.is_made(path)
    path.write_text(json.dumps([*made["entries"], {"account_id": str(uuid4())}]))
    assert not demo.is_made(path)


def test_it_is_refused_outside_demo_mode(settings: Any) -> None:
    settings.KRING_DEMO = False
    with pytest.raises(CommandError, match="only made in demo mode"):
        call_command("demo")


def test_it_is_refused_on_a_database_that_somebody_else_made(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.KRING_DEMO = True
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    with pytest.raises(CommandError, match="database of its own"):
        call_command("demo")


def test_it_is_refused_beside_real_organisations(monkeypatch: pytest.MonkeyPatch, settings: Any, world: World) -> None:
    settings.KRING_DEMO = True
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    with as_the_owner(), pytest.raises(CommandError, match="Real organisations"):
        call_command("demo")


def test_what_was_left_unfinished_is_cleared_without_a_trace() -> None:
    plan = {
        **demo.plans()[1],
        "domain": "elders.example",
        "people": 40,
        "supporters": 3,
        "host": f"{uuid4().hex[:12]}.localhost",
    }
    with as_the_owner(), demo.as_in_daily_use(dict(os.environ)) as act:
        demo.make([plan], act, lambda line: None, site=lambda host: f"http://{host}")
        ((organisation,),) = fetch("select id from tenancy_organisation where host = %s", plan["host"])
        assert demo.clear() >= 1
    for table in ("people_person", "support_trajectory", "events_offer", "keys_datakey", "mail_outboxmail"):
        assert fetch(f"select 1 from {table} where organisation_id = %s limit 1", organisation) == []
    assert fetch("select 1 from accounts_account where email = %s", "joost.veenstra@elders.example") == []
