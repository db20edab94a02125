import json

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import connections
from django.test import Client
from procrastinate.contrib.django import app as jobs

from kring.foundation.accounts.jobs import forget_sessions
from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.accounts.tests.pages import LOGIN, log_in, sessions, visitor, words
from kring.foundation.testing import Clock, World, fetch, make_world
from kring.foundation.testing_http import hold_code, session_cookie, sign_in

SAFE = "/inloggen/veilig/"


def is_in(client: Client) -> bool:
    return client.get(SAFE).status_code == 200


@pytest.mark.parametrize(("who", "minutes"), [("Yara", 15), ("Noor", 10), ("Petra", 10), ("Marco", 15)])
def test_doing_nothing_ends_the_session(world: World, clock: Clock, who: str, minutes: int) -> None:
    client = visitor(world)
    sign_in(client, world[who])
    clock.forward(minutes=minutes - 1)
    assert is_in(client)
    clock.forward(minutes=minutes)
    assert not is_in(client)


def test_after_eight_hours_it_ends_however_busy_one_is(world: World, clock: Clock) -> None:
    client = visitor(world)
    sign_in(client, world["Yara"])
    for _ in range(47):
        clock.forward(minutes=10)
        assert is_in(client)
    clock.forward(minutes=11)
    assert not is_in(client)


def test_asking_to_stay_keeps_the_session(world: World, clock: Clock) -> None:
    client = visitor(world)
    sign_in(client, world["Noor"])
    for _ in range(3):
        clock.forward(minutes=9)
        assert client.get(LOGIN + "blijf/").status_code == 204
    assert is_in(client)
    clock.forward(minutes=16)
    assert client.get(LOGIN + "blijf/").status_code == 404


def test_signing_out_clears_the_browser_but_not_what_is_kept_on_the_device(world: World) -> None:
    client = visitor(world)
    sign_in(client, world["Yara"])
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.post(LOGIN + "uit/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert SessionStore(key).load() == {}
    page = client.get(answer.headers["Location"])
    assert "Je bezoek hier is klaar" in words(page) and world["Yara"].mail not in words(page)


def test_signing_out_needs_the_token_of_a_form(world: World) -> None:
    client = visitor(world, enforce_csrf_checks=True)
    sign_in(client, world["Yara"])
    assert client.post(LOGIN + "uit/").status_code == 403
    assert is_in(client)


def test_leaving_in_a_hurry_ends_a_session_and_a_visit_with_a_code(world: World) -> None:
    for begin in (lambda client: sign_in(client, world["Yara"]), lambda client: hold_code(client, world["Yara"].id)):
        client = visitor(world, enforce_csrf_checks=True)
        begin(client)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        assert client.post(LOGIN + "weg/").status_code == 204
        assert SessionStore(key).load() == {}


def test_a_session_that_was_ended_does_not_come_back_by_a_request_on_its_way(world: World) -> None:
    key = session_cookie(world["Yara"])
    late = SessionStore(key)
    late["seen"] = True
    SessionStore(key).delete()
    with pytest.raises(UpdateError):
        late.save()
    assert SessionStore(key).load() == {}


def test_a_session_is_worth_nothing_at_the_host_of_another_organisation(world: World) -> None:
    other, client = make_world(cast=False), visitor(world)
    sign_in(client, world["Noor"])
    page = client.get(SAFE, SERVER_NAME=other.host)
    assert page.status_code == 302 and page.headers["Location"].startswith(LOGIN)
    assert page.wsgi_request.actor.kind == "public"
    assert is_in(client)


def test_a_session_of_an_account_that_is_nobody_here_is_public(world: World) -> None:
    client = visitor(world)
    sign_in(client, world["Noor"])
    with connections["owner"].cursor() as cursor:
        cursor.execute("update people_person set left_on = current_date where id = %s", [world["Noor"].id])
    assert not is_in(client)
    assert "Mailadres" in words(client.get(LOGIN))


def test_the_page_says_when_a_session_ends_and_only_then(world: World) -> None:
    public, client = visitor(world), visitor(world)
    assert "data-session-end" not in public.get(LOGIN + "tot-ziens/").content.decode()
    sign_in(client, world["Noor"])
    page = client.get(SAFE).content.decode()
    assert 'data-idle="585"' in page and "10 minuten" in page
    hold_code(client, world["Yara"].id)
    assert 'data-idle="885"' in client.get(LOGIN + "tot-ziens/").content.decode()


def test_pages_with_a_session_or_a_form_are_never_stored(world: World) -> None:
    client = visitor(world)
    assert "no-store" not in client.get(LOGIN + "tot-ziens/").headers.get("Cache-Control", "")
    assert client.get(LOGIN + "wachtwoord/vergeten/").headers["Cache-Control"] == "no-store"
    hold_code(client, world["Yara"].id)
    assert client.get(LOGIN + "tot-ziens/").headers["Cache-Control"] == "no-store"


def test_signing_in_leaves_no_trace_of_when_where_or_with_what(world: World) -> None:
    client = visitor(world, REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Mozilla/5.0 Herkenbaar")
    log_in(client, world["Yara"])
    assert is_in(client)
    columns = fetch(
        "select table_schema, table_name, column_name from information_schema.columns"
        " where table_schema in ('public', 'private')"
    )
    assert not [row for row in columns if row[2] in {"last_login", "ip", "ip_address", "user_agent"}]
    for schema, table in {(row[0], row[1]) for row in columns}:
        kept = json.dumps([row[0] for row in fetch(f'select t::text from "{schema}"."{table}" t')])
        assert "203.0.113.77" not in kept and "Herkenbaar" not in kept, table
        if table not in {"accounts_account", "people_person", "supporters_availability"}:
            assert world["Yara"].mail not in kept, table
    assert fetch("select 1 from mfa_authenticator where last_used_at is not null") == []


def test_the_sweep_forgets_sessions_that_are_over_and_old_counters(world: World, clock: Clock) -> None:
    assert jobs.tasks  # the worker knows its jobs
    sign_in(visitor(world), world["Yara"])
    with connections["owner"].cursor() as cursor:
        cursor.execute("insert into kring_cache values (%s, '', now() - interval '1 minute')", [world.host])
    assert sessions() >= 1
    clock.forward(hours=9)
    by = world.job()
    from kring.foundation.testing import as_

    with as_(by) as at:
        forget_sessions(world.organisation_id, by, at)
    assert fetch("select 1 from accounts_session where seen_at <= private.clock() - interval '15 minutes'") == []
    assert fetch("select 1 from kring_cache where cache_key = %s", world.host) == []
