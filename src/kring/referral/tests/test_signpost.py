"""The signpost as everyone sees it, and as those who keep it do."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kring.foundation.decision import NotAllowed
from kring.foundation.tenancy.queries import local_day
from kring.foundation.testing import Clock, World, as_, fetch, make_world
from kring.foundation.testing_http import sign_in, words
from kring.referral import queries
from kring.referral.actions.fill_pool import empty_pool
from kring.referral.actions.keep_provider import change_provider
from kring.referral.actions.watch_signpost import watch_signpost
from kring.referral.domain.entry import Words
from kring.referral.domain.meanwhile import Meanwhile, mark
from kring.referral.tests.making import BERK, browser, filled, letters, listed, phone

PAGE, KEEPING = "/wegwijzer/", "/wegwijzer/bijhouden/"
TYPED = {
    "name": "Maatschappelijk werk Noord",
    "place": "social_worker",
    "good_at": ["stress"],
    "languages": ["nl"],
    "route": "direct",
    "cost": "free",
    "anonymity": "confidential",
    "fits_nl": "Als het thuis en op het werk te veel wordt.",
    "phone": "088 000 00 20",
}


def today_of(world: World) -> date:
    with as_(world.public) as at:
        return local_day(world.organisation_id, at)


def night(world: World) -> None:
    job = world.job("night")
    with as_(job) as at:
        watch_signpost(world.organisation_id, job, at)


def test_everyone_reads_who_helps_without_signing_in(world: World) -> None:
    provider = listed(world, lead_days=5, checked_on=today_of(world), checked_how="phone")
    assert "Praktijk De Berk Als beelden blijven terugkomen." in words(phone(world).get(PAGE))
    page = words(phone(world).get(f"{PAGE}{provider}/"))
    for said in (
        "na iets heftigs, verlies en rouw",
        "Je kunt er zelf naartoe, zonder brief.",
        "Je betaalt niets.",
        "Alleen wie je helpt, weet hoe je heet.",
        "Meestal binnen 5 dagen.",
        "telefonisch",
        "Nederlands, Engels",
        "Wij zijn met z'n vieren.",
    ):
        assert said in page


def test_reading_writes_nothing(world: World) -> None:
    provider = listed(world)
    before = fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id)
    for path in (PAGE, f"{PAGE}?q=berk", f"{PAGE}{provider}/", "/wegwijzer/gezond-werk/"):
        answer = browser(world, "Yara").get(path)
        assert answer.status_code == 200
    assert before == fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id)


def test_an_empty_signpost_still_helps(world: World) -> None:
    assert "Je eigen huisarts kan altijd helpen." in words(phone(world).get(PAGE))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=beelden", True),
        ("q=BERK", True),
        ("q=tandarts", False),
        ("good_at=grief", True),
        ("good_at=meaning", False),
        ("language=en", True),
        ("language=tr", False),
        ("direct=on&outside=on", True),
        ("nameless=on", False),
        ("good_at=%3Cscript%3E&q=" + "x" * 500, True),
    ],
)
def test_a_filter_shows_who_fits(world: World, query: str, found: bool) -> None:
    listed(world)
    answer = phone(world).get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert ("Praktijk De Berk" in words(answer)) is found


def test_without_a_name_are_those_with_codes_left(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1", "A-2")
    assert "Praktijk De Berk" in words(phone(world).get(f"{PAGE}?nameless=on"))
    with as_(world["Anton"].actor) as at:
        empty_pool(provider_id=provider, by=world["Anton"].actor, at=at)
    assert "Praktijk De Berk" not in words(phone(world).get(f"{PAGE}?nameless=on"))


def test_a_provider_of_another_organisation_does_not_exist(world: World) -> None:

    provider = listed(make_world())
    assert phone(world).get(f"{PAGE}{provider}/").status_code == 404
    assert "Praktijk De Berk" not in words(phone(world).get(PAGE))


def test_whose_contract_is_over_stands_there_no_more(world: World, clock: Clock) -> None:
    provider = listed(world, contract_until=today_of(world))
    assert phone(world).get(f"{PAGE}{provider}/").status_code == 200
    clock.forward(days=1)
    assert phone(world).get(f"{PAGE}{provider}/").status_code == 404
    assert "Het contract is voorbij." in words(browser(world, "Petra").get(KEEPING))


def test_english_is_shown_where_it_is_written(world: World) -> None:
    listed(world, words={"nl": Words("Als het blijft."), "en": Words("When it stays.")})
    client = phone(world)
    client.cookies["taal"] = "en"
    assert "When it stays." in words(client.get(PAGE))


@pytest.mark.parametrize("who", ["Petra", "Anton", "Bas"])
def test_whoever_keeps_the_signpost_adds_somebody(world: World, who: str) -> None:
    world.person("Bas", "occupational")
    answer = browser(world, who).post(f"{KEEPING}nieuw/", TYPED, follow=True)
    assert "Toegevoegd. Iedereen ziet het nu." in words(answer)
    assert "Maatschappelijk werk Noord" in words(phone(world).get(PAGE))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"contract_from": "2026-05-01", "contract_until": "2026-04-30"}, "De laatste dag ligt voor de eerste."),
        ({"checked_on": "2999-01-01", "checked_how": "phone"}, "Vul een dag in die al geweest is."),
        ({"lead_days": "3"}, "Zeg wanneer en hoe de wachttijd is nagegaan."),
        ({"website": "javascript:alert(1)"}, "Vul een adres in dat begint met https://."),
        ({"website": "data:text/html,x"}, "Vul een adres in dat begint met https://."),
        ({"phone": ""}, "Vul een telefoonnummer, een mailadres of een website in."),
        ({"takes_requests": "on"}, "Vul het mailadres in waar vragen naartoe gaan."),
        ({"place": "magician"}, "Kies een andere"),
        ({"fits_nl": ""}, "Vul dit in."),
        ({"name": "x" * 200}, "Maak het korter"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(world: World, wrong: dict[str, Any], said: str) -> None:
    answer = browser(world, "Petra").post(f"{KEEPING}nieuw/", {**TYPED, **wrong})
    assert answer.status_code == 422
    assert said in words(answer)
    assert fetch("select 1 from referral_provider where organisation_id = %s", world.organisation_id) == []


def test_what_is_written_is_shown_as_text(world: World) -> None:
    provider = listed(world, name="<b>Berk</b>", words={"nl": Words("<script>alert(1)</script>")})
    page = phone(world).get(f"{PAGE}{provider}/").content.decode()
    assert "<b>Berk</b>" not in page
    assert "<script>alert" not in page


def test_two_who_change_the_same_do_not_lose_each_others_work(world: World) -> None:
    provider = listed(world)
    seen = mark(BERK)
    for name, wins in (("Petra", True), ("Anton", False)):
        actor = world[name].actor
        with as_(actor) as at:
            change = {"provider_id": provider, "entry": BERK, "seen": seen, "by": actor, "at": at}
            if wins:
                change["entry"] = replace(BERK, phone="088 000 00 11")
                change_provider(**change)
            else:
                with pytest.raises(Meanwhile):
                    change_provider(**change)
    assert fetch("select phone from referral_provider where id = %s", provider) == [("088 000 00 11",)]


def test_a_change_through_the_form_keeps_everything_else(world: World) -> None:
    provider = listed(world, contract_from=date(2026, 1, 1), contract_until=date(2099, 1, 1))
    client = browser(world, "Petra")
    form = client.get(f"{KEEPING}{provider}/").context["form"]
    typed = {name: value for name, value in form.initial.items() if value not in (None, False)}
    seen = client.get(f"{KEEPING}{provider}/").context["seen"]
    answer = client.post(f"{KEEPING}{provider}/", {**typed, "phone": "088 000 00 12", "seen": seen}, follow=True)
    assert "Bewaard. Iedereen ziet het nu." in words(answer)
    with as_(world["Petra"].actor):
        kept = queries.entry(provider)
    assert kept
    assert (kept.phone, kept.contract_until, kept.words) == ("088 000 00 12", date(2099, 1, 1), BERK.words)


def test_an_adviser_has_a_page_of_their_own_and_nobody_elses(world: World) -> None:
    world.person("Vera", "adviser")
    vera = browser(world, "Vera")
    own = {**TYPED, "name": "Vera", "place": "confidential_adviser", "confidentiality_nl": "Ik zwijg."}
    assert "Toegevoegd." in words(vera.post(f"{KEEPING}mijn-pagina/", own, follow=True))
    assert "Ik zwijg." in words(phone(world).get(f"{PAGE}{page_of(world, 'Vera')}/"))
    assert vera.post(f"{KEEPING}mijn-pagina/", {**own, "place": "psychologist"}).status_code == 422
    assert vera.get(f"{KEEPING}nieuw/").status_code == 404
    assert vera.get(f"{KEEPING}{listed(world)}/").status_code == 404


def test_only_the_adviser_and_an_administrator_change_that_page(world: World) -> None:
    vera = world.person("Vera", "adviser")
    listed(world, "Anton", name="Vera", place="confidential_adviser", keeper_id=vera.id)
    address = f"{KEEPING}{page_of(world, 'Vera')}/"
    world.person("Bas", "occupational")
    found = {who: browser(world, who).get(address).status_code for who in ("Vera", "Anton", "Petra", "Bas")}
    assert found == {"Vera": 200, "Anton": 200, "Petra": 404, "Bas": 404}


def test_an_administrator_makes_a_page_on_behalf_of_an_adviser(world: World) -> None:
    vera = world.person("Vera", "adviser")
    typed = {**TYPED, "name": "Vera", "place": "confidential_adviser", "keeper": str(vera.id)}
    anton = browser(world, "Anton")
    assert anton.post(f"{KEEPING}nieuw/", {**typed, "place": "psychologist"}).status_code == 422
    anton.post(f"{KEEPING}nieuw/", typed)
    assert browser(world, "Vera").get(f"{KEEPING}{page_of(world, 'Vera')}/").status_code == 200


@pytest.mark.parametrize("who", ["Yara", "Noor", "Marco", "Hanna"])
def test_others_keep_nothing(world: World, who: str) -> None:
    for path in (KEEPING, f"{KEEPING}nieuw/", f"{KEEPING}{listed(world)}/", f"{KEEPING}teksten/"):
        assert browser(world, who).get(path).status_code == 404
    with pytest.raises(NotAllowed):
        listed(world, who)


def test_the_owner_hears_once_that_a_contract_ends(world: World, clock: Clock) -> None:
    listed(world, contract_until=today_of(world) + timedelta(days=61))
    night(world)
    assert letters(world) == []
    clock.forward(days=1)
    for _night in range(3):
        night(world)
    (letter,) = letters(world)
    assert (letter["to"], letter["template"]) == (world["Petra"].mail, "referral/mail/look_again.txt")
    assert letter["values"]["link"].endswith(KEEPING)
    assert "Het contract loopt af." in words(browser(world, "Petra").get(KEEPING))


def test_the_owner_hears_that_a_lead_time_is_old_until_it_is_checked(world: World, clock: Clock) -> None:
    provider = listed(world, lead_days=5, checked_on=today_of(world), checked_how="phone")
    clock.forward(days=91)
    night(world)
    night(world)
    assert len(letters(world)) == 1
    assert "Dat is een tijd geleden." in words(phone(world).get(f"{PAGE}{provider}/"))
    browser(world, "Petra").post(f"{KEEPING}{provider}/klopt/", {"how": "website"})
    assert "Dat is een tijd geleden." not in words(phone(world).get(f"{PAGE}{provider}/"))
    clock.forward(days=91)
    night(world)
    assert len(letters(world)) == 2


def test_administrators_hear_when_the_owner_has_left(world: World) -> None:
    listed(world, contract_until=today_of(world))
    fetch("update people_person set left_on = now() where id = %s returning 1", world["Petra"].id)
    night(world)
    assert [letter["to"] for letter in letters(world)] == [world["Anton"].mail]


def test_what_is_taken_out_is_gone_with_everything_that_waits(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1", "A-2")
    browser(world, "Petra").post(f"{KEEPING}{provider}/weg/")
    assert phone(world).get(f"{PAGE}{provider}/").status_code == 404
    night(world)
    assert fetch("select 1 from referral_provider where id = %s", provider) == []
    assert fetch("select 1 from private.known_code where organisation_id = %s", world.organisation_id) == []


def test_evidence_of_routes_asks_for_both_with_a_lead_time(world: World) -> None:
    fresh: dict[str, Any] = {"lead_days": 3, "checked_on": today_of(world), "checked_how": "phone"}
    listed(world, name="Buiten", contract_until=date(2099, 1, 1), **fresh)
    listed(world, name="Zonder contract", **fresh)
    assert not evidence(world).complete
    listed(world, name="Binnen", is_inside=True)
    assert evidence(world).without_lead == ("Binnen",)
    assert "Er staat nog geen wachttijd bij." in words(browser(world, "Petra").get(KEEPING))  # or who would know why
    listed(world, name="Ook binnen", is_inside=True, **fresh)
    assert (evidence(world).outside, evidence(world).inside) == (("Buiten",), ("Binnen", "Ook binnen"))


def evidence(world: World) -> queries.RoutesEvidence:
    today = today_of(world)
    with as_(world["Petra"].actor):
        return queries.routes_evidence(today)


def page_of(world: World, name: str) -> Any:
    ((found,),) = fetch(
        "select id from referral_provider where organisation_id = %s and name = %s", world.organisation_id, name
    )
    return found


def test_an_address_that_was_never_there_does_not_exist(world: World) -> None:
    client: Client = phone(world)
    for path in (f"{PAGE}{uuid4()}/", f"{PAGE}{uuid4()}/bericht/", f"{PAGE}{uuid4()}/code/"):
        assert client.get(path).status_code == 404


def test_the_english_texts_are_folded_until_they_hold_something(world: World) -> None:
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Anton"])
    new = client.get("/wegwijzer/bijhouden/nieuw/").content.decode()
    assert re.search(r'<details class="k-more" data-cmp="more"><summary>Ook in het Engels', new)
    wrong = client.post("/wegwijzer/bijhouden/nieuw/", {"fits_en": "When it stays.", "lead_days": "-4"})
    assert wrong.status_code == 422
    body = wrong.content.decode()
    assert re.search(r'<details class="k-more" data-cmp="more" open><summary>Ook in het Engels', body)
    assert "Vul een getal in van 0 of meer." in body
