"""On a page of knowledge the number of a source stands behind "waarom dit?", and nowhere else (decision 18)."""

import re
from collections import Counter, deque
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from kring.foundation.testing import World

FROM_HERE = ("/", "/kring/", "/wegwijzer/", "/richtlijn/", "/maatregelen/", "/wat-werkt/", "/wat-helpt/", "/nu-hulp/")
PER_PAGE = 4
"""So many of each page, such as one entry of the catalogue; the texts themselves are checked when they are read."""

NUMBER = re.compile(r"\b(?:UV|RPOG) ?\d+|§|\bA ?(?:[1-9]|[12]\d|3[0-6])\b(?:\.[a-z])?")
PAPER = re.compile(r", A[345]\b")
NOT_A_PAGE = re.compile(r"/pdf/|/papier/|^/(?:en|demo|inloggen)/")


class _Page(HTMLParser):
    """What stands open on a page, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self._details: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "details":
            self._details.append(given.get("data-cmp") == "why")
        if tag == "a" and (address := given.get("href") or "").startswith("/"):
            self.links.append(address.split("#")[0])

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._details.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._details):
            self.open.append(data)


def read(html: str) -> _Page:
    """A page, read."""
    page = _Page()
    page.feed(html)
    return page


def bare(page: _Page) -> list[str]:
    """The numbers of sources that stand open on it."""
    return NUMBER.findall(PAPER.sub("", " ".join(" ".join(page.open).split())))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Het helpt niet (UV7).</p>", ["UV7"]),
        ("<p><b>A25.h</b> Een protocol, §3.2</p>", ["A25.h", "§"]),
        ("<details data-cmp='more'><p>RPOG 36</p></details>", ["RPOG 36"]),
        ("<details data-cmp='why'><p>UV7, A28</p></details><p>Daarna</p>", []),
        ("<p>Folder, A4</p>", []),
    ],
)
def test_a_number_that_stands_open_is_seen(html: str, found: list[str]) -> None:
    assert bare(read(html)) == found


def test_no_page_of_knowledge_shows_the_number_of_a_source(world: World) -> None:
    client, todo, seen = Client(SERVER_NAME=world.host), deque(FROM_HERE), set(FROM_HERE)
    wrong, walked = {}, Counter[str]()
    while todo:
        address = todo.popleft()
        answer = client.get(address, follow=True)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = read(answer.content.decode())
        if numbers := bare(page):
            wrong[address] = numbers
        for link in page.links:
            name = _name_of(link)
            if link not in seen and not NOT_A_PAGE.search(link) and walked[name] < PER_PAGE:
                walked[name] += 1
                seen.add(link)
                todo.append(link)
    assert walked["catalogue:entry"] == walked["compliance:requirement"] == PER_PAGE
    assert {"compliance:report", "compliance:rescue", "experiences:of_entry", "portal:reading"} <= set(walked)
    assert wrong == {}


def _name_of(link: str) -> str:
    """The name of a page, whichever entry or requirement it shows and whatever was chosen on it."""
    try:
        return resolve(link.partition("?")[0]).view_name
    except Resolver404:
        return ""
