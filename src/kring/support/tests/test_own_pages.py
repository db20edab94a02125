"""One's own pages, over HTTP: each page in each state, with a code or signed in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kring.foundation.testing import Clock, World, as_, make_world
from kring.foundation.testing_http import sign_in
from kring.support import queries
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.domain.trajectory import State
from kring.support.tests.own import PAGES, active, holder_of, words_of
from kring.support.tests.test_journey import ask, hold, match, state_of

# --- the states ---------------------------------------------------------------------------------------


def test_while_searching_it_says_who_is_asked_how_fast_and_whom_to_call(world: World, clock: Clock) -> None:
    client = holder_of(world, ask(world).trajectory_id)
    page = words_of(client.get("/mijn/"))
    assert "We zoeken een collega voor je" in page
    assert "Die heeft 4 uur om te antwoorden, tussen 8.00 uur en 22.00 uur." in page
    assert "Dus uiterlijk" in page
    assert "088 000 00 00" in page
    assert "088 000 00 02" in page


def test_until_somebody_said_yes_it_says_what_a_coordinator_sees(world: World) -> None:
    searching = words_of(holder_of(world, ask(world).trajectory_id).get("/mijn/"))
    assert "De coördinator, tot er iemand is</dt><dd>naam en bereik" in searching


def test_when_there_is_somebody_the_coordinator_sees_no_more(world: World) -> None:
    _trajectory, client = active(world)
    assert "tot er iemand is" not in words_of(client.get("/mijn/"))


def test_a_time_that_is_over_is_not_promised_again(world: World, clock: Clock) -> None:
    receipt = ask(world)
    clock.forward(days=3)
    page = words_of(holder_of(world, receipt.trajectory_id).get("/mijn/"))
    assert "Dus uiterlijk" not in page
    assert "Na drie collega's kijkt de coördinator mee." in page.replace("&#x27;", "'")


def test_when_nobody_can_it_says_that_the_coordinator_looks_along(world: World) -> None:
    receipt = ask(world, never=(world["Noor"].id, world["Sam"].id))
    match(world)
    page = words_of(holder_of(world, receipt.trajectory_id).get("/mijn/"))
    assert "Nog niemand heeft ja gezegd" in page
    assert "088 000 00 00" in page


def test_once_somebody_said_yes_it_says_who_why_and_how_to_know_them(world: World) -> None:
    trajectory, client = active(world, channel="call", address="0612345678")
    page = words_of(client.get("/mijn/"))
    with as_(world.code(trajectory)):
        mine = queries.my_support(world.code(trajectory))
    assert mine is not None
    assert "Je gesprekken met Noor" in page
    assert "hetzelfde vak" in page
    assert "Noor belt je op 06 12 34 56 78." in page
    assert mine.spoken_name in page
    assert "Eerste gesprek" in page
    assert "Derde gesprek" in page
    assert "Het liefst" in page


def test_a_moment_that_was_proposed_says_by_whom(world: World) -> None:
    trajectory, client = active(world)
    noor = world["Noor"].actor
    with as_(noor) as at:
        day = at.date() + timedelta(days=2)
        plan_conversation(trajectory_id=trajectory, number=1, day=day, part="evening", by=noor, at=at)
    page = words_of(client.get("/mijn/"))
    assert "Noor stelt dit moment voor." in page
    assert "in de avond" in page


def test_help_is_a_reminder_in_its_weeks_only_and_nothing_is_ticked(world: World, clock: Clock) -> None:
    trajectory, _client = active(world)
    seen, leads = [], []
    for days in (27, 2, 14):
        clock.forward(days=days)
        answer = holder_of(world, trajectory).get("/mijn/")
        leads.append('<a href="/wegwijzer/">' in answer.content.decode().partition("<main")[2].partition("</main>")[0])
        page = words_of(answer)
        seen.append("Tijd om samen naar andere hulp te kijken" in page)
        assert 'type="checkbox"' not in page
    assert seen == [False, True, False]
    assert leads == seen, "the reminder leads to everyone who can help"


def test_after_the_last_conversation_it_says_when_it_goes(world: World) -> None:
    trajectory, client = active(world)
    for number in (1, 2, 3):
        hold(world, trajectory, number)
    page = words_of(client.get("/mijn/"))
    assert "Jullie zijn klaar" in page
    assert "verdwijnt deze pagina vanzelf" in page
    assert client.get("/mijn/moment/3/")["Location"] == "/mijn/"
    assert client.get("/mijn/andere-collega/")["Location"] == "/mijn/"


def test_what_is_over_is_nowhere_to_be_seen(world: World) -> None:
    client = holder_of(world, uuid4())
    page = words_of(client.get("/mijn/"))
    assert "Er is niets meer van jou te zien" in page
    for path in (*PAGES[1:3], "/mijn/moment/1/", "/mijn/bereik/", "/mijn/andere-collega/"):
        assert client.get(path)["Location"] == "/mijn/"
    assert words_of(client.get("/gegevens/")).count('<tr><th scope="row">') == 1  # that one is here now


@pytest.mark.parametrize(
    "path", [*PAGES, "/mijn/moment/1/", "/mijn/bereik/", "/mijn/andere-collega/", "/praten/code/"]
)
def test_without_a_code_every_own_page_asks_for_one(world: World, path: str) -> None:
    assert Client(SERVER_NAME=world.host).get(path)["Location"] == "/mijn/code/"


@pytest.mark.parametrize("path", [*PAGES, "/mijn/moment/1/", "/mijn/bereik/", "/mijn/andere-collega/"])
def test_no_own_page_is_kept_by_a_browser(world: World, path: str) -> None:
    _trajectory, client = active(world)
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


# --- codes --------------------------------------------------------------------------------------------


def code_of_new(world: World) -> str:
    return ask(world).code


def test_a_code_opens_its_page_however_it_is_grouped(world: World) -> None:
    code = code_of_new(world)
    client = Client(SERVER_NAME=world.host)
    grouped = "-".join(code[at : at + 4] for at in range(0, 16, 4))
    assert client.post("/mijn/code/", {"code": f" {grouped} "})["Location"] == "/mijn/"
    assert "We zoeken een collega voor je" in words_of(client.get("/mijn/"))


def test_every_wrong_code_gets_the_same_sentence(world: World) -> None:
    other = make_world()
    wrong = {"0" * 16, "12", "geen code", "x" * 500, "4821 7355 0916 440²", code_of_new(other)}
    pages = set()
    for code in wrong:
        client = Client(SERVER_NAME=world.host)
        answer = client.post("/mijn/code/", {"code": code})
        assert answer.status_code == 422
        assert settings.SESSION_COOKIE_NAME not in client.cookies
        assert "Deze code opent niets." in words_of(answer)
        pages.add(words_of(answer).count("Deze code opent niets."))
        assert 'href="/wegwijzer/bericht/"' in answer.content.decode(), "there are two sorts of codes"
    assert len(pages) == 1


def test_after_ten_tries_even_the_right_code_has_to_wait(world: World, clock: Clock) -> None:
    code = code_of_new(world)
    client = Client(SERVER_NAME=world.host)
    for _try in range(10):
        client.post("/mijn/code/", {"code": "0" * 16})
    answer = client.post("/mijn/code/", {"code": code})
    assert answer.status_code == 429
    assert "088 000 00 00" in words_of(answer)
    elsewhere = Client(SERVER_NAME=world.host, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/mijn/code/", {"code": code}).status_code == 302


def test_there_is_a_budget_for_everybody_together(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kring.support.views.mine.TRIES_OF_ALL", 3)
    answers = [
        Client(SERVER_NAME=world.host, REMOTE_ADDR=f"192.0.2.{at}").post("/mijn/code/", {"code": "0" * 16})
        for at in range(4)
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]


def test_coming_in_with_a_code_gives_a_fresh_session(world: World) -> None:
    client = holder_of(world, ask(world).trajectory_id)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/mijn/code/", {"code": code_of_new(world)})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_stop_watching_closes_the_page_and_leaves_everything_as_it_is(world: World) -> None:
    receipt = ask(world)
    client = holder_of(world, receipt.trajectory_id)
    assert client.post("/mijn/code/weg/").status_code == 302
    assert client.get("/mijn/")["Location"] == "/mijn/code/"
    assert state_of(world, receipt.trajectory_id) is State.SEARCHING


def test_a_link_cannot_stop_the_watching(world: World) -> None:
    client = holder_of(world, ask(world).trajectory_id)
    assert client.get("/mijn/code/weg/").status_code == 405


# --- signed in ----------------------------------------------------------------------------------------


def test_signed_in_without_anything_it_says_so(world: World) -> None:
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Yara"])
    page = words_of(client.get("/mijn/"))
    assert "Er is hier nu niets van jou" in page
    assert "/mijn/code/" in page


def test_signed_in_with_two_requests_one_can_look_at_each(world: World, clock: Clock) -> None:
    yara = world["Yara"].actor
    first, second = ask(world, by=yara), None
    clock.forward(minutes=1)
    second = ask(world, by=yara)
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Yara"])
    page = words_of(client.get("/mijn/"))
    assert f"Bekijk “{first.spoken_name}”" in page
    client.post("/mijn/", {"spoken_name": first.spoken_name})
    assert f"Bekijk “{second.spoken_name}”" in words_of(client.get("/mijn/"))
    client.post("/mijn/stoppen/", {"what": "stop"})
    assert state_of(world, first.trajectory_id) is None
    assert state_of(world, second.trajectory_id) is State.SEARCHING


@pytest.mark.parametrize("name", ["Marco", "Noor", "Petra", "Hanna", "Anton"])
def test_nobody_else_sees_it_as_theirs(world: World, name: str) -> None:
    active(world)
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world[name])
    assert "Er is hier nu niets van jou" in words_of(client.get("/mijn/"))


def test_a_code_of_elsewhere_in_a_session_opens_nothing_here(world: World) -> None:
    other = make_world()
    client = holder_of(world, ask(other).trajectory_id)
    assert "Er is niets meer van jou te zien" in words_of(client.get("/mijn/"))


# --- the whole ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, "/mijn/moment/1/", "/mijn/bereik/", "/mijn/andere-collega/"])
def test_in_english_for_whoever_chose_english(world: World, path: str) -> None:
    _trajectory, client = active(world)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = words_of(client.get(path))
    assert 'lang="en"' in page
    for dutch in ("gesprek", " jij ", "Niemand", "afdeling"):
        assert dutch not in page.split("<main")[1].split("</main>")[0]


def test_more_sharing_and_more_conversations_ask_no_more_of_the_database(world: World) -> None:
    trajectory, client = active(world)

    def counted() -> int:
        with CaptureQueriesContext(connections["default"]) as asked:
            client.get("/mijn/")
        return len(asked)

    counted()
    few = counted()
    client.post("/mijn/anderen/", {"for": "coordinator", "coordinator-sentences": ["in_contact", "rather_not"]})
    hold(world, trajectory, 1)
    client.get("/mijn/")  # shows the message once
    assert counted() == few
