"""The coordinators' page for acute danger, and what the supporter and the colleague see of it."""

import html
import re
import time
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.testing import Clock, World, fetch
from kring.foundation.testing_http import hold_code
from kring.portal.tests.asking import NAME, accept, ask, browser, match

PAGE = "/coordinatie/samen/"
NUMBER = "06 12 34 56 78"


def words(response: object) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())  # type: ignore[attr-defined]
    return " ".join(html.unescape(text).split())


@pytest.fixture
def trajectory(world: World) -> UUID:
    found = ask(world, address=NUMBER.replace(" ", ""))
    match(world)
    accept(world)
    return found


def spoken(trajectory: UUID) -> str:
    ((name,),) = fetch("select spoken_name from support_trajectory where id = %s", trajectory)
    return str(name)


def opening(world: World, trajectory: UUID) -> str:
    """Petra asks; answers the address where somebody can confirm."""
    petra = browser(world, world["Petra"])
    sent = petra.post(PAGE, {"spoken_name": spoken(trajectory).upper(), "reason": "danger_to_self"})
    assert sent.status_code == 302
    ((found,),) = fetch("select id from support_reveal where trajectory_id = %s", trajectory)
    return f"{PAGE}{found}/"


def test_petra_asks_dirk_confirms_and_both_read_it(world: World, trajectory: UUID) -> None:
    address = opening(world, trajectory)
    petra, dirk = browser(world, world["Petra"]), browser(world, world["Dirk"])
    assert "Iemand anders moet bevestigen" in words(petra.get(address))
    assert "Petra vraagt het vanwege gevaar voor de collega zelf" in words(dirk.get(PAGE))
    assert NAME not in words(dirk.get(address))
    assert dirk.post(address)["Location"] == address
    for client in (petra, dirk):
        page = words(client.get(address))
        assert NAME in page and NUMBER.replace(" ", "") in page.replace(" ", "")
        assert f'href="tel:{NUMBER.replace(" ", "")}"' in client.get(address).content.decode()
        assert "Spoedeisende hulp" not in page


def test_petra_cannot_confirm_herself(world: World, trajectory: UUID) -> None:
    address = opening(world, trajectory)
    petra = browser(world, world["Petra"])
    assert petra.post(address).status_code == 404
    assert NAME not in words(petra.get(address))


def test_after_the_hour_the_page_is_gone(world: World, trajectory: UUID, clock: Clock) -> None:
    address = opening(world, trajectory)
    dirk = browser(world, world["Dirk"])
    dirk.post(address)
    clock.forward(minutes=61)
    fresh = browser(world, world["Dirk"])
    assert fresh.get(address).status_code == 404
    assert spoken(trajectory) not in words(fresh.get(PAGE))


def test_an_unattended_screen_is_asked_who_is_there(world: World, trajectory: UUID) -> None:
    address = opening(world, trajectory)
    dirk = browser(world, world["Dirk"])
    session = SessionStore(dirk.cookies[settings.SESSION_COOKIE_NAME].value)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 3600}]
    session.save()
    for answer in (dirk.get(address), dirk.post(address)):
        assert answer.status_code == 302 and address in unquote(answer["Location"])
    assert fetch("select confirmed_by from support_reveal where trajectory_id = %s", trajectory) == [(None,)]


@pytest.mark.parametrize("name", ["Noor", "Marco", "Hanna", "Anton"])
def test_the_page_is_for_coordinators_only(world: World, trajectory: UUID, name: str) -> None:
    address = opening(world, trajectory)
    client = browser(world, world[name])
    assert {client.get(PAGE).status_code, client.get(address).status_code, client.post(address).status_code} == {404}


@pytest.mark.parametrize("sent", [{}, {"spoken_name": "x" * 80, "reason": "danger_to_self"}, {"reason": "because"}])
def test_what_does_not_fit_is_said(world: World, sent: dict[str, str]) -> None:
    assert browser(world, world["Petra"]).post(PAGE, sent).status_code == 422


def test_wrong_words_are_said_without_saying_why(world: World) -> None:
    answer = browser(world, world["Petra"]).post(PAGE, {"spoken_name": "geen idee", "reason": "danger_to_other"})
    assert answer.status_code == 422
    assert "Bij deze twee woorden horen geen gesprekken, of jij staat erbuiten" in words(answer)


def test_a_supporter_asks_along_and_it_stands_on_top_until_it_is_done(world: World, trajectory: UUID) -> None:
    noor = browser(world, world["Noor"])
    page = f"/gesprekken/{trajectory}/"
    assert "Vraag de coördinator nu mee te kijken" in words(noor.get(page))
    assert "Het belt niet" in words(noor.post(f"{page}kijk-mee/", follow=True))
    petra = browser(world, world["Petra"])
    assert f"Gevaar: {spoken(trajectory)}" in words(petra.get("/coordinatie/"))
    found = words(petra.get(PAGE))
    assert f"Ik keek mee: {spoken(trajectory)}" in found and NAME not in found
    ((item,),) = fetch("select id from support_workitem where trajectory_id = %s", trajectory)
    assert petra.post(f"{PAGE}klaar/{item}/").status_code == 302
    assert spoken(trajectory) not in words(petra.get("/coordinatie/"))


def test_the_colleague_reads_it_on_the_own_page_and_in_the_log(world: World, trajectory: UUID) -> None:
    address = opening(world, trajectory)
    dirk = browser(world, world["Dirk"])
    dirk.post(address)
    dirk.get(address)
    client = Client(SERVER_NAME=world.host)
    hold_code(client, trajectory)
    assert "openden Petra en Dirk samen je kaart" in words(client.get("/mijn/"))
    log = words(client.get("/gegevens/"))
    assert "Dirk, coördinator collegiale ondersteuning opende als tweede je kaart" in log
    assert "vanwege gevaar" in log
