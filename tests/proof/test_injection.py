"""
No field of any form, and no question in any address, ends up in the words of a statement to the database.

What is typed carries a mark; every statement is looked at on its way to PostgreSQL. In the values it is fine, in the
words it is an injection, whatever it would have done. Each form first with all its fields full of it, then only those
that take any text, so that what they say gets past the checks. By hand every form as everyone who meets it, each field
apart, with more tricks: `KRING_EXAMPLES=200`.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from kring.foundation.testing import Clock
from kring.portal.views import about
from tests.access.lived import Lived, live, visitors
from tests.access.test_pages import LISTED
from tests.proof.entries import LEAVING, Entry, entries
from tests.proof.test_fuzzing import wrong

MARK = "zqx7"
TRICKS = [f"{MARK}'\"\\;--"]
MORE = [f"1 or {MARK}=1", f"{MARK}')) or (('1'='1", f"{MARK}%' --", f"$${MARK}", f"{MARK}\\'; select pg_sleep(9)--"]
THOROUGH = int(os.environ.get("KRING_EXAMPLES", "2")) >= 200
Scene = tuple[Lived, dict[str, Client], list[Entry]]


@pytest.fixture(scope="module")
def scene() -> Scene:
    """An organisation in which everything happened, everyone's browser, and all that can be filled in."""
    Clock()
    it = live()
    browsers = visitors(it)
    for browser in browsers.values():
        browser.raise_request_exception = False
    found = {(entry.who, entry.kind): entry for entry in entries(it, browsers, thorough=THOROUGH)}
    return it, browsers, list(found.values())


@contextmanager
def injected() -> Iterator[list[str]]:
    """The statements in whose words the mark stands."""
    found: list[str] = []
    original = psycopg.Cursor.execute

    def execute(self: Any, query: Any, *given: Any, **named: Any) -> Any:
        words = query if isinstance(query, str) else str(query)
        if MARK in words:
            found.append(words)
        return original(self, query, *given, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", execute)
        yield found


def attempts(entry: Entry) -> Iterator[dict[str, str]]:
    """What to send: everything marked, then what takes any text; by hand also each field apart."""
    whole = dict(entry.fields)
    for trick in TRICKS:
        yield dict.fromkeys(whole, trick)
        if entry.typed and entry.typed != set(whole):
            yield whole | dict.fromkeys(entry.typed, trick)
    if THOROUGH:
        for trick in (*TRICKS, *MORE):
            for name in whole:
                yield whole | {name: trick}


def tried(browser: Client, entry: Entry) -> list[str]:
    """What was wrong with any answer, or with any statement to the database."""
    found = []
    for given in attempts(entry):
        with injected() as statements:
            answer = getattr(browser, entry.method)(entry.path, given)
        found += [f"{entry}: {problem}" for problem in (wrong(answer), *statements) if problem]
    return found


def test_every_form_is_listed(scene: Scene) -> None:
    """Whatever takes a form has one on some page; what has none is sent by a script of ours."""
    found = scene[2]
    sys.stdout.write("\n".join(sorted({str(entry) for entry in found})) + "\n")
    kinds = Counter(entry.who for entry in found)
    assert min(kinds[who] for who in ("public", "person", "supporter", "coordinator", "administrator")) > 5, kinds
    filled = {entry.page for entry in found if entry.method == "post"}
    assert {name for name, listed in LISTED.items() if listed.get("post")} - filled - LEAVING == set()


def test_nothing_that_is_typed_becomes_words_of_a_statement(scene: Scene) -> None:
    _it, browsers, found = scene
    each = found if THOROUGH else {entry.kind: entry for entry in found}.values()
    problems = [problem for entry in each if entry.fields for problem in tried(browsers[entry.who], entry)]
    assert problems == []


def test_a_statement_made_of_what_is_typed_is_noticed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a page that puts a question in the words of a statement, even well quoted."""

    def careless(request: Any, *_given: Any, **_named: Any) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("select '" + request.GET.get("q", "").replace("'", "''") + "'")
        return HttpResponse("fine")

    monkeypatch.setattr(about, "render_page", careless)
    entry = Entry("public", "portal:about", "get", "/over/", (("q", "x"),), frozenset({"q"}))
    assert any(MARK in problem for problem in tried(scene[1]["public"], entry))
