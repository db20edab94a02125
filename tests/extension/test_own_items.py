"""What one organisation adds to the guideline, on every page that knows it; and what others see of it: nothing."""

import ast
import json
import re
import tomllib
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kring.events.tests.making import BO, YARA, name, reported
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.tenancy import queries as tenancy
from kring.foundation.testing import World, fetch, insert, make_world
from kring.foundation.testing_http import hold_code, sign_in
from kring.support.tests.scenes import asked, proposed, supported
from tests.architecture.tree import SOURCE

TOWN = tomllib.loads((SOURCE / "portal" / "data" / "demo_municipality.toml").read_text(encoding="utf-8"))
KIND, CRITERION = ("Dreiging aan de balie", "A threat at the counter"), ("Het is gefilmd", "It was filmed")
OFF_THE_LIST = "Iets dat niet meer op de lijst staat"
WAYS = "select way from events_offer where event_id = %s"


@pytest.fixture
def town() -> World:
    """A municipality that adds to the guideline, and uses its own timing."""
    return make_world(extension=json.dumps(TOWN), timing_template="own_municipality")


@pytest.fixture
def hospital() -> World:
    """An organisation that adds nothing."""
    return make_world()


def browser(world: World, who: str = "", language: str = "nl") -> Client:
    client = Client(SERVER_NAME=world.host)
    if who:
        sign_in(client, world[who])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def report(**given: Any) -> dict[str, Any]:
    return {"token": fresh_token(), "kind": "own_counter_threat", "when": "today", "criteria": [], **given}


def ask(**given: Any) -> dict[str, Any]:
    plain = {"name": "Yara", "channel": "call", "address": "06 1234 5678", "windows": ["day"]}
    return {**plain, "token": fresh_token(), "kind": "own_counter_threat", **given}


def now_adds(world: World, document: dict[str, Any]) -> None:
    """The organisation adds something else from now on, and this process has noticed."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update tenancy_organisation set extension = %s where id = %s",
            [json.dumps(document), world.organisation_id],
        )
    tenancy._extensions.clear()


# somebody lets us know -----------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "at"), [("nl", 0), ("en", 1)])
def test_the_form_shows_own_kinds_and_criteria_in_both_languages(town: World, language: str, at: int) -> None:
    text = page(browser(town, language=language), "/laat-weten/")
    assert KIND[at] in text and CRITERION[at] in text


def test_no_other_organisation_sees_them_or_can_send_them(town: World, hospital: World) -> None:
    page(browser(town), "/laat-weten/")
    for address in ("/laat-weten/", "/praten/", "/wat-helpt/wie-bellen/"):
        text = page(browser(hospital), address)
        assert not any(words in text for words in (KIND[0], CRITERION[0], "Bij onze gemeente"))
    assert browser(hospital).post("/laat-weten/", report()).status_code == 422
    assert browser(hospital).post("/praten/", ask()).status_code == 422
    assert fetch("select 1 from events_event where organisation_id = %s", hospital.organisation_id) == []


def test_what_was_reported_is_read_back_in_own_words(town: World) -> None:
    client = browser(town)
    sent = client.post("/laat-weten/", report(criteria=["own_filmed"]), follow=True)
    text = sent.content.decode()
    assert KIND[0] in text and CRITERION[0] in text


def test_an_own_core_criterion_brings_a_supporter_in_person(town: World) -> None:
    event = reported(town, "own_private_address", kind="own_counter_threat")
    name(event, YARA)
    assert fetch(WAYS, event.id) == [("in_person",)]
    client = browser(town, "Petra")
    for address in ("/coordinatie/aanbod/", f"/coordinatie/aanbod/{event.id}/"):
        assert KIND[0] in page(client, address)


def test_an_own_criterion_that_is_not_core_does_not(town: World) -> None:
    event = reported(town, "own_filmed", kind="own_counter_threat")
    name(event, YARA)
    assert fetch(WAYS, event.id) == [("message",)]


def test_an_own_kind_can_go_its_own_way() -> None:
    (kind, *others) = TOWN["kind"]
    world = make_world(extension=json.dumps({**TOWN, "kind": [{**kind, "own_way": True}, *others]}))
    sent = browser(world).post("/laat-weten/", report())
    assert sent["Location"] == "/laat-weten/anders/"
    assert fetch("select 1 from events_event where organisation_id = %s", world.organisation_id) == []
    client = browser(world)
    text = client.post("/praten/", ask(unit=str(world.ward)), follow=True).content.decode()
    assert "ertrouwenspersoon" in text.split("<main")[1]


def test_what_was_taken_away_since_has_a_neutral_name_everywhere(town: World) -> None:
    event = reported(town, "own_private_address", kind="own_counter_threat")
    name(event, YARA, BO)
    receipt = asked(town, kind="own_counter_threat")
    holder = browser(town)
    hold_code(holder, receipt.trajectory_id)
    petra = browser(town, "Petra")
    assert KIND[0] in page(holder, "/gegevens/")
    now_adds(town, {})
    for client, address in (
        (browser(town), f"/laat-weten/{event.token}/"),
        (petra, "/coordinatie/aanbod/"),
        (petra, f"/coordinatie/aanbod/{event.id}/"),
        (petra, "/coordinatie/"),
        (holder, "/gegevens/"),
    ):
        text = page(client, address)
        assert OFF_THE_LIST in text and KIND[0] not in text, address
    assert page(holder, "/mijn/")


def test_an_extension_that_is_not_right_any_more_breaks_no_page(town: World) -> None:
    now_adds(town, {**TOWN, "mood": []})
    for address in ("/laat-weten/", "/praten/", "/wat-helpt/wie-bellen/"):
        text = page(browser(town), address)
        assert KIND[0] not in text and "Bij onze gemeente" not in text


# somebody asks for a colleague ---------------------------------------------------------------------


@pytest.mark.parametrize(("language", "at"), [("nl", 0), ("en", 1)])
def test_an_own_kind_can_be_named_when_asking(town: World, language: str, at: int) -> None:
    client = browser(town, language=language)
    assert KIND[at] in page(client, "/praten/")
    assert client.post("/praten/", ask())["Location"] == "/praten/code/"
    assert page(client, "/praten/code/")
    assert KIND[at] in page(client, "/gegevens/")


def test_own_timing_sets_the_moments_of_the_conversations(town: World) -> None:
    receipt = supported(town)
    rows = fetch(
        "select c.from_day, c.until_day, t.accepted_on from support_conversation c"
        " join support_trajectory t on t.id = c.trajectory_id where t.id = %s order by c.number",
        receipt.trajectory_id,
    )
    days = [((first - on).days, (last - on).days) for first, last, on in rows]
    assert days == [(1, 2), (12, 16), (38, 45)]


def test_a_timing_template_that_is_gone_gives_way_to_the_one_of_the_guideline(town: World) -> None:
    receipt, question = proposed(town)
    now_adds(town, {})
    answered = browser(town, "Noor").post(f"/gesprekken/vraag/{question}/", {"answer": "yes"})
    assert answered.status_code == 302
    ((first, on),) = fetch(
        "select c.until_day, t.accepted_on from support_conversation c join support_trajectory t"
        " on t.id = c.trajectory_id where t.id = %s and c.number = 1",
        receipt.trajectory_id,
    )
    assert first - on == timedelta(days=5)


# what a supporter reads, and what everyone reads ---------------------------------------------------


@pytest.mark.parametrize(("language", "at"), [("nl", 0), ("en", 1)])
def test_the_guide_holds_own_points_in_their_part_and_own_topics(town: World, language: str, at: int) -> None:
    point = ("Wil je collega aangifte doen?", "Would your colleague like to go to the police?")[at]
    topic = ("op je hoede zijn op weg naar huis", "being on guard on the way home")[at]
    source = ("Een afspraak van je eigen organisatie", "An agreement of your own organisation")[at]
    client = browser(town, "Noor", language)
    first, second = page(client, "/leidraad/1/"), page(client, "/leidraad/2/")
    assert point in first and point not in second
    assert topic in first and topic in second
    assert source in first


def test_another_organisation_has_the_guide_as_it_is(town: World, hospital: World) -> None:
    assert "aangifte" in page(browser(town, "Noor"), "/leidraad/1/")
    text = page(browser(hospital, "Noor"), "/leidraad/1/")
    assert "aangifte" not in text and "eigen organisatie" not in text.split("<main")[1]


@pytest.mark.parametrize(("language", "words"), [("nl", "Bij onze gemeente"), ("en", "In our municipality")])
def test_own_numbers_stand_on_the_page_of_whom_to_call_only(town: World, language: str, words: str) -> None:
    client = browser(town, language=language)
    assert words in page(client, "/wat-helpt/wie-bellen/")
    assert words not in page(client, "/wat-helpt/wat-is-normaal/")


def test_published_figures_name_own_kinds_also_after_they_were_taken_away(town: World) -> None:
    insert(
        "disclosure_publishedfigure",
        id=uuid4(),
        organisation_id=town.organisation_id,
        half_year="2025H2",
        division_name="",
        measure="event:own_counter_threat",
        rounded=25,
    )
    client = browser(town, "Hanna")
    assert KIND[0] in page(client, "/cijfers/")
    now_adds(town, {})
    assert OFF_THE_LIST in page(client, "/cijfers/")


# the machine ---------------------------------------------------------------------------------------


def test_own_items_ask_nothing_more_of_the_database(town: World, hospital: World) -> None:
    def counted(world: World, who: str, address: str) -> int:
        client = browser(world, who)
        page(client, address)
        with CaptureQueriesContext(connection) as asked_of:
            page(client, address)
        return len(asked_of)

    for who, address in (("", "/laat-weten/"), ("", "/praten/"), ("Noor", "/leidraad/1/"), ("Petra", "/coordinatie/")):
        assert counted(town, who, address) == counted(hospital, who, address), address


ARGUMENTS = {
    "event_kinds": 1,
    "event_kind": 2,
    "kind_label": 2,
    "goes_its_own_way": 2,
    "criteria": 1,
    "criteria_labels": 2,
    "timing_templates": 1,
    "timing_template": 2,
    "topics": 1,
    "conversation_guide": 2,
    "reading_pages": 1,
}


def forgotten(code: str) -> list[str]:
    """The questions to the guideline in this code that forget for which organisation they are asked."""
    return [
        node.func.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "guideline"
        and len(node.args) < ARGUMENTS.get(node.func.attr, 0)
    ]


def test_every_question_that_can_have_own_items_says_for_which_organisation() -> None:
    paths = [path for path in SOURCE.rglob("*.py") if not re.search(r"/(tests|guideline|migrations)/", str(path))]
    found = {str(path.relative_to(SOURCE)): forgotten(path.read_text(encoding="utf-8")) for path in paths}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_question_that_forgets_it_is_noticed() -> None:
    assert forgotten("guideline.event_kinds()\nguideline.kind_label(key)\nguideline.topics(of)") == [
        "event_kinds",
        "kind_label",
    ]
