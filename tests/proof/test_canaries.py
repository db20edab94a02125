"""
Unmistakable words in every field in which somebody can be named, and then a search for them everywhere.

A journey over the real web server and the real worker: asked, reported, named, worried about, matched, opened; and
every kind of refusal with those words in it. What only a key opens stands in no table, file, mail, log or job.
"""

import base64
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from django.urls import reverse

from kring.events.domain.naming import Channel, Colleague
from kring.events.tests.making import name, reported
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.logs import Line
from kring.foundation.testing import World, as_, fetch, insert, make_world
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal
from tests.journeys.mail import Letterbox
from tests.proof import canaries
from tests.proof.canaries import found_in
from tests.proof.serving import Phone, environment, free_port, process, web
from tests.proof.watching import look

WORKER = ("-m", "django", "procrastinate", "worker", "--concurrency", "2")


@dataclass
class Lived:
    """What is left of the journey."""

    world: World
    letterbox: Letterbox
    logs: Path
    statuses: list[int] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, bytes] = field(default_factory=dict)
    opened: str = ""


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The journey; whoever searches changes nothing."""
    logs = tmp_path_factory.mktemp("canaries") / "said.log"
    letterbox = Letterbox(free_port())
    letterbox.start()
    lived = Lived(make_world(), letterbox, logs)
    environ = environment(letterbox)
    _nothing_else_to_do()
    try:
        with web(environ, logs) as port:
            _typed(lived, port)
            lived.waiting = canaries.everything_in_tables()
            with process("worker", (sys.executable, *WORKER), environ, logs):
                letterbox.to(lived.world["Noor"].mail, count=1)
                letterbox.to(canaries.WORRIED_MAIL)
                letterbox.to(canaries.NAMED_MAIL)
            _opened(lived, port)
            _refused(lived, port)
        yield lived
    finally:
        letterbox.stop()


def _nothing_else_to_do() -> None:
    """The worker of this journey would first do the work that thousands of other tests left in this database."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where status = 'todo'")


def _typed(lived: Lived, port: int) -> None:
    """Everything that people type about somebody, typed in a browser."""
    world, phone = lived.world, Phone(lived.world, port)
    once = {"windows": ["day", "evening"], "name": canaries.NAME, "craft": "nurse"}
    for channel, address in (("private_mail", canaries.MAIL), ("call", canaries.PHONE)):
        typed = {**once, "token": fresh_token(), "channel": channel, "address": address}
        lived.statuses.append(phone.post("/praten/", typed))
        phone.get("/praten/code/")
    event = {"kind": "patient_safety", "when": "today", "place": "spoed", "reporter": canaries.REPORTER}
    lived.statuses.append(phone.post("/laat-weten/", {**event, "token": fresh_token()}))
    worry = {"name": canaries.WORRIED, "mail": canaries.WORRIED_MAIL, "show": "yes", "own_name": canaries.ASKED_BY}
    lived.statuses.append(phone.post("/collega/aanbod/", worry))
    name(reported(world, "child"), Colleague(canaries.NAMED, Channel.MAIL, canaries.NAMED_MAIL))


def _opened(lived: Lived, port: int) -> None:
    """A supporter says yes and reads who it is; a coordinator looks at whoever has nobody yet."""
    noor = lived.world["Noor"]
    with as_(noor.actor) as at:
        question = queries.questions(noor.actor)[0]
        trajectory = accept_proposal(proposal_id=question.id, by=noor.actor, at=at)
    phone = Phone(lived.world, port, noor)
    assert phone.get(f"/gesprekken/{trajectory}/") == 200
    lived.opened = phone.page


def _refused(lived: Lived, port: int) -> None:
    """Every refusal, with the words in the address, the form, the headers and the cookie."""
    phone, word = Phone(lived.world, port), canaries.NAME
    typed = {
        "name": word,
        "address": canaries.MAIL,
        "channel": "private_mail",
        "token": fresh_token(),
        "windows": "day",
    }
    phone.cookies["kring"] = word
    seen = {
        "404": lambda: phone.get(f"/{word}/{canaries.MAIL}/?q={word}"),
        "404 of a page": lambda: phone.get(f"/wat-helpt/{word}/"),
        "405": lambda: phone.get(f"{reverse('support:leave')}?{word}"),
        "403": lambda: Phone(lived.world, port).post("/praten/", typed, with_token=False),
        "422": lambda: phone.post("/praten/", {**typed, "address": word}),
        "400": lambda: phone.post("/praten/", {f"{word}{n}": n for n in range(300)}, with_token=False),
        "500": lambda: _broken(lambda: phone.post("/praten/", typed)),
    }
    for what, go in seen.items():
        lived.errors[what] = f"{go()}\n{phone.page}"


def _broken(go):  # type: ignore[no-untyped-def]
    """While the database refuses every request; its answer quotes the whole row."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table support_trajectory add constraint refuses check (spoken_name = '') not valid")
        try:
            return go()
        finally:
            cursor.execute("alter table support_trajectory drop constraint refuses")


def test_the_journey_was_real(it: Lived) -> None:
    """Without this the rest would find nothing because nothing happened."""
    assert it.statuses == [302] * 4
    assert canaries.NAME in it.opened
    assert {what: answer[:3] for what, answer in it.errors.items()} == {what: what[:3] for what in it.errors}
    letters = {letter.to for letter in it.letterbox.letters}
    assert {it.world["Noor"].mail, canaries.WORRIED_MAIL, canaries.NAMED_MAIL} <= letters
    said = it.logs.read_text()
    assert "CheckViolation 23514 support_trajectory refuses" in said and "find" in said


def test_no_table_holds_a_word_neither_before_nor_after_the_worker(it: Lived) -> None:
    after = canaries.everything_in_tables()
    assert {"public.procrastinate_jobs", "public.accounts_session", "public.kring_cache"} <= set(after)
    assert it.waiting["public.procrastinate_jobs"]
    found = {table: found_in(data) for held in (it.waiting, after) for table, data in held.items()}
    assert {table: words for table, words in found.items() if words} == {}


def test_no_dump_and_no_file_of_the_database_holds_a_word(it: Lived) -> None:
    assert found_in(canaries.dump()) == []
    files = canaries.files()
    assert any("pg_wal" in path for path in files) and any("base" in path for path in files)
    assert {path: words for path, data in files.items() if (words := found_in(data))} == {}


def test_no_mail_holds_a_word(it: Lived) -> None:
    """The address it goes to stands on the envelope, and nowhere else."""
    letters = [f"{letter.subject}\n{letter.body}" for letter in it.letterbox.letters]
    assert [letter for letter in letters if found_in(letter.encode())] == []


def test_no_log_of_web_worker_or_database_holds_a_word(it: Lived) -> None:
    assert found_in(it.logs.read_bytes()) == []
    assert found_in(canaries.server().log.read_bytes()) == []


def test_no_refusal_tells_how_kring_is_made(it: Lived) -> None:
    """Whoever typed something may see it again, to send it once more; nobody ever sees a traceback."""
    for what, answer in it.errors.items():
        assert not [sign for sign in ("Traceback", "psycopg", "support_trajectory", "DEBUG") if sign in answer], what
        if what in ("400", "405", "500"):
            assert found_in(answer.encode()) == [], what


ALLOWED = {
    "supporter reads support:first",
    "supporter reads support:person",
    "coordinator reads portal:card",
}
"""Pages on which a name may stand: whoever said yes, and the opened card while nobody did."""


@pytest.mark.parametrize(
    ("who", "named"),
    [("supporter", "Noor"), ("other_supporter", "Sam"), ("coordinator", "Petra"), ("employee", "Yara")],
)
def test_no_page_of_those_who_work_with_it_holds_a_word_but_the_opened_card(it: Lived, who: str, named: str) -> None:
    """Those who may know nothing at all are in test_two_worlds.py."""
    it.world.people.setdefault("Eva", it.world["Yara"])
    for (trajectory,) in fetch(
        "select id from support_trajectory where organisation_id = %s", it.world.organisation_id
    ):
        held = [one.where for one in look(it.world, it.world[named], who, trajectory) if found_in(one.what.encode())]
        assert set(held) <= ALLOWED


# --- the controls: a word is put somewhere, and found there ----------------------------------------------


def test_a_word_in_a_table_is_found_in_rows_dump_heap_and_log_ahead(it: Lived) -> None:
    insert(
        "people_importmapping",
        id=uuid4(),
        organisation_id=it.world.organisation_id,
        headings=[canaries.PLANTED],
        fields=[],
    )
    planted = (canaries.PLANTED,)
    assert found_in(canaries.everything_in_tables()["public.people_importmapping"], planted)
    assert found_in(canaries.dump(), planted)
    found = {path.split("/")[1] for path, data in canaries.files().items() if found_in(data, planted)}
    assert {"base", "pg_wal"} <= found


@pytest.mark.parametrize("shape", ["{}", "x{}"])
def test_a_word_in_another_coat_is_found(shape: str) -> None:
    plain = shape.format(canaries.PLANTED)
    for coat in (plain, plain.lower(), plain.encode().hex(), base64.b64encode(plain.encode()).decode()):
        assert found_in(f"before {coat} after".encode(), (canaries.PLANTED,))
    assert found_in(b"nothing of the kind", (canaries.PLANTED,)) == []


def test_a_word_in_what_the_database_says_would_be_in_a_log_of_pythons_own() -> None:
    """Our formatter is what keeps it out: the same problem, with Python's and with ours."""
    record = logging.LogRecord("kring", logging.ERROR, "x.py", 1, "%s failed", ("work",), _refusal())
    said = [logging.Formatter().format(record)]
    record.exc_text = None
    said.append(Line().format(record))
    assert canaries.PLANTED in said[0]
    assert canaries.PLANTED not in said[1]
    assert "test_canaries.py" in said[1] and "psycopg.errors.CheckViolation 23514" in said[1]


def _refusal():  # type: ignore[no-untyped-def]
    """What the database answers to a row it does not take: with the row."""
    server = canaries.server().superuser_address(canaries.database())
    try:
        with psycopg.connect(server) as connection:
            connection.execute("create temporary table refused (word text check (word = ''))")
            connection.execute("insert into refused values (%s)", [canaries.PLANTED])
    except psycopg.Error:
        return sys.exc_info()
    raise AssertionError("it was taken")
