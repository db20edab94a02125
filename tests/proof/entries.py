"""
Every place where somebody can type or choose something: the forms and the questions in addresses of every page.

They are read from the pages themselves, as everyone who comes in, so that a new form is tried without anybody listing
it. `python -m pytest tests/proof/test_injection.py -s -k listed` prints them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from tests.access.lived import Lived
from tests.access.test_pages import EVERYONE, LISTED, address, expected
from tests.proof.forms import Reader

OUTSIDE = {"elsewhere"}
TWO = {"public", "person"}
LEAVING = {"account_logout", "account_leave"}
"""Forms without a field, after which nobody is signed in any more."""


@dataclass(frozen=True)
class Entry:
    """One form, or one address with questions in it, as one visitor meets it."""

    who: str
    page: str
    method: str
    path: str
    fields: tuple[tuple[str, str], ...]
    typed: frozenset[str] = frozenset()
    """The names of fields that take any text."""

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes it another one: where it leads, how, and with which fields."""
        return (self.page, self.method, tuple(sorted({name for name, _value in self.fields})))

    def __str__(self) -> str:
        names = " ".join(dict.fromkeys(name + ("*" if name in self.typed else "") for name, _value in self.fields))
        return f"{self.method.upper():4} {self.page:38} {names}"


def entries(it: Lived, browsers: dict[str, Client], *, thorough: bool = False) -> Iterator[Entry]:
    """
    Everything that can be filled in or asked, by everyone who comes in.

    :param thorough: read what is for everyone as everyone; otherwise as one without and one with a login
    """
    for who in sorted(EVERYONE - OUTSIDE):
        for name, listed in LISTED.items():
            if expected(name, who) != "in" or (listed["for"] == "everyone" and not thorough and who not in TWO):
                continue
            if listed.get("post"):
                given = tuple(sorted((key, str(value)) for key, value in listed.get("send", {}).items()))
                yield Entry(who, name, "post", address(name, it), given)
                continue
            page = browsers[who].get(address(name, it))
            if page.headers.get("Content-Type", "").startswith("text/html"):
                yield from _on(page.content.decode(errors="replace"), address(name, it), who)


def _on(text: str, here: str, who: str) -> Iterator[Entry]:
    reader = Reader(text)
    for form in reader.forms:
        if form.method == "dialog":
            continue  # closes something on the screen, and is sent nowhere
        if (page := _name_of(form.action or here)) and page not in LEAVING:
            fields = tuple((name, value) for name, value in form.fields if name != "csrfmiddlewaretoken")
            yield Entry(who, page, form.method, _path(form.action or here), fields, frozenset(form.typed))
    for link in reader.links:
        asked = urlsplit(link)
        if asked.query and not asked.netloc and (page := _name_of(asked.path or here)):
            yield Entry(who, page, "get", asked.path or here, tuple(parse_qsl(asked.query)))


def _path(link: str) -> str:
    return urlsplit(link).path


def _name_of(link: str) -> str:
    """The page to which an address leads; empty when it is none of ours."""
    parts = urlsplit(link)
    if parts.netloc or parts.scheme or not re.match("/", parts.path):
        return ""
    try:
        return resolve(parts.path).view_name
    except Resolver404:
        return ""
