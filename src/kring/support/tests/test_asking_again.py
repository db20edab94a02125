"""Asking once more while a request is open: the same leads to what is there, something else is another request."""

import re
from typing import Any

import pytest
from django.test import Client

from kring.foundation.testing import Clock, World, make_world
from kring.foundation.testing_http import hold_code, sign_in
from kring.support.tests.test_asking_pages import ASK, client_of, trajectories, typed, words_of
from kring.support.tests.test_journey import accept, hold, match

THERE = "Je vraag is al aangekomen"
_CHANGES = re.compile(r'(name="(csrfmiddlewaretoken|token)" value=")[^"]*')


def asked(world: World, **given: Any) -> Client:
    """The browser of whoever just asked, without signing in."""
    client = client_of(world)
    assert client.post(ASK, typed(**given)).status_code == 302
    return client


def main_of(answer: Any) -> str:
    """Without the frame, which says how long a session lasts, whoever has one."""
    return words_of(answer).partition("<main")[2].partition("</main>")[0]


def again(client: Client, **given: Any) -> tuple[int, str]:
    answer = client.post(ASK, typed(**given))
    return answer.status_code, words_of(answer)


def test_the_same_in_a_new_form_makes_no_second_request(world: World) -> None:
    client = asked(world)
    status, page = again(client, name="yara ", address="+31 6 12345678", channel="text", windows=["night"])
    assert status == 409
    assert THERE in page and "Je hoeft niets opnieuw te doen." in page
    assert 'href="/mijn/"' in page
    assert len(trajectories(world)) == 1
    assert "We zoeken een collega voor je" in words_of(client.get("/mijn/")), "it leads to the own page"


def test_it_says_when_it_arrived(world: World, clock: Clock) -> None:
    client = asked(world)
    answer = words_of(client.post(ASK, typed()))
    assert re.search(r"Dat was op \w+dag \d+ \w+ om \d+\.\d\d uur\. Je vraag loopt nog\.", answer)


def test_a_code_that_was_not_kept_can_be_seen_before_it_is_too_late(world: World) -> None:
    """Asking apart brings another code to this screen; then only who kept the first one comes back to it."""
    client = asked(world)
    look = 'href="/praten/code/"'
    assert look in main_of(client.post(ASK, typed()))
    client.post("/praten/code/")
    assert look not in main_of(client.post(ASK, typed()))


def test_one_tap_asks_for_something_else_with_what_was_typed(world: World) -> None:
    client = asked(world)
    given = typed(windows=["night", "evening"], craft="nurse")
    page = words_of(client.post(ASK, given))
    form = page.partition(f'action="{ASK}"')[2].partition("</form>")[0]
    held: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        held.setdefault(name, []).append(value)
    assert {name: held[name] for name in given} == {
        name: value if isinstance(value, list) else [value] for name, value in given.items()
    }
    for _twice in range(2):
        answer = client.post(ASK, {**held, "again": "1"})
        assert answer["Location"] == "/praten/code/"
    assert len(trajectories(world)) == 2, "and pressing twice is still one request"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"name": "Fenna", "address": "06 8765 4321"}, id="the next one at this screen"),
        pytest.param({"name": "Fenna"}, id="the next one, with the number of the ward"),
        pytest.param({"address": "06 8765 4321"}, id="a namesake"),
    ],
)
def test_the_next_one_at_this_screen_asks_and_learns_nothing(world: World, given: dict[str, Any]) -> None:
    client = asked(world)
    status, page = again(client, **given)
    assert (status, page) == (302, "")
    assert len(trajectories(world)) == 2
    assert given.get("name", "Yara") in words_of(client.get("/praten/code/"))


def test_the_page_of_asking_is_the_same_before_and_after(world: World) -> None:
    """Whoever sits down at this screen next reads nothing in it, though the session is still open."""
    stranger, client = client_of(world), asked(world)
    pages = [_CHANGES.sub("", main_of(one.get(ASK))) for one in (stranger, client)]
    assert pages[0] == pages[1]
    assert "Heb je het al gevraagd?" in pages[0]
    assert stranger.get("/mijn/")["Location"] == "/mijn/code/"


def test_another_browser_is_told_nothing(world: World) -> None:
    """What Kring could say to somebody who only knows a name and a number, it says to nobody."""
    asked(world)
    assert again(client_of(world))[0] == 302
    other = make_world()
    client = asked(other)
    hold_code(client, trajectories(world)[0])
    assert again(client)[0] == 302, "and a code of another house opens nothing here"


def test_signed_in_it_leads_to_that_one_of_several(world: World) -> None:
    client = client_of(world)
    sign_in(client, world["Yara"])
    for address in ("06 1111 1111", "06 2222 2222"):
        assert again(client, address=address)[0] == 302
    first, second = (again(client, address=address) for address in ("06 1111 1111", "06 2222 2222"))
    assert (first[0], second[0]) == (409, 409)
    again(client, address="06 1111 1111")
    assert "06 11 11 11 11" in words_of(client.get("/mijn/"))
    assert len(trajectories(world)) == 2


def test_with_a_supporter_too_but_not_once_it_is_over(world: World) -> None:
    client = asked(world, address="yara@thuis.test", channel="private_mail", choice=str(world["Noor"].id))
    again_too = {"address": "Yara@thuis.test", "channel": "private_mail"}
    match(world)
    accept(world)
    assert again(client, **again_too)[0] == 409
    for number in (1, 2, 3):
        hold(world, trajectories(world)[0], number)
    assert again(client, **again_too)[0] == 302
