import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.accounts.tests.pages import LOGIN, code_for, give_app, log_in, visitor, words
from kring.foundation.testing import World, fetch, make_world
from kring.foundation.testing_http import hold_code


def held(client) -> SessionStore:
    return SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)


def test_a_first_look_at_the_page_sets_no_session(world: World) -> None:
    client = visitor(world)
    answer = client.get(LOGIN)
    assert answer.status_code == 200
    assert set(client.cookies) <= {"csrftoken"}
    assert "max-age" not in str(client.cookies["csrftoken"]).lower()
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_is_dutch_and_has_no_inline_style_script_or_handler(world: World) -> None:
    page = visitor(world).get(LOGIN).content.decode()
    assert "<h1>Inloggen</h1>" in page
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert " src=" in script or 'type="application/json"' in script


def test_address_and_password_sign_in_and_lead_back(world: World) -> None:
    client = visitor(world)
    answer = log_in(client, world["Yara"], to="/inloggen/veilig/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/inloggen/veilig/")
    page = client.get("/inloggen/veilig/")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.wsgi_request.actor.subject == world["Yara"].id


def test_the_way_back_never_leads_to_another_host(world: World) -> None:
    other = make_world(cast=False)
    for elsewhere in ("https://example.org/", "//example.org", f"http://{other.host}/", "javascript:alert(1)"):
        assert log_in(visitor(world), world["Yara"], to=elsewhere).headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_say_the_same(world: World) -> None:
    client = visitor(world)
    wrong = client.post(LOGIN, {"login": world["Yara"].mail, "password": "niet dit wachtwoord"})
    unknown = client.post(LOGIN, {"login": "niemand@voorbeeld.test", "password": "niet dit wachtwoord"})
    sentence = "Dit mailadres en wachtwoord horen niet bij elkaar."
    assert sentence in words(wrong) and sentence in words(unknown)


def test_signing_in_gives_the_session_another_key_and_leaves_behind_what_was_in_it(world: World) -> None:
    client = visitor(world)
    hold_code(client, world["Yara"].id)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    log_in(client, world["Noor"])
    after = held(client)
    assert after.session_key != before
    assert "trajectory" not in after and after["organisation"] == str(world.organisation_id)
    assert SessionStore(before).load() == {}


def test_a_password_alone_is_no_second_factor(world: World) -> None:
    client = visitor(world)
    log_in(client, world["Noor"])
    assert "second_factor" not in held(client)


def test_a_password_and_a_code_are(world: World) -> None:
    client, secret = visitor(world), give_app(world["Noor"])
    step = log_in(client, world["Noor"])
    assert step.headers["Location"] == "/inloggen/code/"
    assert client.get("/inloggen/veilig/").headers["Location"].startswith(LOGIN)
    wrong = client.post("/inloggen/code/", {"code": "000000"})
    assert "Deze code klopt niet" in words(wrong)
    done = client.post("/inloggen/code/", {"code": code_for(secret)})
    assert done.headers["Location"] == "/"
    assert held(client)["second_factor"] is True


def test_a_code_works_once(world: World) -> None:
    secret = give_app(world["Noor"])
    code, answers = code_for(secret), []
    for _ in range(2):
        client = visitor(world)
        log_in(client, world["Noor"])
        answers.append(client.post("/inloggen/code/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_the_secret_of_an_app_is_sealed(world: World) -> None:
    secret = give_app(world["Noor"])
    rows = fetch("select data::text from mfa_authenticator where user_id = %s", world["Noor"].account_id)
    assert rows and secret not in rows[0][0]


def test_whoever_left_cannot_sign_in(world: World) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("update people_person set left_on = current_date where id = %s", [world["Yara"].id])
    assert "horen niet bij elkaar" in words(log_in(visitor(world), world["Yara"]))


def test_an_account_of_another_organisation_gets_the_same_answer_as_a_wrong_password(world: World) -> None:
    elsewhere = make_world(cast=False)
    answer = log_in(visitor(elsewhere), world["Yara"])
    assert answer.status_code == 200
    assert "horen niet bij elkaar" in words(answer)


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "password/set/", "social/", "login/code/", "phone/verify/", "2fa/", "confirm-email/"],
)
def test_pages_of_allauth_that_kring_does_not_have_do_not_exist(world: World, path: str) -> None:
    assert visitor(world).get(LOGIN + path).status_code == 404


@pytest.mark.parametrize("number", ["127.0.0.1:8000", "[::1]:8000"])
def test_by_number_the_page_sends_to_its_name_because_passkeys_refuse_numbers(number: str) -> None:
    world = make_world(cast=False)
    run = "update tenancy_organisation set host = %s where id = %s"
    with connections["owner"].cursor() as cursor:
        cursor.execute(run, [urlsplit(f"//{number}").hostname, world.organisation_id])
    answer = Client(HTTP_HOST=number).get(LOGIN + "?next=/x/")
    with connections["owner"].cursor() as cursor:
        cursor.execute(run, [world.host, world.organisation_id])
    assert answer.headers["Location"] == "http://localhost:8000/inloggen/?next=/x/"
