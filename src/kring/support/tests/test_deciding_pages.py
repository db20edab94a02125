"""What only the professional decides, over HTTP: a moment, what others hear, another colleague, stopping."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from kring.foundation.testing import Clock, World, as_, fetch
from kring.foundation.testing_http import sign_in
from kring.support import queries
from kring.support.actions.share import propose_sharing
from kring.support.domain.trajectory import State
from kring.support.tests.own import active, heard, holder_of, words_of
from kring.support.tests.test_journey import ask, hold, night, state_of
from kring.ui import forms

# --- a moment -----------------------------------------------------------------------------------------


def test_a_moment_is_a_day_and_a_part_of_it(world: World, clock: Clock) -> None:
    _trajectory, client = active(world)
    day = clock.now().date() + timedelta(days=3)
    assert client.get("/mijn/moment/1/").status_code == 200
    assert client.post("/mijn/moment/1/", {"day": day.isoformat(), "part": "evening"})["Location"] == "/mijn/"
    assert "Jij koos dit moment." in words_of(client.get("/mijn/"))


@pytest.mark.parametrize(
    ("day", "part", "said"),
    [
        ("2020-01-01", "day", "Deze dag is al geweest."),
        ("2199-01-01", "day", "Dan is dit al gestopt."),
        ("", "day", "Vul een datum in"),
        ("31-02-2027", "day", "Vul een datum in"),
        ("2020-01-01", "weekend", "Deze keuze is er niet meer."),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_a_reason(world: World, day: str, part: str, said: str) -> None:
    _trajectory, client = active(world)
    answer = client.post("/mijn/moment/1/", {"day": day, "part": part})
    assert answer.status_code == 422
    assert said in words_of(answer)


@pytest.mark.parametrize("number", [0, 4, 99])
def test_there_are_three_conversations_and_no_more(world: World, number: int) -> None:
    _trajectory, client = active(world)
    assert client.get(f"/mijn/moment/{number}/").status_code == 404


def test_a_conversation_that_was_held_has_no_moment_to_choose(world: World) -> None:
    trajectory, client = active(world)
    hold(world, trajectory, 1)
    assert client.get("/mijn/moment/1/")["Location"] == "/mijn/"
    assert client.get("/mijn/moment/2/").status_code == 200


# --- what others hear ---------------------------------------------------------------------------------


def choose(client: Client, world: World, recipient: str, *sentences: str, who: UUID | None = None) -> Any:
    given = {"for": recipient, f"{recipient}-sentences": list(sentences)}
    if recipient != "coordinator":
        given[f"{recipient}-who"] = str(who or world.ward)
    return client.post("/mijn/anderen/", given)


def test_nothing_is_heard_unless_chosen(world: World) -> None:
    _trajectory, client = active(world)
    page = words_of(client.get("/mijn/anderen/"))
    assert page.count("Hoort nu niets.") == 3
    assert "checked" not in page
    assert "Via Kring hoort een opleider dus niets." in page


def test_a_trainer_hears_only_what_was_chosen_for_them_by_name(world: World) -> None:
    oscar = world.person("Oscar", "trainer", craft="doctor")
    _trajectory, client = active(world)
    page = words_of(client.get("/mijn/anderen/"))
    assert "Oscar" in page and "Via Kring hoort een opleider dus niets." not in page
    assert choose(client, world, "trainer", "ask_me", who=world["Marco"].id).status_code == 422
    choose(client, world, "trainer", "ask_me", who=oscar.id)
    assert "Oscar leest nu:" in words_of(client.get("/mijn/anderen/"))
    assert heard(world, "trainer") == [("ask_me", True)]
    assert "Oscar hoort" in words_of(client.get("/mijn/"))
    told = fetch("select recipient_id from support_sharing where organisation_id = %s", world.organisation_id)
    assert told == [(oscar.id,)]


def test_the_manager_hears_exactly_what_was_chosen_and_it_is_shown_in_their_words(world: World) -> None:
    _trajectory, client = active(world)
    choose(client, world, "line_manager", "in_contact", "getting_home_today")
    page = words_of(client.get("/mijn/anderen/"))
    assert "Marco leest nu:" in page
    assert "Yara heeft contact met een collegiaal ondersteuner." in page
    assert heard(world, "line_manager") == [("getting_home_today", True), ("in_contact", True)]
    assert heard(world, "coordinator") == []
    told = fetch("select recipient_id from support_sharing where organisation_id = %s", world.organisation_id)
    assert {row for (row,) in told} == {world["Marco"].id}


def test_in_a_large_house_the_manager_is_looked_up_by_name_or_unit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "FEW", 1)
    wim = world.person("Wim", "manager", craft="nurse", unit=world.other_ward)
    fetch(
        "update people_unit set manager_id = %s, manager_name = 'Wim' where id = %s returning name",
        wim.id,
        world.other_ward,
    )
    _trajectory, client = active(world)
    page = words_of(client.get("/mijn/anderen/"))
    assert "Marco ·" in page and "Wim ·" not in page and "Zoek iemand anders" in page, "only who leads here"
    given = {"for": "line_manager", "line_manager-sentences": ["in_contact"]}
    missed = client.post("/mijn/anderen/", {**given, "line_manager-who_like": "niemand"})
    assert missed.status_code == 422 and "Dit staat in geen enkele naam." in words_of(missed)
    assert heard(world, "line_manager") == []
    assert client.post("/mijn/anderen/", {**given, "line_manager-who_like": "wim"}).status_code == 302
    told = fetch("select recipient_id from support_sharing where organisation_id = %s", world.organisation_id)
    assert told == [(wim.id,)]
    assert "selected>Wim ·" in words_of(client.get("/mijn/anderen/")), "who hears it now stays in the list"


def test_in_a_large_house_nobody_is_there_to_begin_with_for_who_went_the_own_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "FEW", 0)
    client = holder_of(world, ask(world, elsewhere=True, away=world.ward).trajectory_id)
    page = words_of(client.get("/mijn/anderen/"))
    assert "Marco ·" not in page and "Zoek iemand anders" in page


def test_it_is_taken_back_at_once(world: World) -> None:
    _trajectory, client = active(world)
    choose(client, world, "line_manager", "in_contact")
    client.post("/mijn/anderen/", {"for": "line_manager", "take_back": "1"})
    assert heard(world, "line_manager") == []


def test_sentences_that_contradict_each_other_are_explained(world: World) -> None:
    _trajectory, client = active(world)
    answer = choose(client, world, "coordinator", "ask_me", "rather_not")
    assert answer.status_code == 422
    assert "“Vraag me gerust hoe het gaat” en “Begin er liever niet over” gaan niet samen." in words_of(answer)
    assert heard(world, "coordinator") == []


@pytest.mark.parametrize(
    "given",
    [
        {"for": "coordinator", "coordinator-sentences": ["replacement_today"]},
        {"for": "line_manager", "line_manager-sentences": ["in_contact"]},
        {"for": "line_manager", "line_manager-sentences": ["in_contact"], "line_manager-who": str(uuid4())},
    ],
)
def test_what_is_not_on_the_list_reaches_nobody(world: World, given: dict[str, Any]) -> None:
    _trajectory, client = active(world)
    assert client.post("/mijn/anderen/", given).status_code == 422
    assert heard(world, given["for"]) == []


@pytest.mark.parametrize("recipient", ["hr", ""])
def test_there_is_no_other_recipient(world: World, recipient: str) -> None:
    _trajectory, client = active(world)
    assert client.post("/mijn/anderen/", {"for": recipient}).status_code == 404


def test_a_proposal_is_shown_as_one_and_gone_once_decided(world: World) -> None:
    trajectory, client = active(world)
    noor = world["Noor"].actor
    with as_(noor) as at:
        propose_sharing(trajectory_id=trajectory, recipient="line_manager", sentence="in_contact", by=noor, at=at)
    page = words_of(client.get("/mijn/anderen/"))
    assert "Noor stelt voor:" in page
    assert "checked" not in page
    assert "Noor stelt voor om iemand iets te laten horen." in words_of(client.get("/mijn/"))
    choose(client, world, "line_manager")
    assert heard(world, "line_manager") == []


def test_the_own_manager_is_proposed_to_whoever_is_signed_in(world: World) -> None:
    ask(world, by=world["Yara"].actor)
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Yara"])
    assert f'value="{world.ward}" selected' in words_of(client.get("/mijn/anderen/"))


def test_where_nobody_leads_the_own_unit_whoever_leads_the_one_above_is_proposed(world: World) -> None:
    for unit, lead, name in ((world.ward, None, ""), (world.division, world["Marco"].id, "Marco")):
        fetch("update people_unit set manager_id = %s, manager_name = %s where id = %s returning 1", lead, name, unit)
    ask(world, by=world["Yara"].actor)
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Yara"])
    page = words_of(client.get("/mijn/anderen/"))
    assert f'value="{world.division}" selected' in page and str(world.ward) not in page


# --- another colleague, stopping ----------------------------------------------------------------------


def test_another_colleague_without_a_reason(world: World) -> None:
    trajectory, client = active(world)
    assert "Je hoeft niet te zeggen waarom." in words_of(client.get("/mijn/andere-collega/"))
    assert state_of(world, trajectory) is State.ACTIVE
    client.post("/mijn/andere-collega/")
    assert state_of(world, trajectory) is State.SEARCHING
    assert client.post("/mijn/andere-collega/")["Location"] == "/mijn/"


def test_stopping_closes_the_page_and_the_night_forgets(world: World) -> None:
    trajectory, client = active(world)
    assert client.post("/mijn/stoppen/", {"what": "stop"})["Location"] == "/mijn/klaar/"
    assert client.get("/mijn/")["Location"] == "/mijn/code/"
    assert "Er is niets meer van jou te zien" in words_of(holder_of(world, trajectory).get("/mijn/"))
    assert night(world) == 1
    assert fetch("select id from support_trajectory where organisation_id = %s", world.organisation_id) == []


def test_erasing_leaves_nothing_the_same_moment(world: World) -> None:
    trajectory, client = active(world)
    client.post("/mijn/stoppen/", {"what": "erase"})
    for table in ("support_trajectory", "support_conversation", "support_proposal", "support_sharing"):
        assert fetch(f"select id from {table} where organisation_id = %s", world.organisation_id) == []
    assert client.get("/mijn/klaar/").status_code == 200
    assert "Yara" not in words_of(client.get("/mijn/klaar/"))
    assert "Er is niets meer van jou te zien" in words_of(holder_of(world, trajectory).get("/mijn/"))


@pytest.mark.parametrize("given", [{}, {"what": ""}, {"what": "alles"}])
def test_stopping_needs_a_choice(world: World, given: dict[str, str]) -> None:
    trajectory, client = active(world)
    assert client.post("/mijn/stoppen/", given).status_code == 200
    assert state_of(world, trajectory) is State.ACTIVE


def test_signed_in_one_stays_signed_in_after_stopping(world: World) -> None:
    ask(world, by=world["Yara"].actor)
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Yara"])
    client.post("/mijn/stoppen/", {"what": "erase"})
    assert "Er is hier nu niets van jou" in words_of(client.get("/mijn/"))


# --- what Kring knows ---------------------------------------------------------------------------------


def test_everything_that_is_kept_is_shown(world: World) -> None:
    trajectory, client = active(
        world, channel="call", address="0612345678", kind="aggression_external", never=(world["Sam"].id,)
    )
    page = words_of(client.get("/gegevens/"))
    with as_(world.code(trajectory)):
        mine = queries.my_support(world.code(trajectory))
    assert mine is not None
    for fact in ("Yara", "06 12 34 56 78", mine.spoken_name, "Verpleegkundige", "Noor", "Derde gesprek"):
        assert fact in page
    assert "Wie we niet (meer) vragen" in page
    assert "Agressie of dreiging" in page
