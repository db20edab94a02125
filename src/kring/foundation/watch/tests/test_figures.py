"""What Prometheus may read: enough to see that something is wrong, and nothing about anybody."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from kring.foundation.keys.lookup import fresh_token
from kring.foundation.testing import World, fetch, insert
from kring.foundation.watch.figures import HELP
from kring.foundation.watch.tally import Tally

TOKEN = "een-lang-geheim"
DOCS = Path(__file__).resolve().parents[5] / "docs" / "how-to"
TO_ASK = {"name": "Yara", "channel": "call", "address": "06 1234 5678", "windows": ["day", "evening"]}


@pytest.fixture(autouse=True)
def watched(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.KRING_FIGURES_TOKEN = TOKEN
    settings.KRING_COUNTS = tmp_path / "counts"
    yield


def figures() -> dict[str, float]:
    page = Client(SERVER_NAME="localhost").get("/healthz/figures", headers={"Authorization": f"Bearer {TOKEN}"})
    assert page.status_code == 200
    lines = [line for line in page.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer een-ander-geheim", TOKEN, f"bearer {TOKEN}é"])
def test_without_the_token_there_is_nothing(given: str) -> None:
    page = Client(SERVER_NAME="localhost").get("/healthz/figures", headers={"Authorization": given})
    assert page.status_code == 404
    assert b"kring_" not in page.content


def test_without_a_token_in_the_settings_nobody_comes_in(settings: Any) -> None:
    settings.KRING_FIGURES_TOKEN = ""
    for given in ("", "Bearer "):
        page = Client(SERVER_NAME="localhost").get("/healthz/figures", headers={"Authorization": given})
        assert page.status_code == 404


def test_every_figure_is_explained_and_nothing_else_is_shown() -> None:
    told = set(re.findall(r"^\| `(kring_\w+)` \|", (DOCS / "monitoring.md").read_text(), re.M))
    shown = {name.split("{")[0] for name in figures()}

    assert shown <= set(HELP)
    assert set(HELP) == told
    for line in (DOCS / "monitoring.md").read_text().splitlines():
        if line.startswith("| `kring_"):
            assert all(cell.strip() for cell in line.strip("|").split("|")), line
    assert not [name for name in figures() if "organisation" in name or "person" in name or "path" in name]


def change(work: Callable[[], object]) -> dict[str, float]:
    """How the figures change while something is done."""
    before = figures()
    work()
    after = figures()
    moving = {"kring_sweep_age_seconds", "kring_night_age_seconds", "kring_database_connections"}
    return {name: after[name] - before.get(name, 0) for name in after if name not in moving}


def visit(world: World) -> Client:
    client = Client(SERVER_NAME=world.host)
    client.get("/")
    return client


def ask(world: World) -> None:
    """Three answers: the page, the form, the code."""
    client = visit(world)
    sent = client.post("/praten/", {**TO_ASK, "token": fresh_token()})
    assert sent.status_code == 302
    client.get(sent.headers["Location"])


def read(world: World) -> None:
    """Three answers to somebody who looks around."""
    client = visit(world)
    client.get("/kringen/")
    client.get("/nummers/")


def steps(changed: dict[str, float]) -> dict[str, float]:
    """Without how fast this machine is right now."""
    return {name: value for name, value in changed.items() if "bucket" not in name or "+Inf" in name}


def test_who_asks_for_help_changes_the_figures_as_who_reads(world: World) -> None:
    """Two worlds: in one somebody asks for a colleague, in the other somebody reads as many pages."""
    reading, asking = change(lambda: read(world)), change(lambda: ask(world))

    assert steps(asking) == steps(reading)
    assert asking["kring_answers_total"] == 3


def test_a_mail_for_somebody_does_not_show_until_something_is_wrong(world: World) -> None:
    mail = uuid4()

    def post(hours: int, state: str) -> None:
        insert(
            "mail_outboxmail",
            id=mail,
            organisation_id=world.organisation_id,
            template="support/mail/question.txt",
            data_key_id=uuid4(),
            sealed=b"",
            state=state,
            posted_at=fetch("select now() - make_interval(hours => %s)", hours)[0][0],
            tries=0,
        )

    def forget() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("delete from mail_outboxmail where id = %s", [mail])

    for hours, state, shows in ((0, "waiting", set()), (2, "uncertain", {"kring_mail_uncertain_hour"})):
        try:
            changed = change(lambda hours=hours, state=state: post(hours, state))  # type: ignore[misc]
            mails = {name for name, value in changed.items() if value and "mail" in name}
            assert mails <= shows
            assert shows <= mails or figures()["kring_mail_uncertain_hour"] == 1
        finally:
            forget()


def test_a_job_that_waits_for_long_shows_in_steps(world: World) -> None:
    """A fresh job does not show; one that waits for eleven minutes shows as ten."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where task_name like 'test.%%'")
        fresh = "insert into procrastinate_jobs (queue_name, task_name) values ('rounds', 'test.late') returning id"
        changed = change(lambda: cursor.execute(fresh))
        (job,) = cursor.fetchone()
        try:
            assert changed["kring_queue_late_seconds"] == 0
            late = "update procrastinate_events set at = now() - interval '7 days 11 minutes' where job_id = %s"
            cursor.execute(late, [job])
            assert figures()["kring_queue_late_seconds"] == 7 * 24 * 3600 + 600
        finally:
            cursor.execute("delete from procrastinate_jobs where id = %s", [job])


def test_all_processes_of_a_machine_count_together(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; import sys; from kring.foundation.watch.tally import Tally\n"
        "one = Tally(Path(sys.argv[1]))\n"
        "for _ in range(100): one.count(0.2, 200)\n"
        "one.count(9, 500); one.count(1, 503)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]

    total = Tally(tmp_path).total()

    assert (total.answered, total.broken, total.away) == (306, 3, 3)
    assert dict(total.within)[0.25] == 300
    assert dict(total.within)[1.0] == 303


@pytest.mark.parametrize(("path", "says"), [("/healthz/live", {b"ok"}), ("/healthz/ready", {b"ok"})])
def test_alive_and_ready(path: str, says: set[bytes]) -> None:
    page = Client(SERVER_NAME="localhost").get(path)
    assert page.content in says
    assert "no-store" in page.headers["Cache-Control"]


def test_ready_says_no_when_the_database_is_gone() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with connections["apart"].cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [pid])

    gone = Client(SERVER_NAME="localhost").get("/healthz/ready")

    assert (gone.status_code, gone.content) == (503, b"database")
    connections["default"].close()
    assert Client(SERVER_NAME="localhost").get("/healthz/ready").status_code == 200
