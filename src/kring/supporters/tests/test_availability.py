"""When a supporter can: only they see it, only they change it, and nobody asks why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, as_, fetch, make_world
from kring.foundation.testing_http import sign_in, words
from kring.supporters import queries
from kring.supporters.actions.set_availability import set_availability
from kring.supporters.actions.start_cool_down import start_cool_down

THERE = "/beschikbaarheid/"


def client_of(world: World, name: str) -> Client:
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world[name])
    return client


def filled(**changed: Any) -> dict[str, Any]:
    given = {"can_now": "yes", "windows": ["evening"], "languages": ["nl"], "paused_until": "", **changed}
    return {name: value for name, value in given.items() if value is not None}


def mine(world: World, name: str = "Noor") -> queries.MyAvailability:
    with as_(world[name].actor):
        found = queries.mine(world[name].id)
    assert found is not None
    return found


def cool_down(world: World, until: date) -> None:
    with as_(world.job("night")):
        start_cool_down(supporter_ids=[world["Noor"].id], until=until)


def test_what_a_supporter_fills_in_is_what_the_matching_sees(world: World, clock: Clock) -> None:
    until = clock.now().date() + timedelta(days=10)
    client = client_of(world, "Noor")
    given = filled(windows=["night", "weekend"], languages=["en"], paused_until=until.isoformat())
    response = client.post(THERE, given, follow=True)
    assert "Bewaard" in words(response) and "Je neemt pauze" in words(response)
    kept = mine(world)
    assert (kept.windows, kept.languages, kept.paused_until) == (("night", "weekend"), ("en",), until)
    with as_(world.job("matching")):
        ready = {one.name: one.ready for one in queries.candidates(clock.now().date())}
    assert ready == {"Noor": False, "Sam": True}


def test_a_break_ends_by_making_the_day_empty(world: World, clock: Clock) -> None:
    client = client_of(world, "Noor")
    client.post(THERE, filled(paused_until=(clock.now().date() + timedelta(days=3)).isoformat()))
    client.post(THERE, filled())
    assert mine(world).paused_until is None


def test_a_break_that_is_over_does_not_stand_in_the_form(world: World, clock: Clock) -> None:
    until = clock.now().date() + timedelta(days=1)
    client_of(world, "Noor").post(THERE, filled(paused_until=until.isoformat()))
    clock.forward(days=3)
    response = client_of(world, "Noor").get(THERE)
    assert until.isoformat() not in response.content.decode()
    assert "Je neemt pauze" not in words(response)


def test_cannot_now_is_all_that_others_see(world: World) -> None:
    client_of(world, "Noor").post(THERE, filled(can_now="no"))
    with as_(world["Yara"].actor):
        (card,) = (one for one in queries.cards() if one.name == "Noor")
        assert card.can_now is False
        assert queries.mine(world["Noor"].id) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"paused_until": "2020-01-01"},
        {"paused_until": "ooit"},
        {"paused_until": "99999-01-01"},
        {"windows": []},
        {"windows": ["always"]},
        {"languages": []},
        {"languages": ["fr"]},
        {"can_now": None},
        {"can_now": "perhaps"},
    ],
)
def test_what_does_not_fit_changes_nothing(world: World, wrong: dict[str, Any]) -> None:
    before = mine(world)
    assert client_of(world, "Noor").post(THERE, filled(**wrong)).status_code == 422
    assert mine(world) == before


def test_rest_after_supporting_is_shown_to_oneself_and_nobody_else(world: World, clock: Clock) -> None:
    cool_down(world, clock.now().date() + timedelta(days=9))
    assert "Je hebt nu even rust" in words(client_of(world, "Noor").get(THERE))
    assert "Je hebt nu even rust" not in words(client_of(world, "Sam").get(THERE))
    for name in ("Sam", "Petra", "Hanna", "Anton"):
        with as_(world[name].actor):
            assert queries.mine(world["Noor"].id) is None


def test_rest_that_is_over_is_not_mentioned(world: World, clock: Clock) -> None:
    cool_down(world, clock.now().date() + timedelta(days=2))
    clock.forward(days=4)
    assert "Je hebt nu even rust" not in words(client_of(world, "Noor").get(THERE))


def test_training_that_ran_out_is_said_kindly_and_cannot_be_filled_in(world: World) -> None:
    world.person("Lena", "supporter", trained_until=date(2020, 5, 1))
    client = client_of(world, "Lena")
    assert "1 mei 2020" in words(client.get(THERE))
    client.post(THERE, filled(trained_until="2099-01-01"))
    assert mine(world, "Lena").trained_until == date(2020, 5, 1)


def test_a_supporter_reads_what_a_coordinator_can_see_of_them(world: World) -> None:
    team = words(client_of(world, "Petra").get("/coordinatie/team/"))
    assert "Noor" in team and "kan nu" in team
    assert "De coördinator hetzelfde, tot wanneer je training geldt" in words(client_of(world, "Noor").get(THERE))


@pytest.mark.parametrize("name", ["Yara", "Petra", "Marco", "Hanna", "Anton"])
def test_nobody_else_has_this_page(world: World, name: str) -> None:
    client = client_of(world, name)
    assert client.get(THERE).status_code == client.post(THERE, filled()).status_code == 404


def test_somebody_of_elsewhere_changes_nothing_here(world: World) -> None:
    before = mine(world)
    client_of(make_world(), "Noor").post(THERE, filled(can_now="no"))
    assert mine(world) == before


def test_nobody_sets_the_availability_of_somebody_else(world: World) -> None:
    with pytest.raises(NotAllowed), as_(world["Sam"].actor) as at:
        set_availability(
            supporter_id=world["Noor"].id,
            windows=["day"],
            languages=["nl"],
            can_now=False,
            paused_until=None,
            by=world["Sam"].actor,
            at=at,
        )


def test_the_log_says_that_it_was_set_and_not_to_what(world: World) -> None:
    client_of(world, "Noor").post(THERE, filled(can_now="no"))
    (line,) = fetch(
        "select actor, object_tag, subject_tag, fields_seen, reason from audit_accessline"
        " where organisation_id = %s and event = 'supporter.availability.set'",
        world.organisation_id,
    )
    assert line == (f"person:{world['Noor'].id}", "", "", [], "")


def test_who_gave_the_role_up_sets_nothing(world: World) -> None:
    by = replace(world["Noor"].actor, roles=frozenset())
    with pytest.raises(NotAllowed), as_(by) as at:
        set_availability(
            supporter_id=by.subject,
            windows=["day"],
            languages=["nl"],
            can_now=False,
            paused_until=None,
            by=by,
            at=at,
        )
