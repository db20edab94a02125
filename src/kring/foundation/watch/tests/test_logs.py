"""What stands in the technical log: enough to mend, and nothing of anybody. Canaries are put wherever people write."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client

from kring.foundation import logs
from kring.foundation.testing import World
from kring.foundation.testing_http import sign_in

CANARY = "kanarie"
MAIL = f"{CANARY}@voorbeeld.test"
PHONE = "06 98 76 54 32"


@pytest.fixture(params=[logs.Line, logs.Json], ids=["line", "json"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Everything any logger writes, as the settings would write it, from the least important on."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param())
    root = logging.getLogger()
    levels = {
        name: logging.getLogger(name).level for name in ("", "django.request", "django.security", "kring.requests")
    }
    root.addHandler(handler)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lose_the_connection() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with connections["apart"].cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [pid])


def browse(world: World) -> None:
    """Put a canary in path, query, headers, cookies and form, of pages that fail and of pages that do not."""
    headers = {
        "User-Agent": CANARY,
        "Referer": f"https://{CANARY}.example/{CANARY}",
        "X-Forwarded-For": "192.0.2.77",
        "Accept-Language": CANARY,
    }
    client = Client(SERVER_NAME=world.host, raise_request_exception=False, headers=headers, REMOTE_ADDR="192.0.2.78")
    client.cookies["taal"] = CANARY
    client.get(f"/{CANARY}/{CANARY}/?{CANARY}={MAIL}")
    client.get(f"/praten/?weg={CANARY}")
    client.post("/praten/", {"name": CANARY, "address": PHONE, "channel": CANARY})
    client.post("/mijn/code/", {"code": "9876543298765432"})
    client.get(f"/aanbod/{CANARY}/")
    lose_the_connection()
    client.post(f"/praten/?x={CANARY}", {"name": CANARY, "address": MAIL})
    client.get("/", headers={"Host": f"{CANARY}_.example"})


def test_no_canary_of_a_request_reaches_the_log(world: World, written: io.StringIO, settings: Any) -> None:
    settings.KRING_REQUEST_LOG = True

    browse(world)

    said = written.getvalue()
    assert "django.request" in said, "failures are written"
    assert "kring.requests" in said, "and answers, where that is asked for"
    for trace in (CANARY, "192.0.2", PHONE, "9876", world.host, "Mozilla", "praten", "mijn", "aanbod"):
        assert trace not in said, trace


def test_pages_of_work_are_named_and_the_others_are_not(world: World, written: io.StringIO, settings: Any) -> None:
    settings.KRING_REQUEST_LOG = True
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Petra"])

    client.get("/coordinatie/")
    client.get("/mijn/")

    lines = [line for line in written.getvalue().splitlines() if "kring.requests" in line]
    assert len(lines) == 2
    assert "coordinatie" in lines[0]
    assert "mijn" not in lines[1]


def test_an_exception_is_its_type_and_where_never_what_it_says(world: World, written: io.StringIO) -> None:
    log = logging.getLogger("somebody.else")
    try:
        try:
            with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
                row = "insert into accounts_account (id, email, password, is_active)"
                row += " values (gen_random_uuid(), %s, '', true)"
                cursor.execute(row, [MAIL])
                cursor.execute(row, [MAIL])
        except IntegrityError as problem:
            assert MAIL in str(problem), "the control: the words of this exception do tell"
            raise ValueError(f"could not keep {CANARY}") from problem
    except ValueError:
        log.exception("It failed for %s at %s", CANARY, MAIL)
        log.error(f"job {MAIL} of '{CANARY}' at https://x.test/deep/{CANARY}?q={CANARY} {PHONE}")
        log.error("with names %(name)s", {"name": CANARY})

    said = written.getvalue()
    assert CANARY not in said
    assert PHONE not in said
    assert "UniqueViolation 23505" in said
    assert "ValueError" in said
    assert "test_logs.py" in said


def test_a_careless_log_would_be_noticed(written: io.StringIO) -> None:
    """The control: the formatter that Python brings writes the canary."""
    careless = io.StringIO()
    handler = logging.StreamHandler(careless)
    logging.getLogger().addHandler(handler)
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("somebody.else").exception("It failed for %s", MAIL)
    finally:
        logging.getLogger().removeHandler(handler)

    assert CANARY in careless.getvalue()
    assert CANARY not in written.getvalue()


def test_json_is_one_object_a_line() -> None:
    record = logging.LogRecord("kring.requests", logging.INFO, "", 0, "answered", None, None)
    record.said = {"page": "page", "outcome": "ok", "within_ms": 50}

    line = logs.Json().format(record)

    assert "\n" not in line
    held = json.loads(line)
    assert set(held) == {"at", "level", "logger", "process", "message", "page", "outcome", "within_ms"}
    record.name = "somebody.else"
    assert "page" not in json.loads(logs.Json().format(record)), "only our own code adds parts"
