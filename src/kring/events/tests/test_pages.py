"""The pages, as a browser meets them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kring.events.access import here_token
from kring.events.domain.asking import Answer
from kring.events.tests.making import BO, YARA, letters_to, name, reported, token_of
from kring.events.views import report
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.testing import Clock, World, fetch, insert, make_world
from kring.foundation.testing_http import sign_in

FORM = {"kind": "patient_safety", "when": "today", "criteria": ["child"], "place": "spoed", "reporter": ""}


@pytest.fixture
def phone(world: World) -> Client:
    return Client(SERVER_NAME=world.host)


def form(**changed: Any) -> dict[str, Any]:
    return {**FORM, "token": fresh_token(), **changed}


def events(world: World) -> int:
    ((found,),) = fetch("select count(*) from events_event where organisation_id = %s", world.organisation_id)
    assert isinstance(found, int)
    return found


def body(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_whoever_reports_comes_to_a_page_with_the_square(world: World, phone: Client) -> None:
    page = body(phone.get("/laat-weten/"))
    assert "Spoedeisende hulp · Divisie Acuut" in page
    response = phone.post("/laat-weten/", form(), follow=True)
    assert response.status_code == 200
    assert "Spoedeisende hulp" in body(response)
    assert '<path fill="#000" d="M' in body(response)
    assert events(world) == 1


def test_in_a_large_house_the_page_holds_no_units_and_asks_which_one_is_meant(
    world: World, phone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "LISTED", 1)
    page = body(phone.get("/laat-weten/"))
    assert "Spoedeisende hulp" not in page and "<datalist" not in page and 'list="places"' not in page
    assert phone.post("/laat-weten/", form(place="spoed"), follow=True).status_code == 200
    assert events(world) == 1
    for number in range(9):
        insert(
            "people_unit",
            id=fresh_uuid(),
            organisation_id=world.organisation_id,
            division_id=world.division,
            level="team",
            name=f"Poli {number}",
            sort_name=f"poli {number}",
            manager_name="",
        )
    response = phone.post("/laat-weten/", form(place="poli"))
    assert response.status_code == 422 and "Dit past bij veel afdelingen." in body(response)


def test_the_same_form_twice_shows_the_same_page(world: World, phone: Client) -> None:
    sent = form()
    first = phone.post("/laat-weten/", sent)
    second = phone.post("/laat-weten/", {**sent, "kind": "sudden_change"})
    assert first["Location"] == second["Location"]
    assert events(world) == 1


def test_unwanted_behaviour_by_a_colleague_goes_its_own_way_and_keeps_nothing(world: World, phone: Client) -> None:
    tables = "select (select count(*) from events_event), (select count(*) from audit_accessline)"
    before = fetch(tables)
    response = phone.post("/laat-weten/", form(kind="misconduct_internal", reporter="Yara"), follow=True)
    assert response.redirect_chain == [("/laat-weten/anders/", 302)]
    assert "tel:0880000001" in body(response)
    assert "?weg=elders" in body(response)
    assert 'href="/wegwijzer/?good_at=conduct"' in body(response)
    assert fetch(tables) == before
    assert "kring" not in phone.cookies


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gossip"},
        {"when": "2026-11-09"},
        {"criteria": ["sadness"]},
        {"place": "kantine"},
        {"place": "x" * 300},
        {"place": "spoed\x00"},
        {"reporter": "Zij begon te huilen toen hij dat zei"},
        {"reporter": "Yara\nhuilde"},
        {"token": "mine"},
        {"token": "x" * 5000},
        {"token": "../../../../etc/passwd"},
    ],
)
def test_what_does_not_fit_is_refused_kindly_and_kept_nowhere(
    world: World, phone: Client, wrong: dict[str, Any]
) -> None:
    response = phone.post("/laat-weten/", form(**wrong))
    assert response.status_code == 422
    assert "k-errors" in body(response)
    assert events(world) == 0


def test_typed_markup_is_shown_as_letters(phone: Client) -> None:
    page = body(phone.post("/laat-weten/", form(place="<script>alert(1)</script>")))
    assert "<script>alert" not in page


def test_a_unit_of_another_organisation_does_not_exist(world: World, phone: Client) -> None:
    elsewhere = make_world(cast=False)
    insert(
        "people_unit",
        id=fresh_uuid(),
        organisation_id=elsewhere.organisation_id,
        level="team",
        name="Kernreactor",
        sort_name="kernreactor",
        manager_name="",
    )
    assert phone.post("/laat-weten/", form(place="Kernreactor")).status_code == 422


def fresh_uuid() -> Any:
    import uuid

    return uuid.uuid4()


def test_namesakes_are_told_apart(world: World, phone: Client) -> None:
    children, twin = fresh_uuid(), fresh_uuid()
    for unit, parent, called in ((children, None, "Divisie Kind"), (twin, children, "Spoedeisende hulp")):
        insert(
            "people_unit",
            id=unit,
            organisation_id=world.organisation_id,
            parent_id=parent,
            division_id=children,
            level="department" if parent else "division",
            name=called,
            sort_name=called.lower(),
            manager_name="",
        )
    sent = form(place="Spoedeisende hulp")
    response = phone.post("/laat-weten/", sent)
    assert response.status_code == 422
    assert str(twin) in body(response)
    assert "Spoedeisende hulp · Divisie Kind" in body(response)
    assert phone.post("/laat-weten/", {**sent, "which": str(twin)}).status_code == 302
    assert fetch("select unit_id from events_event where organisation_id = %s", world.organisation_id) == [(twin,)]


def rows(*people: tuple[str, str], **more: str) -> dict[str, str]:
    sent = {"rows": str(max(len(people), 1)), **more}
    for number, (who, address) in enumerate(people, 1):
        sent |= {f"c{number}-name": who, f"c{number}-address": address}
    return sent


def test_colleagues_are_named_and_the_page_tells_only_how_many(world: World, phone: Client) -> None:
    token = reported(world).token
    address = f"/laat-weten/{token}/"
    sent = rows(("Yara", "yara@voorbeeld.test"), ("Bo", "0612345678"), ("", ""))
    for _ in range(2):
        response = phone.post(address, sent, follow=True)
    page = body(response)
    assert "2 collega" in page
    assert "yara@voorbeeld.test" not in page
    assert len(letters_to(world)) == 1
    assert letters_to(world)[0]["values"]["link"].startswith(f"http://{world.host}/aanbod/")


@pytest.mark.parametrize(
    "sent",
    [
        rows(("", "")),
        rows(("Yara", "")),
        rows(("", "yara@voorbeeld.test")),
        rows(("Yara", "sein 12")),
        rows(("Yara die heel erg moest huilen", "yara@voorbeeld.test")),
        rows(("Yara", "a@b.nl\nBcc: x@y.nl")),
        rows(("Yara", "x" * 9000)),
        {"rows": "99999999999"},
        {"rows": "²"},
        {"c1-name": "\x00"},
    ],
)
def test_a_row_that_is_not_right_is_refused_and_nobody_gets_anything(
    world: World, phone: Client, sent: dict[str, str]
) -> None:
    response = phone.post(f"/laat-weten/{reported(world).token}/", sent)
    assert response.status_code == 422
    assert letters_to(world) == []


def test_more_rows_come_without_sending_and_keep_what_was_typed(world: World, phone: Client) -> None:
    response = phone.post(f"/laat-weten/{reported(world).token}/", rows(("Yara", "yara@voorbeeld.test"), more="1"))
    page = body(response)
    assert response.status_code == 200
    assert 'name="c4-name"' in page and 'value="yara@voorbeeld.test"' in page
    assert letters_to(world) == []


def test_after_two_weeks_the_page_asks_for_no_names_and_the_square_still_works(
    world: World, phone: Client, clock: Clock
) -> None:
    event = reported(world)
    assert "Noem collega’s, of laat" in body(phone.get(f"/laat-weten/{event.token}/"))
    clock.forward(days=15)
    page = body(phone.get(f"/laat-weten/{event.token}/"))
    assert "Noem collega" not in page and "Laat mensen de code scannen: die werkt nog wel." in page
    assert phone.get(f"/erbij/{here_token(event.token)}/").status_code == 200


def test_the_reporter_sees_the_same_page_whatever_was_answered(world: World, phone: Client) -> None:
    event = reported(world)
    name(event, YARA)
    link = f"/aanbod/{token_of(letters_to(world)[0])}/"
    before = strip(body(phone.get(f"/laat-weten/{event.token}/")))
    phone.post(link, {"answer": "no"})
    assert strip(body(phone.get(f"/laat-weten/{event.token}/"))) == before


def strip(page: str) -> str:
    """Without the token against forged forms, which differs each time, and the own address."""
    import re

    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]+"', "", page)


def test_the_poster_says_nothing_of_what_happened(world: World, phone: Client) -> None:
    page = body(phone.get(f"/laat-weten/{reported(world).token}/poster/"))
    assert "SEH" in page
    assert "gressie" not in page


def test_who_scans_can_talk_read_or_leave(world: World, phone: Client) -> None:
    token = here_token(reported(world).token)
    page = body(phone.get(f"/erbij/{token}/"))
    assert f"?erbij={token}" in page
    assert "Wat is normaal?" in page
    assert "kring" not in phone.cookies


@pytest.mark.parametrize("given", list(Answer))
def test_every_answer_is_a_redirect(world: World, phone: Client, given: Answer) -> None:
    name(reported(world), YARA)
    token = token_of(letters_to(world)[0])
    response = phone.post(f"/aanbod/{token}/", {"answer": given.value})
    assert response.status_code == 302
    assert response["Location"].endswith(f"?aanbod={token}" if given is Answer.YES else f"/aanbod/{token}/")
    assert phone.get(f"/aanbod/{token}/").status_code == 200


def test_reading_an_offer_changes_nothing(world: World, phone: Client) -> None:
    name(reported(world), YARA)
    looks = "select sealed from events_offeranswer where organisation_id = %s"
    before = fetch(looks, world.organisation_id)
    phone.get(f"/aanbod/{token_of(letters_to(world)[0])}/")
    assert fetch(looks, world.organisation_id) == before


def test_whoever_prefers_outside_sees_whom_to_call(world: World, phone: Client) -> None:
    name(reported(world), YARA)
    address = f"/aanbod/{token_of(letters_to(world)[0])}/"
    page = body(phone.post(address, {"answer": "outside"}, follow=True))
    assert {"tel:0880000001", "tel:0880000002", "tel:0880000003"} <= set(page.replace('"', " ").split())
    assert "yara@voorbeeld.test" not in page
    assert 'href="/wegwijzer/?outside=on"' in page


def test_erasing_works_at_once_and_twice(world: World, phone: Client) -> None:
    name(reported(world), YARA)
    address = f"/aanbod/{token_of(letters_to(world)[0])}/"
    for _ in range(2):
        assert phone.post(f"{address}wissen/").status_code == 200
    assert phone.get(address).status_code == 404


def test_an_offer_without_an_answer_asks_again_kindly(world: World, phone: Client) -> None:
    name(reported(world), YARA)
    assert phone.post(f"/aanbod/{token_of(letters_to(world)[0])}/", {"answer": "maybe"}).status_code == 422


@pytest.mark.parametrize("place", ["laat-weten", "erbij", "aanbod"])
def test_wrong_old_and_foreign_links_get_the_same_page(world: World, clock: Clock, place: str) -> None:
    event = reported(world)
    name(event, YARA)
    tokens = {
        "laat-weten": event.token,
        "erbij": here_token(event.token),
        "aanbod": token_of(letters_to(world)[0]),
    }
    here, elsewhere = Client(SERVER_NAME=world.host), make_world(cast=False)
    wrong = here.get(f"/{place}/{'x' * 22}/")
    assert wrong.status_code == 404
    others = [
        here.get(f"/{place}/{'é' * 22}/"),
        here.get(f"/{place}/{'a' * 400}/"),
        Client(SERVER_NAME=elsewhere.host).get(f"/{place}/{tokens[place]}/"),
        *(here.get(f"/{place}/{tokens[other]}/") for other in tokens if other != place),
    ]
    assert {(one.status_code, strip(body(one))) for one in others} == {(404, strip(body(wrong)))}


def test_a_flood_is_stopped_with_a_clear_page(world: World) -> None:
    ward = Client(SERVER_NAME=world.host, REMOTE_ADDR="203.0.113.7")
    answers = [ward.post("/laat-weten/", form()).status_code for _ in range(31)]
    assert answers == [302] * 30 + [429]
    other = Client(SERVER_NAME=world.host, REMOTE_ADDR="203.0.113.8")
    assert other.post("/laat-weten/", form()).status_code == 302


@pytest.mark.parametrize("who", ["Yara", "Marco", "Noor", "Hanna", "Anton"])
def test_only_coordinators_open_the_lists(world: World, phone: Client, who: str) -> None:
    event = reported(world)
    sign_in(phone, world[who])
    for address in ("/coordinatie/aanbod/", f"/coordinatie/aanbod/{event.id}/"):
        assert phone.get(address).status_code == 404


def test_a_coordinator_of_elsewhere_finds_nothing(world: World) -> None:
    event, elsewhere = reported(world), make_world()
    phone = Client(SERVER_NAME=elsewhere.host)
    sign_in(phone, elsewhere["Petra"])
    assert phone.get(f"/coordinatie/aanbod/{event.id}/").status_code == 404


def test_the_coordinator_approaches_or_hands_over(world: World, phone: Client) -> None:
    event = reported(world, "child", reporter="Marco")
    name(event, YARA, BO)
    sign_in(phone, world["Petra"])
    assert f"/coordinatie/aanbod/{event.id}/" in body(phone.get("/coordinatie/aanbod/"))
    page = body(phone.get(f"/coordinatie/aanbod/{event.id}/"))
    assert all(word in page for word in ("Yara", "Bo", "Marco", "Noor"))
    assert phone.post(f"/coordinatie/aanbod/{event.id}/overdragen/", {"supporter": ""}).status_code == 422
    response = phone.post(f"/coordinatie/aanbod/{event.id}/overdragen/", {"supporter": str(world["Noor"].id)})
    assert response.status_code == 302
    noor = Client(SERVER_NAME=world.host)
    sign_in(noor, world["Noor"])
    assert "Bo" in body(noor.get("/benaderen/"))
    for (offer_id,) in fetch("select id from events_offer where event_id = %s", event.id):
        assert noor.post(f"/benaderen/{offer_id}/").status_code == 302
        assert phone.post(f"/coordinatie/aanbod/{event.id}/{offer_id}/").status_code == 302
    page = body(phone.get(f"/coordinatie/aanbod/{event.id}/"))
    assert "Yara" not in page


def test_a_supporter_ticks_only_what_was_handed_over(world: World, phone: Client) -> None:
    event = reported(world)
    name(event, BO)
    sign_in(phone, world["Noor"])
    ((offer_id,),) = fetch("select id from events_offer where event_id = %s", event.id)
    assert phone.post(f"/benaderen/{offer_id}/").status_code == 404


def queries_of(phone: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert phone.get(address).status_code == 200
    return len(asked)


def test_longer_lists_ask_no_more_questions(world: World, phone: Client) -> None:
    sign_in(phone, world["Petra"])
    first = reported(world, "child")
    name(first, YARA)
    addresses = ["/coordinatie/aanbod/", f"/coordinatie/aanbod/{first.id}/", f"/laat-weten/{first.token}/"]
    addresses.append("/laat-weten/")
    [phone.get(one) for one in addresses]
    before = [queries_of(phone, one) for one in addresses]
    name(first, BO)
    for _ in range(2):
        name(reported(world, "child"), YARA, BO)
    assert [queries_of(phone, one) for one in addresses] == before
