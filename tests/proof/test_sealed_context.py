"""
The sealed context under attack: every bit flipped, every field swapped, replayed too late, carried elsewhere.

The web role itself tries, with the statement an injection would have: `set_config('kring.ctx', …)`.
"""

import hashlib
import hmac
import secrets
import time

import psycopg
import pytest
from django.db import connection, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.foundation.actor import Actor
from kring.foundation.database.context import _set, seal
from kring.foundation.keys.keyring import keyring
from kring.foundation.keys.lookup import person_tag
from kring.foundation.testing import World, as_, make_world
from kring.people.models import Person
from kring.support.models import Trajectory, WorkItem
from tests.proof.lives import Life

TABLES = "select organisation_id from tenancy_organisation union all select organisation_id from people_person"


@pytest.fixture(scope="module")
def here() -> tuple[World, Life]:
    """An organisation in which somebody is supported, and somebody waits."""
    world = make_world()
    life = Life(world)
    for move in ["ask signed in", "match", "accept", "ask without those", "match"]:
        assert life.move(move)
    return world, life


def sealed(actor: Actor, *, seconds: int = 60, key: bytes | None = None) -> str:
    return seal(actor, key=key or keyring().secret("context"), expires=int(time.time()) + seconds)


def seen(text: str) -> int:
    """How many rows of anything about people a context shows."""
    with transaction.atomic():
        _set(text, "default")
        return Trajectory.objects.count() + Person.objects.count() + WorkItem.objects.count()


def test_the_real_context_shows_something(here: tuple[World, Life]) -> None:
    """The control of everything below."""
    world, life = here
    for actor in (world["Yara"].actor, world["Noor"].actor, world["Petra"].actor, world.code(life.requests[0])):
        assert seen(sealed(actor)) > 0


@given(place=st.integers(0, 10_000), bit=st.integers(0, 6))
@settings(max_examples=150)
def test_no_bit_can_be_flipped(here: tuple[World, Life], place: int, bit: int) -> None:
    world, _life = here
    good = sealed(world["Petra"].actor).encode()
    at = place % len(good)
    bad = (good[:at] + bytes([good[at] ^ (1 << bit)]) + good[at + 1 :]).replace(b"\0", b"0")
    if bad.decode(errors="replace").lower() == good.decode().lower() and at >= len(good) - 64:
        return
    assert seen(bad.decode(errors="replace")) == 0


@pytest.mark.parametrize("field", range(6))
def test_no_field_can_be_taken_from_another_real_context(here: tuple[World, Life], field: int) -> None:
    """Both are genuine; only their parts are swapped: kind, organisation, subject, tag, roles, end."""
    world, life = here
    other = make_world()
    giver = Actor("process", other.organisation_id, life.requests[0], "f" * 64, frozenset({"administrator"}))
    mine, theirs = sealed(world["Marco"].actor).split("|"), sealed(giver, seconds=3000).split("|")
    assert mine[field] != theirs[field]
    mine[field] = theirs[field]
    assert seen("|".join(mine)) == 0


def test_a_mac_of_another_context_does_not_fit(here: tuple[World, Life]) -> None:
    world, _life = here
    mine, hers = sealed(world["Marco"].actor).split("|"), sealed(world["Petra"].actor).split("|")
    assert seen("|".join([*mine[:6], hers[6]])) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "|",
        "||||||",
        "web",
        "|" * 7,
        "web|x|y|z|coordinator|99999999999|" + "0" * 64,
        "'; select 1 --",
        "|\\x00|||||",
    ],
)
def test_what_is_no_context_is_no_context(text: str) -> None:
    assert seen(text) == 0


@pytest.mark.parametrize(
    "key", [b"", b"\0" * 32, b"context", secrets.token_bytes(32)], ids=["empty", "noughts", "a word", "another"]
)
def test_a_context_sealed_with_another_key_is_none(here: tuple[World, Life], key: bytes) -> None:
    world, _life = here
    fields = sealed(world["Petra"].actor).split("|")[:6]
    message = "|".join(fields)
    for mac in (hmac.new(key, message.encode(), hashlib.sha256), hashlib.sha256(key + message.encode())):
        assert seen(f"{message}|{mac.hexdigest()}") == 0


def test_a_separator_inside_a_field_moves_nothing(here: tuple[World, Life]) -> None:
    """A tag or role that holds the separator makes another number of parts, and so nothing."""
    world, _life = here
    petra = world["Petra"].actor
    for actor in (
        Actor("web", world.organisation_id, petra.subject, "|", petra.roles),
        Actor("web", world.organisation_id, petra.subject, "", frozenset({"coordinator|99999999999"})),
    ):
        assert seen(sealed(actor)) == 0


def test_replayed_after_its_end_it_shows_nothing(here: tuple[World, Life]) -> None:
    world, _life = here
    short = sealed(world["Petra"].actor, seconds=1)
    assert seen(short) > 0
    time.sleep(2.1)
    assert seen(short) == 0


def test_a_moved_clock_of_the_application_gives_no_more_time(here: tuple[World, Life]) -> None:
    """The end is compared with the clock of the database's machine."""
    world, _life = here
    assert seen(sealed(world["Petra"].actor, seconds=-1)) == 0


def test_carried_to_another_organisation_it_shows_nothing_there(here: tuple[World, Life]) -> None:
    world, _life = here
    other = make_world()
    with transaction.atomic():
        _set(sealed(world["Petra"].actor), "default")
        assert not Person.objects.filter(organisation_id=other.organisation_id).exists()


def test_the_context_ends_with_its_transaction(here: tuple[World, Life]) -> None:
    """A connection goes back to a pool: the next request finds nothing of the one before."""
    world, _life = here
    with as_(world["Petra"].actor):
        assert WorkItem.objects.exists()
    assert not WorkItem.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('kring.ctx', true)")
        assert cursor.fetchone()[0] in (None, "")


def test_it_stands_nowhere_where_another_session_can_read_it(here: tuple[World, Life]) -> None:
    world, _life = here
    with as_(world["Petra"].actor), connections["owner"].cursor() as cursor:
        cursor.execute("select string_agg(coalesce(query, ''), ' ') from pg_stat_activity")
        (running,) = cursor.fetchone()
    assert str(world["Petra"].id) not in running


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from private.context_key",
        "select * from private.counter",
        "select * from private.spent_token",
        "set role kring_owner",
        "set role kring_worker",
        "set session authorization kring_owner",
        "create or replace function private.org() returns uuid language sql as 'select null::uuid'",
        "alter table support_trajectory disable row level security",
        "create table public.mine (one int)",
        "create temporary table mine as select 1",
        "select private.organisations()",
        "select private.counted('2026H2')",
        "select private.tally('2026H2', '[]')",
        "select private.oldest_epoch()",
        "select task_name from procrastinate_jobs",
        "select last_value from procrastinate_jobs_id_seq",
        "copy people_person to '/dev/null'",
        "select pg_read_file('postgresql.conf')",
        "do $$ begin perform set_config('row_security', 'off', true); perform count(*) from people_person; end $$",
        "select lo_import('/etc/passwd')",
    ],
)
def test_the_web_role_cannot_step_over_the_wall(here: tuple[World, Life], attempt: str) -> None:
    world, _life = here
    with pytest.raises(psycopg.Error), as_(world["Marco"].actor):
        psycopg.Cursor(connection.connection).execute(attempt)  # type: ignore[call-overload]


def test_no_tag_can_be_guessed_from_what_is_known(here: tuple[World, Life]) -> None:
    """Whoever knows an organisation and a person has no tag without the keyring."""
    world, _life = here
    mine = person_tag(world.organisation_id, world["Yara"].id)
    known = f"{world.organisation_id}{world['Yara'].id}"
    assert mine not in {hashlib.sha256(text.encode()).hexdigest() for text in (known, f"person:{world['Yara'].id}")}
