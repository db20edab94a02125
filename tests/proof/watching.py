"""
Everything somebody who may not know can see: pages, rows, mails, headers, sizes, and the work of the database.

Two worlds are compared as text. What differs between any two worlds is taken out first, by a closed list: the names
of the organisation's own rows, keys of rows, the token of forms, seconds that are left, and times of day.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from django.test import Client
from django.urls import reverse
from psycopg import sql

from kring.foundation.pages import all_pages
from kring.foundation.testing import Somebody, World, as_
from kring.foundation.testing_http import sign_in
from tests.access.test_pages import DOORS, LISTED

NOTHING = UUID(int=7)
_TOKENS = dict.fromkeys(("offer_link", "here", "event_page"), "A" * 22) | {
    "evaluation": "a" * 32 + "2026h2" + "b" * 16
}
_ANY_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NORMALISERS = (
    (re.compile(r'(name="(?:csrfmiddlewaretoken|token|form_token)" value=)"[^"]*"'), r"\1"),
    (re.compile(r'data-(left|idle)="\d+"'), ""),
    (re.compile(r"[0-9a-f]{8}(?=@voorbeeld\.test)"), ""),
    (_ANY_KEY, "key"),
    (re.compile(r"\d\d:\d\d:\d\d\.\d+"), "time"),
)
# Asked by the clock, whatever is looked at: an idle session is stamped, a host is remembered for half a minute.
RANDOM = {"mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"}
"""Pages with a fresh secret each time, about signing in only."""
_UNCOUNTED = ("accounts_session", "organisation_by_host")
HEADERS = ("Content-Type", "Location", "Cache-Control", "Vary", "Content-Security-Policy", "Set-Cookie", "Retry-After")


@dataclass(frozen=True)
class Sight:
    """One thing that was seen: where, and what, as text."""

    where: str
    what: str


def plain(text: str, world: World) -> str:
    """Text without what differs between any two worlds."""
    named = {str(world.organisation_id): "organisation", world.host: "host"}
    named |= {str(getattr(world, unit)): unit for unit in ("division", "ward", "other_ward")}
    for one in world.people.values():
        named |= {str(one.id): f"person {one.name}", str(one.account_id): f"account {one.name}"}
    for value, name in named.items():
        text = text.replace(value, name)
    for pattern, instead in _NORMALISERS:
        text = pattern.sub(instead, text)
    return text


def pages_for(who: str) -> list[str]:
    """The names of pages to read as somebody: all whose door opens, and one of each door that stays closed."""
    found, refused = [], {}
    for page in all_pages():
        listed = LISTED.get(page.name, {})
        if listed.get("post") or page.name in {"healthz", "portal:document_file", "ui:gallery"} | RANDOM:
            continue
        if who in DOORS[page.who]:
            found.append(page.name)
        else:
            refused[page.who] = page.name
    return [*dict.fromkeys(found), *refused.values()]


def look(world: World, somebody: Somebody | None, who: str, trajectory: UUID | None) -> Iterator[Sight]:
    """
    Open every page as somebody; `who` is their name in pages.toml.

    :param trajectory: what stands in addresses where something exists; where nothing does, a key of nothing
    """
    browser = Client(SERVER_NAME=world.host)
    if somebody:
        sign_in(browser, somebody)
    for warm in ("portal:home", "events:report", "guide:newest"):  # what a process keeps for everybody, it asks once
        browser.get(reverse(warm))
    for name in pages_for(who):
        kwargs = {part: _part(part, value, world, trajectory) for part, value in LISTED[name].get("with", {}).items()}
        with counted() as asked:
            response = browser.get(reverse(name, kwargs=kwargs))
        is_paper = response.headers.get("Content-Type") == "application/pdf"  # holds when it was made
        body = "paper" if is_paper else plain(response.content.decode(errors="replace"), world)
        headers = {key: plain(response.headers[key], world) for key in HEADERS if key in response.headers}
        cookies = sorted(response.cookies)
        seen = f"{response.status_code} {len(body)} {headers} {cookies}\n" + "\n".join(asked)
        yield Sight(f"{who} reads {name}", seen + "\n" + body)


def _part(key: str, value: Any, world: World, trajectory: UUID | None) -> Any:
    """What stands in an address: of people and units their own key, of support the one there is, else of nothing."""
    if value in ("eva", "noor"):
        return world[value.title()].id
    if value == "ward":
        return world.ward
    if key.endswith("_id"):
        return trajectory if trajectory and value in ("active", "searching") else NOTHING
    return _TOKENS.get(value, value)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The questions to the database while the block runs, each with how many rows it touched; no values."""
    asked: list[str] = []

    def listen(execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(statement, params, many, context)
        if not any(table in statement for table in _UNCOUNTED):
            asked.append(f"{statement} → {context['cursor'].rowcount}")
        return answer

    with connection.execute_wrapper(listen):
        yield asked


_READABLE = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'shared') and c.relkind in ('r', 'p') and c.relrowsecurity
  and has_table_privilege(c.oid, 'select')
order by 1
"""


def rows(world: World, somebody: Somebody | None, who: str) -> Iterator[Sight]:
    """Every row of every guarded table that the web role can read in this context, as an injection would."""
    with as_(somebody.actor if somebody else world.public):
        cursor = psycopg.Cursor(connection.connection)
        for (table,) in cursor.execute(_READABLE).fetchall():
            found = cursor.execute(sql.SQL("select * from {}").format(sql.Identifier(table))).fetchall()
            lines = sorted(plain(str([_shown(value) for value in row]), world) for row in found)
            yield Sight(f"{who} selects from {table}", "\n".join(lines))


def _shown(value: Any) -> Any:
    return f"{len(bytes(value))} bytes" if isinstance(value, bytes | memoryview) else value


def letters(world: World, somebody: Somebody, who: str) -> Sight:
    """The mails on their way to somebody, opened."""
    from kring.events.tests.making import letters_to

    found = [letter for letter in letters_to(world) if letter["to"] == somebody.mail]
    return Sight(f"{who} gets mail", plain(str([(one["template"], one["values"]) for one in found]), world))


def differences(one: list[Sight], other: list[Sight]) -> list[str]:
    """Where two sights differ, with the first line that does."""
    assert [sight.where for sight in one] == [sight.where for sight in other]
    found = []
    for a, b in zip(one, other, strict=True):
        if a.what != b.what:
            pairs = zip([*a.what.splitlines(), ""], [*b.what.splitlines(), ""], strict=False)
            first = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
            found.append(f"{a.where}: {first[0][:300]!r} is {first[1][:300]!r}")
    return found
