"""The pages of a questionnaire, as whoever sends and the adviser see and fill them in."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kring.foundation.facts import announce
from kring.foundation.mail.facts import MailSettled, Settlement
from kring.foundation.testing import Clock, World, as_, fetch
from kring.foundation.testing_http import sign_in, words
from kring.inquiries.tests.making import GIVEN, answered, begun, invited, letters, phone, token_of, work

FORM = {"name": "Ilse", "craft": "hr", "house": "", "language": "nl", "token": "a" * 22}


def of(world: World, name: str) -> Client:
    client = phone(world)
    sign_in(client, world[name])
    return client


def ticked(client: Client, *entries: str) -> dict[str, str]:
    """The boxes of these measures, each under its theme."""
    page = client.get("/vragenlijsten/nieuw/").content.decode()
    boxes = {value: name for name, value in re.findall(r'name="(part\d+)" value="([\w-]+)"', page)}
    return {boxes[one]: one for one in entries}


def told(page: Any, token: str, entry: str = "code-of-conduct", **changed: Any) -> Any:
    return page.post(f"/vragenlijst/{token}/over/{entry}/", {**GIVEN, "answer": str(uuid4()), **changed}, follow=True)


def test_from_begin_to_experience(world: World, clock: Clock) -> None:
    petra = of(world, "Petra")
    day = (clock.now().date()).replace(year=clock.now().year)
    started = petra.post(
        "/vragenlijsten/nieuw/",
        {
            "title": "Nazorg bij ons",
            "asked_for": "Het sectorfonds",
            "closes_on": str(day.fromordinal(day.toordinal() + 30)),
            "sharing": "nameless",
            **ticked(petra, "code-of-conduct", "massage"),
        },
        follow=True,
    )
    assert "Nodig nu de adviseurs uit" in words(started) and "Er is nog niemand uitgenodigd." in words(started)
    there = started.redirect_chain[-1][0]
    form = {**FORM, "address": "ilse@arbo.test"}
    for _twice in range(2):
        sent = petra.post(f"{there}uitnodigen/", form, follow=True)
    assert "Geantwoord: 0 van de 1." in words(sent)
    assert len([one for one in letters(world) if one["to"] == "ilse@arbo.test"]) == 1
    (letter,) = letters(world)
    assert letter["values"]["asked_by"] == "Het sectorfonds"
    token = token_of(letter)

    ilse = phone(world)
    page = words(ilse.get(f"/vragenlijst/{token}/"))
    assert "vraagt je dit namens Het sectorfonds" in page
    assert "Je naam en je antwoorden worden samen bewaard" in page
    assert "Ilse · HR-adviseur · ilse@arbo.test" in page
    assert "nog niet af" in words(told(ilse, token, again="", does="later"))
    kept = told(ilse, token, does="keep")
    assert "bewaard" in words(kept)
    thanks = words(ilse.post(f"/vragenlijst/{token}/", {"does": "send"}, follow=True))
    assert "Je antwoorden zijn verstuurd" in thanks
    work(world)
    result = words(petra.get(there))
    assert "Geantwoord: 1 van de 1." in result
    assert "1 ervaring" in result and "Ja, op dezelfde manier" in result
    assert "Ja, op dezelfde manier" in words(phone(world).get("/wat-werkt/code-of-conduct/"))


def test_an_answer_with_gaps_is_asked_for_where_it_stands(world: World) -> None:
    token = invited(world, begun(world))
    page = phone(world)
    answer = page.post(f"/vragenlijst/{token}/over/massage/", {**GIVEN, "again": "", "answer": str(uuid4())})
    assert answer.status_code == 422
    assert 'id="id_again_error"' in answer.content.decode()
    told(page, token, again="", does="later")
    refused = page.post(f"/vragenlijst/{token}/", {"does": "send"})
    assert refused.status_code == 422
    assert "Vul aan wat nog niet af is" in words(refused)


def test_what_was_kept_is_there_again_on_another_day(world: World, clock: Clock) -> None:
    token = invited(world, begun(world))
    told(phone(world), token, again="", does="later")
    clock.forward(days=9)
    page = phone(world).get(f"/vragenlijst/{token}/")
    assert "nog niet af" in words(page)
    ((one,),) = fetch("select id from inquiries_reply where organisation_id = %s", world.organisation_id)
    form = phone(world).get(f"/vragenlijst/{token}/over/code-of-conduct/?antwoord={one}").content.decode()
    assert f'value="{one}"' in form
    assert 'value="care-professionals" selected' in form


def test_a_filter_that_follows_the_link_changes_nothing(world: World) -> None:
    token = invited(world, begun(world))
    answered(world, token, send=False)
    for _time in range(2):
        phone(world).get(f"/vragenlijst/{token}/")
        phone(world).head(f"/vragenlijst/{token}/over/massage/")
    assert fetch("select counts from inquiries_reply where organisation_id = %s", world.organisation_id) == [(False,)]


@pytest.mark.parametrize("token", ["x", "a" * 22])
def test_a_link_that_opens_nothing_looks_like_one_that_is_over(world: World, token: str, clock: Clock) -> None:
    real = invited(world, begun(world))
    clock.forward(days=130)
    over, never = phone(world).get(f"/vragenlijst/{real}/"), phone(world).get(f"/vragenlijst/{token}/")
    assert words(over) == words(never)
    assert "Deze link werkt niet meer" in words(over)


def test_taking_everything_back_ends_the_link(world: World) -> None:
    inquiry = begun(world)
    token = invited(world, inquiry)
    answered(world, token)
    gone = words(phone(world).post(f"/vragenlijst/{token}/", {"does": "take_back"}))
    assert "Alles is ingetrokken" in gone
    assert "Deze link werkt niet meer" in words(phone(world).get(f"/vragenlijst/{token}/"))
    assert "Ilse" not in words(of(world, "Hanna").get(f"/vragenlijsten/{inquiry}/"))


def test_whoever_asked_sees_that_a_mail_did_not_arrive(world: World) -> None:
    inquiry = begun(world)
    invited(world, inquiry)
    job = world.job("mail")
    with as_(job) as at:
        announce(MailSettled(world.organisation_id, mail_of(world), Settlement.REFUSED, at))
    assert "De mail kwam niet aan" in words(of(world, "Hanna").get(f"/vragenlijsten/{inquiry}/"))


def mail_of(world: World) -> Any:
    ((mail,),) = fetch("select mail_id from inquiries_invitation where organisation_id = %s", world.organisation_id)
    return mail


def test_hr_is_not_asked_about_sharing(world: World) -> None:
    page = words(of(world, "Hanna").get("/vragenlijsten/nieuw/"))
    assert "Een coördinator of beheerder kan ze later delen" in page
    assert "Wat gebeurt er met de ervaringen?" not in page
    assert "Wat gebeurt er met de ervaringen?" in words(of(world, "Anton").get("/vragenlijsten/nieuw/"))


def test_hr_is_not_asked_for_a_name_that_goes_out(world: World) -> None:
    inquiry = begun(world, named=True)
    assert 'name="house"' not in of(world, "Hanna").get(f"/vragenlijsten/{inquiry}/").content.decode()
    assert 'name="house"' in of(world, "Petra").get(f"/vragenlijsten/{inquiry}/").content.decode()
    form = {**FORM, "address": "ilse@arbo.test", "house": "Umc Noord"}
    of(world, "Hanna").post(f"/vragenlijsten/{inquiry}/uitnodigen/", form)
    assert fetch("select house from inquiries_invitation where inquiry_id = %s", inquiry) == [("",)]


def test_an_address_is_invited_once(world: World) -> None:
    inquiry = begun(world)
    invited(world, inquiry)
    form = {**FORM, "address": "Ilse@Arbo.test"}
    again = of(world, "Hanna").post(f"/vragenlijsten/{inquiry}/uitnodigen/", form)
    assert again.status_code == 422
    assert "Dit adres is al uitgenodigd" in words(again)


def test_a_measure_of_ones_own_or_of_nobody_is_missing(world: World) -> None:
    token = invited(world, begun(world))
    assert phone(world).get(f"/vragenlijst/{token}/over/nothing/").status_code == 404
    other = phone(world).post(f"/vragenlijst/{token}/", {"does": "other", "measure": "massage"})
    assert other.headers["Location"].endswith("/over/massage/")


def test_our_experiences_say_about_whom_they_are_and_that_advisers_can_still_change_them(world: World) -> None:
    answered(world, invited(world, begun(world, shared=False), house="Umc Noord"))
    work(world)
    page = of(world, "Petra").get("/ervaringen/")
    assert "Over Umc Noord" in words(page)
    assert "Adviseurs kunnen dit nog aanpassen of intrekken" in words(page)
    assert not re.search(r"/ervaringen/[^/]+/weg/", page.content.decode())
