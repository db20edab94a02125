"""A number that was mistyped at three in the morning can be mended, and whoever calls hears of it."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, as_, fetch
from kring.support import queries
from kring.support.actions.change_reach import change_reach
from kring.support.actions.step_back import choose_another
from kring.support.domain.trajectory import NotNow
from kring.support.queries import MySupport, Supported
from kring.support.tests.own import active, holder_of, words_of
from kring.support.tests.pages import client_of, page_of, shown
from kring.support.tests.test_journey import accept, ask, hold, match, sweep
from kring.support.tests.test_unsure_mail import FOUND, MAYBE, NEWS, die_sending, later, mails

RIGHT, WRONG = "06 44 55 66 77", "06 44 55 66 78"
ADDRESS = "0644556677"
TO_TELL = "select reach_to_tell from support_trajectory where id = %s"


def mend(client: Client, channel: str = "call", address: str = RIGHT) -> Any:
    return client.post("/mijn/bereik/", {"channel": channel, "address": address})


def mine_of(world: World, trajectory: UUID) -> MySupport:
    with as_(world.code(trajectory)):
        found = queries.my_support(world.code(trajectory))
    assert found is not None
    return found


def seen_by_noor(world: World, trajectory: UUID) -> Supported:
    noor = world["Noor"].actor
    with as_(noor) as at:
        page, _ = queries.supported(noor, trajectory, at.date())
    return page


def test_while_nobody_said_yes_it_is_changed_and_nobody_is_told(world: World) -> None:
    trajectory = ask(world, channel="text", address="0644556678").trajectory_id
    client = holder_of(world, trajectory)
    assert "/mijn/bereik/" in words_of(client.get("/mijn/"))
    assert "0644556678" in words_of(client.get("/mijn/bereik/"))
    assert mend(client)["Location"] == "/mijn/"
    assert RIGHT in words_of(client.get("/mijn/")) and WRONG not in words_of(client.get("/mijn/"))
    match(world)
    accept(world)
    sweep(world)
    noor = seen_by_noor(world, trajectory)
    assert (noor.channel, noor.address, noor.reach_since) == ("call", ADDRESS, None)
    assert mails(world, NEWS) == []


def test_a_supporter_hears_that_there_is_news_and_sees_the_new_number_with_its_day(world: World, clock: Clock) -> None:
    trajectory, client = active(world)
    assert "krijgt een mail dat er nieuws is" in words_of(client.get("/mijn/bereik/"))
    mend(client)
    assert fetch(TO_TELL, trajectory) == [(True,)]
    sweep(world)
    sweep(world)
    assert len(mails(world, NEWS)) == 1 and fetch(TO_TELL, trajectory) == [(False,)]
    noor = seen_by_noor(world, trajectory)
    assert (noor.channel, noor.address, noor.reach_since) == ("call", ADDRESS, clock.now().date())
    page = shown(client_of(world, "Noor"), page_of(trajectory))
    assert RIGHT in page and "Je collega veranderde dit op" in page


def test_the_same_once_more_is_no_news(world: World) -> None:
    trajectory, client = active(world, channel="call", address=ADDRESS)
    mend(client)
    assert fetch(TO_TELL, trajectory) == [(False,)]


def test_a_mail_to_the_old_address_matters_no_more(world: World, clock: Clock) -> None:
    trajectory, _first = active(world)
    die_sending(world, mails(world, FOUND)[0])
    later(world, clock)
    client = holder_of(world, trajectory)
    assert MAYBE in words_of(client.get("/mijn/"))
    mend(client, "private_mail", "goed@thuis.test")
    assert MAYBE not in words_of(client.get("/mijn/"))


def test_that_the_supporter_may_not_know_is_shown_until_they_talked(world: World, clock: Clock) -> None:
    trajectory, client = active(world)
    mend(client)
    sweep(world)
    die_sending(world, mails(world, NEWS)[0])
    later(world, clock)
    client = holder_of(world, trajectory)
    assert "We weten niet of Noor onze mail kreeg over wat je doorgaf." in words_of(client.get("/mijn/"))
    clock.forward(days=1)
    hold(world, trajectory, 1)
    client = holder_of(world, trajectory)
    assert MAYBE not in words_of(client.get("/mijn/"))


def test_another_supporter_knows_only_the_new_number(world: World) -> None:
    trajectory, client = active(world)
    mend(client)
    with as_(world.code(trajectory)) as at:
        choose_another(trajectory_id=trajectory, by=world.code(trajectory), at=at)
    assert fetch(TO_TELL, trajectory) == [(False,)]
    assert mine_of(world, trajectory).address == ADDRESS
    sweep(world)
    assert mails(world, NEWS) == []


@pytest.mark.parametrize(
    ("channel", "address", "said"),
    [
        ("call", "12", "Vul een telefoonnummer in"),
        ("text", "020 123 45 67", "mobiel nummer"),
        ("private_mail", RIGHT, "Dit is een telefoonnummer."),
        ("call", "", "Vul dit in."),
        ("", RIGHT, "Kies wat past."),
        ("fax", RIGHT, "Deze keuze is er niet meer."),
        ("call", "0" * 5000, "te lang"),
    ],
)
def test_what_cannot_be_reached_is_refused_with_a_reason(world: World, channel: str, address: str, said: str) -> None:
    trajectory, client = active(world)
    before = mine_of(world, trajectory)
    answer = mend(client, channel, address)
    assert answer.status_code == 422 and said in words_of(answer)
    assert mine_of(world, trajectory) == before


def test_when_it_is_over_nobody_needs_to_reach_anybody(world: World, clock: Clock) -> None:
    trajectory, _first = active(world)
    for number in (1, 2, 3):
        hold(world, trajectory, number)
        clock.forward(days=1)
    client = holder_of(world, trajectory)
    assert client.get("/mijn/bereik/")["Location"] == "/mijn/"
    assert "/mijn/bereik/" not in words_of(client.get("/mijn/"))
    with as_(world.code(trajectory)) as at, pytest.raises(NotNow):
        change_reach(trajectory_id=trajectory, channel="call", address=ADDRESS, by=world.code(trajectory), at=at)


def test_only_the_person_changes_it(world: World) -> None:
    trajectory, _client = active(world)
    before = mine_of(world, trajectory)
    other = world.code(ask(world).trajectory_id)
    for actor in (world["Noor"].actor, world["Petra"].actor, world["Anton"].actor, world.public, other):
        with as_(actor) as at, pytest.raises(NotAllowed):
            change_reach(trajectory_id=trajectory, channel="call", address=ADDRESS, by=actor, at=at)
    assert mine_of(world, trajectory) == before
