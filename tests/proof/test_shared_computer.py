"""
One computer on a ward, one browser, one nurse after another: what the first one leaves for the next.

Nothing: no page comes back out of the browser's store, the old cookie opens nothing, and the next one sees their own.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kring.foundation.testing import Clock, World, fetch, make_world
from kring.foundation.testing_http import hold_code, sign_in
from tests.access.lived import Lived, live, visitors
from tests.access.test_pages import LISTED
from tests.proof.lives import Life
from tests.proof.watching import pages_for

COOKIE = settings.SESSION_COOKIE_NAME
WHO = ["person", "code", "supporter", "coordinator", "manager", "hr", "administrator"]


@pytest.fixture(scope="module")
def scene() -> Iterator[tuple[Lived, dict[str, Client]]]:
    it = live()
    yield it, visitors(it)


@pytest.mark.parametrize("who", WHO)
def test_the_back_button_finds_no_page_in_the_store(scene: tuple[Lived, dict[str, Client]], who: str) -> None:
    """Every page of a session, also the ones for everybody, is never stored, so that going back asks anew."""
    it, browsers = scene
    kept = []
    for name in pages_for(who):
        kwargs = {part: it.keys.get(str(value), value) for part, value in LISTED[name].get("with", {}).items()}
        answer = browsers[who].get(reverse(name, kwargs=kwargs))
        if answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", ""):
            kept.append(name)
    assert set(kept) <= {"portal:style"}  # colours of the house, the same for everybody


@pytest.fixture
def ward(world: World) -> tuple[Client, Life]:
    """The browser of the ward, in which somebody came in with a code."""
    life = Life(world)
    for move in ["ask", "match", "accept"]:
        assert life.move(move)
    browser = Client(SERVER_NAME=world.host)
    hold_code(browser, life.latest)
    assert "Yarabella" in browser.get("/gegevens/").content.decode()
    return browser, life


@pytest.mark.parametrize("way", ["account_logout", "account_leave"])
def test_after_signing_out_nothing_is_left(ward: tuple[Client, Life], way: str) -> None:
    browser, _life = ward
    old = browser.cookies[COOKIE].value
    answer = browser.post(reverse(way))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert answer.cookies[COOKIE].value == "" and answer.cookies[COOKIE]["max-age"] == 0
    for cookie in (None, old):
        later = Client(SERVER_NAME=browser.defaults["SERVER_NAME"])
        if cookie:
            later.cookies[COOKIE] = cookie
        answer = later.get("/mijn/")
        assert (answer.status_code, answer["Location"]) == (302, "/mijn/code/")


@pytest.mark.parametrize("way", ["account_logout", "account_leave", None])
def test_the_next_one_sees_nothing_of_the_one_before(ward: tuple[Client, Life], way: str | None) -> None:
    """Also when the first one just walked away and the second signs in."""
    browser, life = ward
    if way:
        browser.post(reverse(way))
    sign_in(browser, life.world["Hanna"])
    for path in ("/", "/mijn/", "/gegevens/", "/cijfers/"):
        assert "Yarabella" not in browser.get(path, follow=True).content.decode()


@pytest.mark.parametrize(("minutes", "open_still"), [(9, True), (11, False)])
def test_whoever_walks_away_is_signed_out_by_the_clock(
    ward: tuple[Client, Life], clock: Clock, minutes: int, open_still: bool
) -> None:
    _browser, life = ward
    noor = Client(SERVER_NAME=life.world.host)
    sign_in(noor, life.world["Noor"])
    assert noor.get("/gesprekken/").status_code == 200
    clock.forward(minutes=minutes)
    assert (noor.get("/gesprekken/").status_code == 200) is open_still


def test_signing_out_ends_the_session_in_the_database_too(ward: tuple[Client, Life]) -> None:
    import hashlib

    browser, _life = ward
    hashed = hashlib.sha256(browser.cookies[COOKIE].value.encode()).hexdigest()
    there = "select 1 from accounts_session where key_hash = %s"
    assert fetch(there, hashed)
    browser.post(reverse("account_logout"))
    assert fetch(there, hashed) == []


def test_a_page_that_may_be_stored_is_noticed(world: World) -> None:
    """The control: without a session a page for everybody may be kept, and the same look sees that."""
    answer = Client(SERVER_NAME=world.host).get("/over/")
    assert "no-store" not in answer.headers.get("Cache-Control", "")


def test_a_session_of_one_house_is_none_in_another(ward: tuple[Client, Life]) -> None:
    browser, _life = ward
    other = make_world()
    there = Client(SERVER_NAME=other.host)
    there.cookies[COOKIE] = browser.cookies[COOKIE].value
    assert "Yarabella" not in there.get("/gegevens/", follow=True).content.decode()
