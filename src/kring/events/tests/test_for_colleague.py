"""An offer that one colleague asks for another: once more at most, declined unnoticed, and nobody learns anything."""

from typing import Any

import pytest
from django.test import Client

from kring.events.domain.asking import Answer
from kring.events.tests.making import letters_to, token_of
from kring.events.tests.test_sweep import answer, count, every_day
from kring.foundation.testing import Clock, World, fetch

PAGE = "/collega/aanbod/"
TYPED = {"name": "Bo", "mail": "bo@voorbeeld.test", "show": "no", "own_name": ""}


def phone(world: World) -> Client:
    return Client(SERVER_NAME=world.host)


def sends(world: World, **changed: str) -> Any:
    return phone(world).post(PAGE, {**TYPED, **changed}, follow=True)


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def offer_of(world: World) -> Any:
    return phone(world).get(f"/aanbod/{token_of(letters_to(world)[0])}/")


def test_the_colleague_gets_a_neutral_message_and_no_name_unless_it_may_be_there(world: World) -> None:
    sends(world, own_name="Karel")
    (letter,) = letters_to(world)
    assert (letter["to"], letter["template"]) == ("bo@voorbeeld.test", "events/mail/offer.txt")
    assert set(letter["values"]) == {"link", "organisation"}
    page = words(offer_of(world))
    assert "Wie het is, blijft liever ongenoemd." in page
    assert "Karel" not in page


def test_the_colleague_reads_who_asked_if_the_sender_wants_that(world: World) -> None:
    sends(world, show="yes", own_name="Karel")
    assert "De naam die erbij staat is Karel." in words(offer_of(world))


def test_a_name_that_may_be_there_has_to_be_there(world: World) -> None:
    answer = sends(world, show="yes")
    assert answer.status_code == 422
    assert "Vul je naam in, of kies dat die er niet bij staat." in words(answer)
    assert letters_to(world) == []


@pytest.mark.parametrize("mail", ["06 12345678", "bo", "", "bo@voorbeeld.test, jo@voorbeeld.test"])
def test_only_one_mail_address_fits(world: World, mail: str) -> None:
    assert sends(world, mail=mail).status_code == 422
    assert count(world, "events_offeranswer") == 0


def test_there_is_no_place_for_a_story(world: World) -> None:
    answer = sends(world, name="Bo huilt elke dag op het werk en slaapt niet")
    assert answer.status_code == 422
    assert "Hier past alleen een naam" in words(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 5000},
        {"name": "Bo\x00"},
        {"name": ""},
        {"mail": "x" * 5000 + "@voorbeeld.test"},
        {"mail": "bo@voorbeeld.test\nBcc: iedereen@voorbeeld.test"},
        {"show": "misschien"},
        {"show": "yes", "own_name": "Ik maak me zorgen; ze drinkt!"},
    ],
)
def test_what_does_not_fit_is_explained_and_nothing_is_kept(world: World, wrong: dict[str, str]) -> None:
    assert sends(world, **wrong).status_code == 422
    assert (letters_to(world), count(world, "events_offeredcolleague")) == ([], 0)


def test_the_sender_sees_the_same_page_for_whoever_it_is(world: World) -> None:
    first, again, known = sends(world), sends(world), sends(world, mail=world["Noor"].mail)
    assert first.redirect_chain == again.redirect_chain == known.redirect_chain == [("/collega/aanbod/klaar/", 302)]
    assert words(first) == words(again) == words(known)
    assert "voorbeeld.test" not in words(first) and "Bo" not in words(first).split()
    assert [letter["to"] for letter in letters_to(world)] == ["bo@voorbeeld.test", world["Noor"].mail]


def test_after_silence_once_more_and_no_third_time_within_ninety_days(world: World, clock: Clock) -> None:
    sends(world)
    assert every_day(world, clock, 60) == [28]
    sends(world)
    assert every_day(world, clock, 29) == []
    assert len(letters_to(world)) == 2
    clock.forward(days=1)
    assert every_day(world, clock, 1) == []
    sends(world)
    assert len(letters_to(world)) == 3


@pytest.mark.parametrize("given", [Answer.NO, Answer.OUTSIDE])
def test_a_no_ends_it_and_shows_nowhere(world: World, clock: Clock, given: Answer) -> None:
    sends(world, show="yes", own_name="Karel")
    before = words(sends(world))
    lines = fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id)
    answer(world, given)
    assert fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id) == lines
    assert words(sends(world)) == before
    assert "Karel" not in words(offer_of(world))
    assert every_day(world, clock, 45) == []


def test_erasing_leaves_only_that_this_address_was_asked(world: World) -> None:
    sends(world)
    token = token_of(letters_to(world)[0])
    assert phone(world).post(f"/aanbod/{token}/wissen/").status_code == 200
    assert count(world, "events_offeranswer") == 0
    assert count(world, "events_offeredcolleague") == 1
    assert words(sends(world)) and len(letters_to(world)) == 1


def test_no_event_and_no_work_for_a_coordinator_comes_of_it(world: World) -> None:
    sends(world)
    assert count(world, "events_event") == count(world, "events_offer") == 0


def test_after_ninety_days_nothing_is_left(world: World, clock: Clock) -> None:
    sends(world)
    every_day(world, clock, 28)
    clock.forward(days=90)
    every_day(world, clock, 1)
    assert [count(world, f"events_{table}") for table in ("offeranswer", "offeredcolleague")] == [0, 0]


def test_a_yes_leads_to_asking_with_name_and_address_filled_in(world: World) -> None:
    sends(world)
    token = token_of(letters_to(world)[0])
    answered = phone(world).post(f"/aanbod/{token}/", {"answer": "yes"})
    assert answered["Location"] == f"/praten/?aanbod={token}"
    page = words(phone(world).get(answered["Location"]))
    assert "Dit hoort bij het aanbod dat je kreeg." in page
    assert 'value="bo@voorbeeld.test"' in page


def test_too_many_from_one_address_are_held_back(world: World) -> None:
    client = phone(world)
    for number in range(20):
        assert client.post(PAGE, {**TYPED, "mail": f"bo{number}@voorbeeld.test"}).status_code == 302
    assert client.post(PAGE, {**TYPED, "mail": "een.meer@voorbeeld.test"}).status_code == 429
    assert len(letters_to(world)) == 20


def test_the_letter_is_as_long_whatever_stands_in_it(world: World) -> None:
    sends(world)
    sends(world, mail="a@voorbeeld.test", show="yes", own_name="Karel-Willem van der Heide")
    rows = fetch("select length(sealed) from events_offeranswer where organisation_id = %s", world.organisation_id)
    assert len(set(rows)) == 1
