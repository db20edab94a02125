import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kring.foundation.audit.jobs import forget as forget_log
from kring.foundation.decision import NotAllowed
from kring.foundation.keys.sealing import new_key
from kring.foundation.mail.uncertain import own_mail_is_uncertain
from kring.foundation.tenancy.access import CHANGEABLE
from kring.foundation.tenancy.models import Organisation
from kring.foundation.testing import Clock, World, as_, fetch, insert, make_world
from kring.portal.actions.change_organisation import change_organisation
from kring.portal.tests.asking import browser
from kring.ui.contrast import contrast
from kring.ui.house_style import can_be_read, stylesheet

SETTINGS = "/beheer/instellingen/"
NUMBERS = {
    "on_call_phone": "088 123 45 67",
    "on_call_from": "07:00",
    "on_call_until": "23:00",
    "confidential_adviser": "Ans, 088 000 00 01",
    "occupational_health": "",
    "outside_help": "",
}
CLOCKS = {
    "accept_within_hours": "8",
    "service_from": "07:00",
    "service_until": "21:00",
    "load_cap": "2",
    "cool_down_days": "21",
    "timing_template": "guideline",
}
KEPT = {"closes_after_days": "7", "event_kept_days": "60", "offer_kept_days": "10", "log_kept_months": "6"}
ITEM = {
    "label_nl": "Een dier in nood",
    "label_en": "An animal in need",
    "hint_nl": "Ook thuis.",
    "hint_en": "At home.",
}


def said(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def setting(world: World, name: str) -> Any:
    ((value,),) = fetch(f"select {name} from tenancy_organisation where id = %s", world.organisation_id)
    return value


@pytest.fixture
def anton(world: World) -> Client:
    return browser(world, world["Anton"])


def test_the_overview_says_what_is_not_arranged() -> None:
    bare = make_world(cast=False, on_call_phone="", confidential_adviser="")
    bare.person("Anton", "administrator")
    page = said(browser(bare, bare["Anton"]), "/beheer/")
    for words in ("geen vervangend coördinator", "maar één beheerder", "geen nummer", "geen vertrouwenspersoon"):
        assert words in page, words


def test_an_overview_without_work_says_so(world: World, anton: Client) -> None:
    world.person("Bram", "administrator")
    assert "Alles is geregeld" in said(anton, "/beheer/")


def test_the_overview_says_of_a_craft_that_it_is_tight_and_never_how_many(world: World, anton: Client) -> None:
    page = said(anton, "/beheer/")
    before = re.sub(r'value="[^"]+"', "", page)
    world.person("Nina", "supporter")
    assert "krap" in page
    assert re.sub(r'value="[^"]+"', "", said(anton, "/beheer/")) == before


@pytest.mark.parametrize(
    ("group", "sent"),
    [("nummers", NUMBERS), ("klokken", CLOCKS), ("bewaren", KEPT)],
    ids=["numbers", "clocks", "kept"],
)
def test_a_group_of_settings_is_kept_and_the_log_says_which(
    world: World, anton: Client, group: str, sent: dict[str, str]
) -> None:
    for words in ("Iedereen ziet het binnen een halve minuut", "Er was niets anders"):
        assert words in anton.post(f"{SETTINGS}{group}/", sent, follow=True).content.decode()
    for name, value in sent.items():
        assert str(setting(world, name) or "").startswith(value), name
    lines = fetch(
        "select fields_seen from audit_accessline where organisation_id = %s and event = 'organisation.changed'",
        world.organisation_id,
    )
    assert len(lines) == 1 and set(lines[0][0]) <= set(sent)


@pytest.mark.parametrize(
    ("group", "sent"),
    [
        ("nummers", {**NUMBERS, "on_call_until": ""}),
        ("nummers", {**NUMBERS, "on_call_phone": "bel maar"}),
        ("nummers", {**NUMBERS, "on_call_phone": "0" * 31}),
        ("nummers", {**NUMBERS, "on_call_from": "halfacht"}),
        ("klokken", {**CLOCKS, "accept_within_hours": "0"}),
        ("klokken", {**CLOCKS, "accept_within_hours": "73"}),
        ("klokken", {**CLOCKS, "load_cap": "7"}),
        ("klokken", {**CLOCKS, "cool_down_days": "6"}),
        ("klokken", {**CLOCKS, "timing_template": "own_none"}),
        ("bewaren", {**KEPT, "closes_after_days": "15"}),
        ("bewaren", {**KEPT, "event_kept_days": "91"}),
        ("bewaren", {**KEPT, "offer_kept_days": "15"}),
        ("bewaren", {**KEPT, "log_kept_months": "13"}),
        ("woorden", {"welcome_nl": "Welkom.", "welcome_en": ""}),
        ("woorden", {"welcome_nl": "x" * 201, "welcome_en": "x"}),
        ("stijl", {"brand_light": "#14565c", "brand_dark": ""}),
        ("stijl", {"brand_light": "red", "brand_dark": "#7fc4bf"}),
        ("stijl", {"brand_light": "#ffff00", "brand_dark": "#7fc4bf"}),
        ("stijl", {"brand_light": "#14565c", "brand_dark": "#14565c"}),
        ("stijl", {"brand_light": "#fff;}", "brand_dark": "#7fc4bf"}),
    ],
)
def test_a_setting_outside_its_range_is_refused(world: World, anton: Client, group: str, sent: dict[str, str]) -> None:
    before = fetch("select * from tenancy_organisation where id = %s", world.organisation_id)
    assert anton.post(f"{SETTINGS}{group}/", sent).status_code == 422
    assert fetch("select * from tenancy_organisation where id = %s", world.organisation_id) == before


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("closes_after_days", 15),
        ("event_kept_days", 91),
        ("offer_kept_days", 15),
        ("log_kept_months", 13),
        ("cool_down_days", 6),
        ("brand_light", "red"),
        ("name", "Anders"),
        ("host", "elders"),
        ("is_demo", True),
    ],
)
def test_the_database_refuses_what_the_form_does(world: World, column: str, value: object) -> None:
    with pytest.raises(DatabaseError), as_(world["Anton"].actor):
        Organisation.objects.filter(pk=world.organisation_id).update(**{column: value})


@pytest.mark.parametrize("name", ["Yara", "Noor", "Marco", "Hanna", "Petra"])
def test_only_an_administrator_changes_a_setting(world: World, name: str) -> None:
    actor = world[name].actor
    with pytest.raises(NotAllowed), as_(actor) as at:
        change_organisation(values={"load_cap": 1}, by=actor, at=at)
    with as_(actor):
        assert Organisation.objects.filter(pk=world.organisation_id).update(load_cap=1) == 0


def test_no_administrator_changes_another_organisation_or_what_it_is(world: World) -> None:
    other, actor = make_world(cast=False), world["Anton"].actor
    with as_(actor):
        assert Organisation.objects.filter(pk=other.organisation_id).update(load_cap=1) == 0
    assert not {"id", "name", "host", "zone", "is_demo"} & CHANGEABLE
    with pytest.raises(NotAllowed), as_(actor) as at:
        change_organisation(values={"host": "elders"}, by=actor, at=at)


def test_the_number_on_call_changes_on_every_page(world: World, anton: Client) -> None:
    visitor = browser(world)
    said(visitor, "/")
    anton.post(f"{SETTINGS}nummers/", {**NUMBERS, "on_call_from": "", "on_call_until": ""})
    assert "tel:0881234567" in said(visitor, "/")


def test_an_own_sentence_stands_on_the_first_page_in_both_languages_and_as_plain_text(
    world: World, anton: Client
) -> None:
    anton.post(f"{SETTINGS}woorden/", {"welcome_nl": "Kom <b>binnen</b>.", "welcome_en": "Do come in."})
    visitor = browser(world)
    assert "Kom &lt;b&gt;binnen&lt;/b&gt;." in said(visitor, "/")
    visitor.cookies["taal"] = "en"
    assert "Do come in." in said(visitor, "/")


def test_the_log_is_kept_as_short_as_the_organisation_says(world: World, anton: Client, clock: Clock) -> None:
    from kring.foundation.audit.log import seal

    anton.post(f"{SETTINGS}bewaren/", KEPT)
    job = world.job("night")
    with as_(job) as at:
        seal(world.organisation_id, at=at)
    for days, left in ((170, True), (30, False)):
        clock.forward(days=days)
        with as_(job) as at:
            forget_log(world.organisation_id, job, at)
        lines = fetch("select 1 from audit_accessline where organisation_id = %s", world.organisation_id)
        assert bool(lines) is left


def test_the_colour_of_the_house_is_a_stylesheet_of_its_own(world: World, anton: Client) -> None:
    visitor = browser(world)
    assert "huisstijl.css" not in said(visitor, "/over/")
    anton.post(f"{SETTINGS}stijl/", {"brand_light": "#5C2D91", "brand_dark": "#c9a8f0"})
    (address,) = re.findall(r'href="(/huisstijl\.css[^"]+)"', said(visitor, "/over/"))
    answer = visitor.get(address)
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"--brand:light-dark(#5c2d91,#c9a8f0)" in answer.content
    assert b"style=" not in visitor.get("/over/").content


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True), st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_a_colour_that_is_allowed_can_be_read_on_paper(light: str, dark: str) -> None:
    in_light, in_dark = can_be_read(light, dark)
    assert not in_light or contrast(light, "#faf7f2") >= 4.5
    assert not in_dark or contrast(dark, "#11191b") >= 4.5
    assert stylesheet(light, "") == stylesheet("", dark) == ""


def test_own_items_are_added_shown_and_taken_off_again(world: World, anton: Client) -> None:
    add = f"{SETTINGS}lijst/kind/nieuw/"
    assert anton.post(add, ITEM).status_code == 302
    assert anton.post(add, ITEM).status_code == 422  # the same name
    assert "Een dier in nood" in said(browser(world), "/laat-weten/")
    page = said(anton, f"{SETTINGS}lijst/")
    (off,) = re.findall(r'action="([^"]+/weg/)"', page)
    for _again in range(2):
        assert anton.post(off).status_code == 302
    assert "Een dier in nood" not in said(anton, f"{SETTINGS}lijst/")
    assert setting(world, "extension") in ({}, "{}")


def test_twelve_own_items_are_enough(world: World, anton: Client) -> None:
    for number in range(12):
        sent = {**ITEM, "label_nl": f"Iets {number}", "label_en": f"Thing {number}"}
        assert anton.post(f"{SETTINGS}lijst/criterion/nieuw/", sent).status_code == 302
    assert anton.post(f"{SETTINGS}lijst/criterion/nieuw/", ITEM).status_code == 422


@pytest.mark.parametrize("wrong", [{"label_nl": ""}, {"label_nl": "x" * 61}, {"hint_en": "x" * 201}])
def test_an_own_item_that_is_not_right_is_refused(anton: Client, wrong: dict[str, str]) -> None:
    assert anton.post(f"{SETTINGS}lijst/kind/nieuw/", {**ITEM, **wrong}).status_code == 422


@pytest.mark.parametrize("address", ["niets/", "lijst/topic/nieuw/"])
def test_a_group_that_is_none_does_not_exist(anton: Client, address: str) -> None:
    assert anton.get(SETTINGS + address).status_code == 404


def test_support_closes_as_soon_as_the_organisation_says(world: World, anton: Client) -> None:
    from kring.portal.tests.asking import accept, ask, match

    anton.post(f"{SETTINGS}bewaren/", KEPT)
    ask(world, choice=world["Noor"].id)
    match(world)
    accept(world)
    ((closes, last),) = fetch(
        "select closes_on, (select max(until_day) from support_conversation c where c.trajectory_id = t.id)"
        " from support_trajectory t where organisation_id = %s",
        world.organisation_id,
    )
    assert closes == last + timedelta(days=7)


def without_token(page: str) -> str:
    """The page without what differs each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


def uncertain(world: World, template: str) -> None:
    with as_(world.public) as at:
        mail = uuid4()
        key = new_key(world.organisation_id, holder=mail, at=at)
    values = {"template": template, "data_key_id": key.id, "sealed": b"", "state": "uncertain", "tries": 1}
    insert("mail_outboxmail", id=mail, organisation_id=world.organisation_id, posted_at=at, **values)


def test_an_administrator_reads_that_an_invitation_may_not_have_arrived(world: World, anton: Client) -> None:
    assert "Kwam een bericht aan?" not in said(anton, "/beheer/")
    uncertain(make_world(), "people/mail/invitation.txt")
    assert "Kwam een bericht aan?" not in said(anton, "/beheer/"), "of another organisation"
    uncertain(world, "people/mail/invitation.txt")
    assert "weten we niet of het aankwam" in said(anton, "/beheer/")


def test_that_a_message_about_support_is_uncertain_shows_to_no_administrator(world: World, anton: Client) -> None:
    before = without_token(said(anton, "/beheer/"))
    places = Path(__file__).resolve().parents[2].glob("*/templates/*/mail/*.txt")
    about = ("support", "events", "accounts", "inquiries")
    for path in places:
        if path.parents[1].name in about or path.name == "contact.txt":
            uncertain(world, f"{path.parents[1].name}/mail/{path.name}")
    assert without_token(said(anton, "/beheer/")) == before


def test_nobody_but_an_administrator_hears_of_it(world: World) -> None:
    uncertain(world, "people/mail/invitation.txt")
    answers = {}
    for actor in (world.public, world["Petra"].actor, world["Hanna"].actor, world["Anton"].actor):
        with as_(actor):
            answers[actor.roles] = own_mail_is_uncertain()
    assert [roles for roles, answer in answers.items() if answer] == [frozenset({"administrator"})]
