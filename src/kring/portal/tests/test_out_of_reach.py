"""The database goes away for a moment: a clear sentence, nothing lost, and no stack of calls."""

import html
import re

import psycopg
import pytest
from django.db import IntegrityError, InternalError, OperationalError, connections
from django.test import Client

from kring.foundation.database.reach import is_out_of_reach
from kring.foundation.testing import World

SENTENCE = "Kring is even niet bereikbaar"


def lose_the_connection() -> None:
    """End the connection of the web on the server's side, as when a server dies."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with connections["apart"].cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [pid])


@pytest.fixture
def client(world: World) -> Client:
    return Client(SERVER_NAME=world.host, raise_request_exception=False)


def test_reading_says_so_and_works_a_moment_later(client: Client) -> None:
    lose_the_connection()

    page = client.get("/")

    assert page.status_code == 503
    assert SENTENCE in page.content.decode()
    assert page.headers["Retry-After"] == "5"
    assert "no-store" in page.headers["Cache-Control"]
    assert "112" in page.content.decode()
    assert client.get("/").status_code == 200


def test_what_was_typed_can_be_sent_again_with_one_tap(client: Client) -> None:
    strict = Client(
        SERVER_NAME=client.defaults["SERVER_NAME"], raise_request_exception=False, enforce_csrf_checks=True
    )
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', strict.get("/praten/").content.decode())
    assert token is not None
    lose_the_connection()
    origin = {"Origin": f"http://{client.defaults['SERVER_NAME']}"}

    page = strict.post(
        "/praten/", {"name": 'Lotte "Lot"', "csrfmiddlewaretoken": token[1], "token": "t"}, headers=origin
    ).content.decode()

    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    assert html.unescape(fields["name"]) == 'Lotte "Lot"'
    again = strict.post("/praten/", {key: html.unescape(value) for key, value in fields.items()}, headers=origin)
    assert again.status_code == 422, "the form is read and checked, not refused as forged"


def test_a_password_is_never_repeated(client: Client) -> None:
    lose_the_connection()
    origin = {"Origin": f"http://{client.defaults['SERVER_NAME']}"}

    page = client.post("/inloggen/", {"login": "a@example.org", "password": "geheim-geheim"}, headers=origin)

    assert page.status_code == 503
    assert "geheim" not in page.content.decode()
    assert "a@example.org" not in page.content.decode()


def test_a_form_from_elsewhere_is_not_repeated(client: Client) -> None:
    lose_the_connection()

    page = client.post("/praten/", {"name": "x-marks"}, headers={"Origin": "https://elsewhere.example"})

    assert (page.status_code, "x-marks" in page.content.decode()) == (503, False)


def test_a_mistake_is_something_else() -> None:
    lost = ValueError("wrapped")
    lost.__cause__ = OperationalError("server closed the connection unexpectedly")

    half = InternalError("received 2 results from command 'COMMIT'")
    half.__cause__ = psycopg.InternalError("received 2 results from command 'COMMIT'")

    assert is_out_of_reach(lost)
    assert is_out_of_reach(half), "a server that dies during COMMIT"
    assert not is_out_of_reach(psycopg.errors.ActiveSqlTransaction("25001"))
    assert not is_out_of_reach(IntegrityError("duplicate key"))
    assert not is_out_of_reach(None)
