"""Every page as everyone who comes in: in the light and in the dark, in both languages, and no browser complains."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Error

from kring.foundation.testing import Clock
from tests.access.lived import Lived, live, visitors
from tests.access.test_pages import EVERYONE, LISTED, address, expected

from .conftest import Process
from .mail import Letterbox
from .story import Phone, Site

LOOKS = (("light", "nl"), ("dark", "en"), ("light", "en"), ("dark", "nl"))
"""Beside each other these differ in the light, so that two visitors of a page see it in both."""
TO_SEE = [name for name, listed in LISTED.items() if not listed.get("post") and listed["for"] != "anybody"]

SECOND = {"other_code", "other_supporter", "hidden_coordinator"}
"""In the same role as somebody else: what is for everyone, they see just so."""
WHO = sorted(EVERYONE - {"elsewhere"})


@dataclass
class House:
    """An organisation in the middle of things, and a browser for each visitor and look."""

    it: Lived
    site: Site
    visitors: dict[str, Client] = field(default_factory=dict)
    phones: dict[tuple[str, str, str], Phone] = field(default_factory=dict)
    checked: set[tuple[str, str]] = field(default_factory=set)

    def phone(self, who: str, theme: str, language: str) -> Phone:
        """The browser of somebody, in a theme and a language."""
        key = (who, theme, language)
        if key not in self.phones:
            phone = self.site.phone(color_scheme=theme)
            phone.whose = " ".join(key)
            cookies = {"taal": language, **{name: one.value for name, one in self.visitors[who].cookies.items()}}
            phone.page.context.add_cookies(
                [{"name": name, "value": value, "url": self.site.address} for name, value in cookies.items()]
            )
            self.phones[key] = phone
        return self.phones[key]


@pytest.fixture(scope="module")
def house(
    served: int,
    worker: Process,
    letterbox: Letterbox,
    browser: Browser,
    browser_context_args: dict[str, Any],
) -> Iterator[House]:
    """Made by actions, while the worker rests: it would do half of it first."""
    worker.stop()
    it = live()
    site = Site(it.world, served, letterbox, browser, browser_context_args, Clock())
    yield House(it, site)
    site.close()


def comes_in(name: str, who: str) -> bool:
    """Whether this page is one to look at for somebody."""
    return expected(name, who) == "in" and not (who in SECOND and LISTED[name]["for"] == "everyone")


def looks(name: str, who: str) -> list[tuple[str, str]]:
    """In which looks somebody sees a page: one after the other, and two where hardly anybody else comes."""
    comes = [other for other in WHO if comes_in(name, other)]
    first = TO_SEE.index(name) + comes.index(who)
    return [LOOKS[(first + more) % len(LOOKS)] for more in range(1 if len(comes) > 1 else 2)]


def opened(phone: Phone, path: str) -> str:
    """Open a page and say what it is; a file to keep, and an answer without anything to see, are fine."""
    try:
        answer = phone.page.goto(path)
    except Error as refused:
        assert re.search("Download is starting|ERR_ABORTED", refused.message), f"{path}: {refused.message}"
        return "nothing to see"
    assert answer is not None and answer.status < 400, f"{phone.whose}: {path} answers {answer and answer.status}"
    return (answer.header_value("content-type") or "").partition(";")[0]


@pytest.mark.parametrize("who", WHO)
def test_every_page_is_right_for(house: House, who: str) -> None:
    house.visitors = visitors(house.it)  # on a slow machine a session would be over by now
    wrong: list[str] = []
    for name in TO_SEE:
        if comes_in(name, who):
            for theme, language in looks(name, who):
                wrong += looked_at(house, name, who, theme, language)
    assert wrong == [], "\n\n".join(wrong)


def looked_at(house: House, name: str, who: str, theme: str, language: str) -> list[str]:
    """What is wrong with this page in this look."""
    phone = house.phone(who, theme, language)
    phone.errors.clear()
    try:
        if opened(phone, address(name, house.it)) == "text/html":
            phone._picture()
            assert phone.errors == [], f"{phone.whose} on {name}: {phone.errors}"
            assert phone.page.locator("html").get_attribute("lang") == language, f"{phone.whose} on {name}"
            phone._fits()
            if not {(name, theme), (who, theme)} <= house.checked:
                house.checked |= {(name, theme), (who, theme)}
                phone._accessible()
    except AssertionError as problem:
        return [f"{name} ({phone.whose}): {problem}"]
    return []
