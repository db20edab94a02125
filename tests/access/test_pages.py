"""Every address, everyone who could come: in or out, exactly as pages.toml says. An address not listed fails."""

import re
import tomllib
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.template.base import NodeList
from django.template.context import Context
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString

from kring.foundation.door import Who
from kring.foundation.pages import Page, all_pages
from kring.ui.drawing.loader import Drawn
from tests.access.lived import Lived, live, visitors

LISTED: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "pages.toml").read_text(encoding="utf-8"))
PAGES = {page.name: page for page in all_pages()}
KNOWN = {"for", "with", "post", "send", "only", "answers", "changes"}

WITHOUT_LOGIN = {"public", "code", "other_code", "elsewhere"}
SIGNED_IN = {
    *("employee", "person", "supporter", "other_supporter", "coordinator", "hidden_coordinator"),
    *("manager", "trainer", "hr", "administrator", "adviser"),
}
EVERYONE = WITHOUT_LOGIN | SIGNED_IN
DOORS: dict[Who | None, set[str]] = {
    None: EVERYONE,
    Who.EVERYONE: EVERYONE,
    Who.MINE: EVERYONE - {"public", "elsewhere"},
    Who.SIGNED_IN: SIGNED_IN,
    Who.SUPPORTER: {"supporter", "other_supporter"},
    Who.COORDINATOR: {"coordinator", "hidden_coordinator"},
    Who.MANAGER: {"manager"},
    Who.TRAINER: {"trainer"},
    Who.ADMINISTRATOR: {"administrator"},
    Who.KEEPER: {"coordinator", "hidden_coordinator", "administrator", "adviser"},
    Who.DEMO: set(),
}
NAMES: dict[Who | None, str] = {None: "anybody", **{who: who.name.lower().replace("_", " ") for who in Who}}


@pytest.fixture(scope="module")
def it() -> Lived:
    """The organisation for everything that changes nothing."""
    return live()


@pytest.fixture(scope="module")
def reading(it: Lived) -> dict[str, Client]:
    """Browsers for who only reads; a form may end a session."""
    return visitors(it)


@pytest.fixture(autouse=True)
def drawn_as_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page that anybody sees here is, byte by byte, what Django and cotton make of the same templates."""
    draw = Drawn.render

    def both(nodes: Drawn, context: Context) -> SafeString:
        mine = draw(nodes, context)
        with pytest.MonkeyPatch.context() as left_to_django:
            left_to_django.setattr(Drawn, "render", NodeList.render)
            assert mine == NodeList.render(nodes, context), nodes.template.name
        return mine

    monkeypatch.setattr(Drawn, "render", both)


def expected(name: str, who: str) -> str:
    """What happens to somebody at a page: in, or where they are sent instead."""
    listed, door = LISTED[name], PAGES[name].who
    for answer, people in listed.get("answers", {}).items():
        if who in people:
            return str(answer)
    if who in DOORS[door]:
        return "in" if who in listed.get("only", EVERYONE) else "missing"
    if door is Who.MINE:
        return "code"
    return "sign in" if door is not Who.DEMO and who in WITHOUT_LOGIN else "missing"


def outcome(response: HttpResponse) -> str:
    """What happened, in a word."""
    sent_to = response.headers.get("Location", "").partition("?")[0]
    elsewhere = {
        reverse("account_login"): "sign in",
        reverse("mfa_index"): "second factor",
        reverse("support:code"): "code",
    }
    if response.status_code == 404:
        return "missing"
    if response.status_code == 405:
        return "wrong method"
    if response.status_code >= 500:
        return f"broken ({response.status_code})"
    return elsewhere.get(sent_to, "in")


def address(name: str, it: Lived) -> str:
    """The address of a page in this organisation."""
    parts = {key: it.keys.get(str(value), value) for key, value in LISTED[name].get("with", {}).items()}
    return reverse(name, kwargs=parts)


def visit(browser: Client, name: str, it: Lived) -> HttpResponse:
    """Open the page, or send its form."""
    listed = LISTED[name]
    if listed.get("post"):
        return browser.post(address(name, it), listed.get("send", {}))  # type: ignore[return-value]
    return browser.get(address(name, it))  # type: ignore[return-value]


def test_every_page_is_listed() -> None:
    assert set(PAGES) - set(LISTED) == set(), "add these to pages.toml: say for whom, and who comes in"
    assert set(LISTED) - set(PAGES) == set(), "take these out of pages.toml: they are gone"


def test_two_addresses_of_one_name_have_one_door() -> None:
    assert {page.name for page in all_pages() if page.who is not PAGES[page.name].who} == set()


@pytest.mark.parametrize("name", LISTED)
def test_a_page_is_for_whom_the_list_says(name: str) -> None:
    page: Page | None = PAGES.get(name)
    assert page is not None
    assert NAMES[page.who] == LISTED[name]["for"]
    assert set(LISTED[name]) <= KNOWN


@pytest.mark.parametrize("name", LISTED)
def test_everyone_is_let_in_or_not_as_the_list_says(it: Lived, reading: dict[str, Client], name: str) -> None:
    """First who stays out, then who comes in; if that changes something, each in an organisation of their own."""
    wanted = {who: expected(name, who) for who in EVERYONE}
    browsers = visitors(it) if LISTED[name].get("post") else reading
    found = {}
    for who in sorted(EVERYONE, key=lambda who: (wanted[who] == "in", who)):
        if wanted[who] == "in" and LISTED[name].get("changes"):
            fresh = live()
            found[who] = outcome(visit(visitors(fresh)[who], name, fresh))
        else:
            found[who] = outcome(visit(browsers[who], name, it))
    assert {who: answer for who, answer in found.items() if answer != wanted[who]} == {}


HIDDEN = [
    name
    for name, listed in LISTED.items()
    if "only" in listed and name in PAGES and re.search(r"<uuid:", PAGES[name].address)
]


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_looks_like_what_is_not_there(it: Lived, name: str) -> None:
    """Whoever may not see a thing gets the page for a thing that never was."""
    door = PAGES[name].who
    who = min(DOORS[door] - set(LISTED[name]["only"]))
    never = Lived(it.world, it.other, {key: str(uuid.uuid4()) for key in it.keys})
    hidden, missing = visit(visitors(it)[who], name, it), visit(visitors(it)[who], name, never)
    assert hidden.status_code == missing.status_code == 404
    assert _plain(hidden, it) == _plain(missing, never)
    assert hidden.headers.keys() == missing.headers.keys()


def _plain(response: HttpResponse, it: Lived) -> str:
    """The page without what differs each time: the address, the token of its forms, the seconds a session has left."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=|left=)"\w+"', r"\1", response.content.decode())
    for value in it.keys.values():
        text = text.replace(value, "…")
    return text


def test_a_page_that_lets_in_too_many_is_noticed() -> None:
    assert expected("portal:overview", "employee") == "missing"
    assert expected("portal:overview", "public") == "sign in"
    assert outcome(HttpResponse(status=200)) == "in"
    assert outcome(HttpResponse(status=503)).startswith("broken")
