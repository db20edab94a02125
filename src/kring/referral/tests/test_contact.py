"""A request to be called back: the person's own act, sealed, taken over or gone within three days."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from kring.foundation.facts import announce
from kring.foundation.mail import sending
from kring.foundation.mail.facts import MailSettled, Settlement
from kring.foundation.mail.models import OutboxMail
from kring.foundation.testing import Clock, World, as_, fetch, make_world
from kring.foundation.testing_http import words
from kring.referral.actions.end_contact import forget_contacts
from kring.referral.tests.making import TOKEN, browser, letters, listed, phone

FOLLOW = "/wegwijzer/bericht/"
TYPED = {"token": TOKEN, "name": "Bo", "channel": "call", "address": "06 12345678", "window": "evening"}
NAME = "Zonnebloem"


def asks(world: World, provider: Any, client: Client | None = None, **changed: str) -> Any:
    return (client or phone(world)).post(f"/wegwijzer/{provider}/bericht/", {**TYPED, **changed})


def code_of(answer: Any) -> str:
    found = re.search(r'data-copy="(\d{16})"', answer.content.decode())
    assert found
    return found[1]


def link_of(world: World) -> str:
    link: str = letters(world)[-1]["values"]["link"]
    return link[link.index("/wegwijzer/") :]


def rows(world: World) -> list[tuple[Any, ...]]:
    return fetch("select state, sealed from referral_contactrequest where organisation_id = %s", world.organisation_id)


def keys(world: World) -> int:
    return len(fetch("select 1 from keys_datakey where organisation_id = %s", world.organisation_id))


def follow(world: World, code: str, **more: str) -> str:
    return words(phone(world).post(FOLLOW, {"code": code, **more}, follow=True))


def settle(world: World, settlement: Settlement) -> None:
    job = world.job("mail")
    with as_(job) as at:
        for row in OutboxMail.objects.filter(organisation_id=world.organisation_id):
            announce(MailSettled(world.organisation_id, row.id, settlement, at))


def round_of(world: World) -> None:
    job = world.job()
    with as_(job) as at:
        forget_contacts(world.organisation_id, job, at)


def test_the_mail_says_nothing_and_the_link_says_whom_to_call(world: World) -> None:
    provider = listed(world)
    asks(world, provider, name=NAME)
    (letter,) = letters(world)
    assert letter["to"] == "berk@hulp.test"
    assert set(letter["values"]) == {"link", "organisation"}
    assert NAME not in str(letter)
    their = phone(world)
    assert NAME not in words(their.get(link_of(world)))
    shown = their.post(link_of(world), {"show": "1"})
    assert 'href="tel:0612345678"' in shown.content.decode(), "whoever calls back has a phone in hand"
    page = words(shown)
    assert f"Naam {NAME}" in page and "hooguit drie dagen" in page
    assert "bellen: 0612345678" in page
    assert "’s avonds" in page


def test_what_is_taken_over_is_gone(world: World) -> None:
    before = keys(world)
    code = code_of(asks(world, listed(world)))
    done = words(phone(world).post(link_of(world), {"done": "1"}))
    assert "Overgenomen" in done and "hooguit drie dagen" not in done
    assert rows(world) == [("taken", None)]
    assert "Je vraag is overgenomen" in follow(world, code)
    assert "Deze vraag is voorbij" in words(phone(world).post(link_of(world), {"show": "1"}))
    assert keys(world) == before + 1  # of the mail that still waits


def test_following_a_link_takes_nothing_over(world: World) -> None:
    """Filters that open every link in a mail do so with GET and HEAD."""
    asks(world, listed(world))
    for _time in range(3):
        phone(world).get(link_of(world))
        phone(world).head(link_of(world))
    assert rows(world)[0][0] == "posted"


@pytest.mark.parametrize(
    ("settlement", "said"),
    [
        (Settlement.SENT, "Je vraag is verstuurd Nog niemand heeft hem overgenomen."),
        (Settlement.UNCERTAIN, "We weten niet of het is aangekomen"),
        (Settlement.REFUSED, "Het bericht is niet aangekomen"),
    ],
)
def test_the_person_reads_honestly_what_became_of_it(world: World, settlement: Settlement, said: str) -> None:
    code = code_of(asks(world, listed(world)))
    assert "Je vraag is onderweg" in follow(world, code)
    settle(world, settlement)
    page = follow(world, code)
    assert said in page
    assert "088 000 00 10" in page


def test_a_mail_that_never_came_back_is_called_uncertain(world: World, clock: Clock) -> None:
    code = code_of(asks(world, listed(world)))
    fetch(
        "update mail_outboxmail set state = 'claimed', claimed_at = posted_at where organisation_id = %s returning 1",
        world.organisation_id,
    )
    clock.forward(minutes=11)
    with as_(world.job()) as at:
        sending.sweep(world.organisation_id, at=at)
    assert "We weten niet of het is aangekomen" in follow(world, code)


def test_what_was_taken_over_stays_so_whatever_the_mail_does(world: World) -> None:
    code = code_of(asks(world, listed(world)))
    phone(world).post(link_of(world), {"done": "1"})
    settle(world, Settlement.UNCERTAIN)
    assert "Je vraag is overgenomen" in follow(world, code)


def test_after_three_days_everything_is_gone(world: World, clock: Clock) -> None:
    before = keys(world)
    code = code_of(asks(world, listed(world)))
    clock.forward(hours=71)
    round_of(world)
    assert len(rows(world)) == 1
    clock.forward(hours=1)
    round_of(world)
    assert rows(world) == []
    assert letters(world) == []
    assert keys(world) == before
    assert "Bij deze code is er niets, of niet meer." in follow(world, code)


def test_taking_it_back_erases_at_once(world: World) -> None:
    code = code_of(asks(world, listed(world)))
    link = link_of(world)
    assert "Het is gewist." in follow(world, code, erase="1")
    assert rows(world) == []
    assert "Deze vraag is voorbij" in words(phone(world).post(link, {"show": "1"}))
    assert "er niets, of niet meer" in follow(world, code, erase="1")


def test_the_same_form_sent_twice_is_one_request_with_one_code(world: World) -> None:
    provider = listed(world)
    codes = {code_of(asks(world, provider)) for _time in range(3)}
    assert len(codes) == 1
    assert len(rows(world)) == len(letters(world)) == 1


def test_the_same_form_sent_twice_at_once_is_one_request(world: World) -> None:
    provider = listed(world)

    def send(_time: int) -> str:
        try:
            return code_of(asks(world, provider))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        codes = set(pool.map(send, range(4)))
    assert len(codes) == 1
    assert len(rows(world)) == 1


def test_nothing_of_it_can_be_found_by_who_manages(world: World) -> None:
    """No line in the log, no row, no difference on a page, for anybody with a role."""
    provider = listed(world)
    pages = ("/wegwijzer/bijhouden/", f"/wegwijzer/bijhouden/{provider}/", f"/wegwijzer/{provider}/")
    seers = {who: browser(world, who) for who in ("Petra", "Anton", "Marco", "Hanna")}
    before = {(who, path): words(seer.get(path)) for who, seer in seers.items() for path in pages}
    lines = fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id)
    code = code_of(asks(world, provider, client=browser(world, "Yara"), name=NAME))
    phone(world).post(link_of(world), {"done": "1"})
    follow(world, code)
    assert {(who, path): words(seer.get(path)) for who, seer in seers.items() for path in pages} == before
    assert fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id) == lines
    for who in seers:
        with as_(world[who].actor), connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from referral_contactrequest")
            assert cursor.fetchone() == (0,)


def test_no_name_lies_readable_in_the_database(world: World) -> None:
    asks(world, listed(world), name=NAME)
    found = fetch(
        "select string_agg(r::text, '') || (select string_agg(m::text, '') from mail_outboxmail m)"
        " from referral_contactrequest r where organisation_id = %s",
        world.organisation_id,
    )
    assert NAME not in found[0][0]
    assert NAME.encode().hex() not in found[0][0]


def test_an_adviser_reads_in_kring_whom_to_call(world: World) -> None:
    vera = world.person("Vera", "adviser")
    provider = listed(world, "Anton", name="Vera", place="confidential_adviser", keeper_id=vera.id)
    code = code_of(asks(world, provider, name=NAME))
    client = browser(world, "Vera")
    assert "Iemand vraagt je om contact op te nemen." in words(client.get("/wegwijzer/bijhouden/"))
    listed_page = client.get("/wegwijzer/bijhouden/berichten/")
    address = re.search(r'href="(/wegwijzer/bijhouden/berichten/[0-9a-f-]{36}/)"', listed_page.content.decode())
    assert address
    assert NAME not in words(client.get(address[1]))
    assert NAME in words(client.post(address[1], {"show": "1"}))
    for other in ("Anton", "Petra"):
        page = words(browser(world, other).post(address[1], {"show": "1"}))
        assert NAME not in page
        assert "Deze vraag is voorbij" in page
    client.post(address[1], {"done": "1"})
    assert rows(world) == [("taken", None)]
    assert "Je vraag is overgenomen" in follow(world, code)
    assert "Er wacht niets" in words(client.get("/wegwijzer/bijhouden/berichten/"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "Ik slaap al weken niet, help mij."}, "Hier past alleen een naam."),
        ({"name": "x" * 500}, "Maak het korter"),
        ({"address": "bo@thuis.test"}, "Dit is een mailadres."),
        ({"channel": "private_mail"}, "Dit is een telefoonnummer."),
        ({"channel": "pigeon"}, "Kies een andere"),
        ({"address": ""}, "Vul dit in."),
        ({"window": "1=1"}, "Kies een andere"),
    ],
)
def test_what_does_not_fit_is_explained_and_not_kept(world: World, wrong: dict[str, str], said: str) -> None:
    answer = asks(world, listed(world), **wrong)
    assert answer.status_code == 422
    assert said in words(answer)
    assert rows(world) == []


def test_who_takes_no_requests_gets_none(world: World) -> None:
    assert asks(world, listed(world, takes_requests=False)).status_code == 404
    assert letters(world) == []


@pytest.mark.parametrize("code", ["", "123", "abcd", "1234 5678 9012 345x", "1" * 400])
def test_what_is_no_code_is_said_kindly(world: World, code: str) -> None:
    assert phone(world).post(FOLLOW, {"code": code}).status_code == 422


def test_guessing_codes_ends(world: World) -> None:
    client = phone(world)
    answers = [client.post(FOLLOW, {"code": f"{number:016}"}).status_code for number in range(101)]
    assert answers == [200] * 100 + [429]


def test_flooding_a_provider_ends(world: World) -> None:
    provider = listed(world)
    sent = [asks(world, provider, token=f"{number:022}").status_code for number in range(21)]
    assert sent == [200] * 20 + [429]


@pytest.mark.parametrize("path", ["kort", "x" * 22, "../../etc", "%00" * 7])
def test_a_link_that_is_not_ours_opens_nothing(world: World, path: str) -> None:
    answer = phone(world).get(f"{FOLLOW}{path}/")
    assert answer.status_code in {200, 404}
    assert "Laat zien wie" not in words(answer)


def test_whoever_comes_with_the_code_of_their_own_page_is_shown_where_it_belongs(world: World) -> None:
    page = phone(world).get(FOLLOW).content.decode().partition("<main")[2]
    assert 'href="/mijn/code/"' in page.partition("</main>")[0]


def test_a_code_opens_nothing_elsewhere(world: World) -> None:
    code = code_of(asks(world, listed(world)))
    assert "Bij deze code is er niets" in follow(make_world(), code)
