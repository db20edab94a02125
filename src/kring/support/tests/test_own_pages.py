"""One's own pages, over HTTP: each page in each state, with a code or signed in."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kring.foundation.testing import Clock, World, as_, fetch, make_world
from kring.foundation.testing_http import hold_code, sign_in
from kring.support import queries
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.share import propose_sharing
from kring.support.domain.trajectory import State
from kring.support.tests.test_journey import accept, ask, hold, match, night, state_of

PAGES = ("/mijn/", "/mijn/anderen/", "/mijn/stoppen/", "/mijn/gegevens/")


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


def holder_of(world: World, trajectory: UUID) -> Client:
    client = Client(SERVER_NAME=world.host)
    hold_code(client, trajectory)
    return client


def active(world: World, **card: object) -> tuple[UUID, Client]:
    """A request that Noor said yes to, and its person's browser."""
    receipt = ask(world, **card)
    match(world)
    accept(world)
    return receipt.trajectory_id, holder_of(world, receipt.trajectory_id)


def heard(world: World, recipient: str) -> list[tuple[str, bool]]:
    rows = fetch(
        "select sentence, chosen from support_sharing where organisation_id = %s and recipient = %s order by 1",
        world.organisation_id,
        recipient,
    )
    return [(sentence, chosen) for sentence, chosen in rows]


# --- the states ---------------------------------------------------------------------------------------


def test_while_searching_it_says_who_is_asked_how_fast_and_whom_to_call(world: World, clock: Clock) -> None:
    client = holder_of(world, ask(world).trajectory_id)
    page = words_of(client.get("/mijn/"))
    assert "We zoeken een collega voor je" in page
    assert "Die heeft 4 uur om te antwoorden, tussen 8.00 uur en 22.00 uur." in page
    assert "Dus uiterlijk" in page
    assert "088 000 00 00" in page
    assert "088 000 00 02" in page


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
    seen = []
    for days in (27, 2, 14):
        clock.forward(days=days)
        page = words_of(holder_of(world, trajectory).get("/mijn/"))
        seen.append("Tijd om samen naar andere hulp te kijken" in page)
        assert 'type="checkbox"' not in page
    assert seen == [False, True, False]


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
    for path in (*PAGES[1:], "/mijn/moment/1/", "/mijn/andere-collega/"):
        assert client.get(path)["Location"] == "/mijn/"


@pytest.mark.parametrize("path", [*PAGES, "/mijn/moment/1/", "/mijn/andere-collega/", "/praten/code/"])
def test_without_a_code_every_own_page_asks_for_one(world: World, path: str) -> None:
    assert Client(SERVER_NAME=world.host).get(path)["Location"] == "/mijn/code/"


@pytest.mark.parametrize("path", [*PAGES, "/mijn/moment/1/", "/mijn/andere-collega/"])
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


def choose(client: Client, world: World, recipient: str, *sentences: str, unit: UUID | None = None) -> Any:
    given = {"for": recipient, f"{recipient}-sentences": list(sentences)}
    if recipient == "line_manager":
        given["line_manager-unit"] = str(unit or world.ward)
    return client.post("/mijn/anderen/", given)


def test_nothing_is_heard_unless_chosen(world: World) -> None:
    _trajectory, client = active(world)
    page = words_of(client.get("/mijn/anderen/"))
    assert page.count("Hoort nu niets.") == 2
    assert "checked" not in page
    assert "Via Kring hoort een opleider dus niets." in page


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
        {"for": "line_manager", "line_manager-sentences": ["in_contact"], "line_manager-unit": str(uuid4())},
    ],
)
def test_what_is_not_on_the_list_reaches_nobody(world: World, given: dict[str, Any]) -> None:
    _trajectory, client = active(world)
    assert client.post("/mijn/anderen/", given).status_code == 422
    assert heard(world, given["for"]) == []


@pytest.mark.parametrize("recipient", ["trainer", "hr", ""])
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
    page = words_of(client.get("/mijn/gegevens/"))
    with as_(world.code(trajectory)):
        mine = queries.my_support(world.code(trajectory))
    assert mine is not None
    for fact in ("Yara", "06 12 34 56 78", mine.spoken_name, "Verpleegkundige", "Noor", "Derde gesprek"):
        assert fact in page
    assert "Wie we niet (meer) vragen" in page
    assert "Agressie of dreiging" in page


# --- the whole ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, "/mijn/moment/1/", "/mijn/andere-collega/"])
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
    choose(client, world, "coordinator", "in_contact", "rather_not")
    hold(world, trajectory, 1)
    client.get("/mijn/")  # shows the message once
    assert counted() == few
