"""Every page asks the database as often for much data as for little: nothing is fetched one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.test import Client

from kring.foundation.accounts import sessions
from kring.foundation.tenancy import hosts
from kring.foundation.tenancy import queries as tenancy
from kring.foundation.testing import as_
from kring.people import queries as people
from kring.portal.queries import house
from tests.access.lived import Lived, live, more, visitors
from tests.access.test_pages import LISTED, address, expected

READ = sorted(name for name, listed in LISTED.items() if not listed.get("post"))
WHO = ("public", "code", "person", "supporter", "coordinator", "manager", "trainer", "hr", "administrator")
"""Those who have something of everything that grows; a page for everyone is opened by the first two of them."""


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many statements go to the database in the block, also those that do not go by Django."""
    found, original = [0], psycopg.Cursor.execute

    def execute(self: Any, *given: Any, **named: Any) -> Any:
        found[0] += 1
        return original(self, *given, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", execute)
        yield found


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process remembers for half a minute, or writes four times a minute, stays out of the count."""
    for module in (hosts, tenancy, house):
        monkeypatch.setattr(module, "SECONDS", 3600)
    monkeypatch.setattr(sessions, "STAMP", timedelta(hours=1))


def counts(it: Lived, browsers: dict[str, Client]) -> dict[tuple[str, str], int]:
    """By page and visitor who comes in, how many statements; the second visit counts, when nothing is new."""
    found = {}
    for name in READ:
        several = [who for who in WHO if expected(name, who) == "in"] or list(LISTED[name].get("only", ()))
        for who in several[:2]:
            browsers[who].get(address(name, it))
            with counted() as number:
                browsers[who].get(address(name, it))
            found[name, who] = number[0]
    return found


def test_no_page_asks_more_when_there_is_more() -> None:
    it = live()
    more(it)
    little = counts(it, visitors(it))
    for _ in range(2):
        more(it)
    much = counts(it, visitors(it))
    grown = {(name, who): (few, much[name, who]) for (name, who), few in little.items() if much[name, who] > few}
    assert grown == {}


def test_a_page_that_fetches_one_by_one_is_noticed() -> None:
    """The control: a statement for each unit is more for more units."""
    it = live()
    found = []
    for _ in range(2):
        with counted() as number, as_(it.world.public):
            for unit in people.units():
                people.unit(unit.id)
        found.append(number[0])
        more(it)
    assert found[1] > found[0]
