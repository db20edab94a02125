"""A drill: people ask and answer, a backup is made, more happens, the machine is lost, the backup is restored."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pyrage
import pytest
from django.db import connections
from django.test import Client

from kring.foundation.audit import log
from kring.foundation.database.roles import clone_database
from kring.foundation.jobs import NIGHTLY, SWEEPS, run_round
from kring.foundation.keys import jobs as key_jobs
from kring.foundation.keys import tombstones
from kring.foundation.mail import sending
from kring.foundation.testing import World, as_, fetch, in_the_worker, make_world
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal
from kring.support.actions.ask_for_support import Asked, Receipt, ask_for_support
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.share import share
from kring.support.actions.stop_support import erase_support, stop_support
from kring.support.domain.card import Card
from tests.baddays.installation import DATABASE, Installation, empty, living_in
from tests.upgrades.release import rows_per_table


@dataclass
class Lived:
    """What happened before and after the backup."""

    world: World
    receipts: dict[str, Receipt] = field(default_factory=dict)
    mails: dict[str, UUID] = field(default_factory=dict)


def ask(it: Lived, name: str) -> None:
    card = Card(name, "private_mail", f"{name.lower()}@thuis.test", choice=it.world["Noor"].id)
    asked = Asked(card=card, windows=("day",), language="nl", craft="nurse")
    with as_(it.world.public) as at:
        it.receipts[name] = ask_for_support(asked=asked, form_token=uuid4().hex, by=it.world.public, at=at)


def match_and_accept(it: Lived, name: str) -> None:
    job, noor = it.world.job("matching"), it.world["Noor"].actor
    with as_(job) as at:
        find_supporters(it.world.organisation_id, job, at)
    with as_(noor) as at:
        (question,) = [one for one in queries.questions(noor) if one.trajectory_id == it.receipts[name].trajectory_id]
        accept_proposal(proposal_id=question.id, by=noor, at=at)


def holder(it: Lived, name: str) -> Any:
    return it.world.code(it.receipts[name].trajectory_id)


def before(it: Lived) -> None:
    """Anna, Bram and Cato ask; Anna is supported and lets her manager hear something; nobody's mail was sent yet."""
    for name in ("Anna", "Bram", "Cato", "Daan"):
        ask(it, name)
    match_and_accept(it, "Anna")
    anna, marco = holder(it, "Anna"), it.world["Marco"]
    with as_(anna) as at:
        share(
            trajectory_id=it.receipts["Anna"].trajectory_id,
            recipient="line_manager",
            sentences=("in_contact",),
            recipient_id=marco.id,
            recipient_name="Marco",
            by=anna,
            at=at,
        )


def after(it: Lived) -> None:
    """Bram erases, Cato stops and is dissolved at night, Anna takes her sentence back, Eva asks, mails go out."""
    with as_(holder(it, "Bram")) as at:
        erase_support(trajectory_id=it.receipts["Bram"].trajectory_id, by=holder(it, "Bram"), at=at)
    with as_(holder(it, "Cato")) as at:
        stop_support(trajectory_id=it.receipts["Cato"].trajectory_id, by=holder(it, "Cato"), at=at)
    with in_the_worker():
        run_round(it.world.organisation_id, [*SWEEPS, *NIGHTLY], "night")
    with as_(holder(it, "Anna")) as at:
        share(
            trajectory_id=it.receipts["Anna"].trajectory_id,
            recipient="line_manager",
            sentences=(),
            recipient_id=it.world["Marco"].id,
            recipient_name="Marco",
            by=holder(it, "Anna"),
            at=at,
        )
    ask(it, "Eva")
    with in_the_worker():
        key_jobs.bury(0)


@dataclass
class Drill:
    """The installation that was lost, what it left outside, and who lived in it."""

    lost: Installation
    dumps: Path
    keys: Path
    it: Lived
    identity: Path

    @property
    def dump(self) -> Path:
        (found,) = self.dumps.glob("kring-*.dump*")
        return found

    @property
    def keyring(self) -> Path:
        (found,) = self.keys.glob("kring-*.keys*")
        return found

    @property
    def tombstones(self) -> Path:
        return self.lost.home / "tombstones"


@contextmanager
def a_lost_machine(folder: Path, *, encrypted: bool) -> Iterator[Drill]:
    """Everything up to the loss. The tombstones and the copies stand elsewhere, as the how-to asks."""
    identity = pyrage.x25519.Identity.generate()
    (folder / "identity").write_text(f"# mine\n{identity}\n")
    with empty("lost") as lost:
        connections.close_all()  # tests before this one look at the database that is copied
        clone_database(lost.server.superuser_address(), DATABASE.name, lost.name)
        with psycopg.connect(lost.superuser, autocommit=True) as owner:
            owner.execute("truncate tenancy_organisation cascade")
        shutil.copyfile(DATABASE.home / "keyring.json", lost.home / "keyring.json")
        drill = Drill(lost, folder / "dumps", folder / "keys", None, folder / "identity")  # type: ignore[arg-type]
        with living_in(lost):
            drill.it = Lived(make_world())
            before(drill.it)
        sealed = ["--encrypt-for", str(identity.to_public())] if encrypted else []
        done = lost.kring("backup", "--to", str(drill.dumps), "--keys-to", str(drill.keys), *sealed)
        assert done.returncode == 0, done.stderr
        with living_in(lost):
            after(drill.it)
        yield drill


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drill]:
    with a_lost_machine(tmp_path_factory.mktemp("drill"), encrypted=True) as made:
        yield made


def restore(there: Installation, drill: Drill, *more: str) -> Any:
    arguments = ["--keyring", str(drill.keyring), "--tombstones", str(drill.tombstones)]
    arguments += ["--identity", str(drill.identity)]
    return there.kring("restore", str(drill.dump), *arguments, *more)


@pytest.fixture(scope="module")
def restored(drill: Drill) -> Iterator[tuple[Installation, str]]:
    """A new machine with nothing but the files."""
    with empty("restored") as there:
        done = restore(there, drill)
        assert done.returncode == 0, done.stdout + done.stderr
        yield there, done.stdout


@pytest.fixture
def inside(restored: tuple[Installation, str], drill: Drill) -> Iterator[Lived]:
    with living_in(restored[0]):
        yield drill.it


def try_code(it: Lived, name: str) -> str:
    client = Client(SERVER_NAME=it.world.host)
    return client.post("/mijn/code/", {"code": it.receipts[name].code}, follow=True).content.decode()


def test_who_still_talks_comes_back_with_the_code(inside: Lived) -> None:
    for name in ("Anna", "Daan"):
        assert inside.receipts[name].spoken_name in try_code(inside, name).casefold()
    noor = inside.world["Noor"].actor
    with as_(noor):
        (trajectory,) = (queries.get_for(noor, inside.receipts["Anna"].trajectory_id),)
        assert queries.card_of(trajectory)[0].address == "anna@thuis.test"


@pytest.mark.parametrize("name", ["Bram", "Cato"])
def test_what_was_erased_or_dissolved_stays_gone(inside: Lived, name: str) -> None:
    trajectory = inside.receipts[name].trajectory_id
    assert fetch("select id from support_trajectory where id = %s", trajectory) == []
    assert fetch("select id from keys_datakey where holder = %s", trajectory) == []
    assert inside.receipts[name].spoken_name not in try_code(inside, name).casefold()


def test_a_sentence_that_was_taken_back_is_not_heard_again(inside: Lived) -> None:
    assert fetch("select id from support_sharing where organisation_id = %s", inside.world.organisation_id) == []


def test_what_came_after_is_told_as_lost(inside: Lived, restored: tuple[Installation, str]) -> None:
    assert re.search(
        r"Lost: everything asked, answered or changed between \d{4}-\d\d-\d\d \d\d:\d\d and ", restored[1]
    )
    page = Client(SERVER_NAME=inside.world.host).get("/").content.decode()
    assert "Kring is teruggezet naar hoe het was op" in page
    assert inside.receipts["Eva"].spoken_name not in try_code(inside, "Eva").casefold()


def test_no_mail_is_sent_again(inside: Lived) -> None:
    here = inside.world.organisation_id
    mails = fetch("select id, state from mail_outboxmail where organisation_id = %s", here)
    assert mails and {state for _, state in mails} == {"uncertain"}
    with in_the_worker():
        for mail, _ in mails:
            sending.send(mail, by=inside.world.job("mail"))
    with as_(inside.world.job()) as at:
        assert sending.sweep(here, at=at + timedelta(hours=1)) == []
    assert fetch("select count(*) from procrastinate_jobs where task_name like '%%mail%%'") == [(0,)]


def test_the_log_fits_its_seals_and_says_that_it_was_restored(inside: Lived) -> None:
    with as_(inside.world.job()):
        assert log.broken_seals(inside.world.organisation_id) == []
    here = inside.world.organisation_id
    assert fetch(
        "select count(*) from audit_accessline where event = 'backup.restored' and organisation_id = %s", here
    )


def test_everything_is_locked_with_the_key_of_today(inside: Lived) -> None:
    ((oldest, today),) = fetch("select min(epoch), extract(epoch from private.clock())::int / 86400 from keys_datakey")
    assert oldest == today


def test_a_second_restore_overwrites_nothing_unless_told(restored: tuple[Installation, str], drill: Drill) -> None:
    there, _said = restored
    held = rows_per_table(there.superuser)
    refused = restore(there, drill)
    assert refused.returncode == 1
    assert "Something lives in this database" in refused.stderr
    assert rows_per_table(there.superuser) == held


def test_without_tombstones_it_refuses_and_says_what_that_would_mean(drill: Drill) -> None:
    with empty("careless") as there:
        done = there.kring("restore", str(drill.dump), "--identity", str(drill.identity))
        assert done.returncode == 1
        assert "then what was erased comes back" in done.stderr


def test_the_control_without_tombstones_what_was_erased_does_come_back(drill: Drill) -> None:
    """Shows that the tests above look at the right thing."""
    with empty("careless") as there:
        arguments = ["--keyring", str(drill.keyring), "--identity", str(drill.identity), "--without-tombstones"]
        done = there.kring("restore", str(drill.dump), *arguments)
        assert done.returncode == 0, done.stderr
        with living_in(there):
            assert drill.it.receipts["Bram"].spoken_name in try_code(drill.it, "Bram").casefold()


def test_an_erasure_counts_even_if_the_machine_died_before_its_tombstone_was_moved(drill: Drill) -> None:
    """Only the line that was written ahead of the commit is there: the key's."""
    bram = drill.it.receipts["Bram"].trajectory_id
    with empty("careless") as there:
        with psycopg.connect(drill.lost.superuser) as owner:
            assert owner.execute("select 1 from keys_datakey where holder = %s", [bram]).fetchone() is None
        ahead = drill.tombstones.read_text().split("\n")[1]
        shortened = there.home / "shortened"
        shortened.write_text(f"\n{ahead}\n2026-11-21 half a li")
        arguments = ["--keyring", str(drill.keyring), "--identity", str(drill.identity)]
        done = there.kring("restore", str(drill.dump), *arguments, "--tombstones", str(shortened))
        assert done.returncode == 0, done.stderr
        with living_in(there):
            assert fetch("select id from support_trajectory where id = %s", bram) == []


def test_tombstones_say_nothing_about_anybody(drill: Drill) -> None:
    lines = [line for line in drill.tombstones.read_text().splitlines() if line]
    assert lines and all(re.fullmatch(r"\d{4}-\d\d-\d\d [0-9a-f]{64}", line) for line in lines)
    bram = str(drill.it.receipts["Bram"].trajectory_id)
    assert tombstones.mark("support_trajectory", UUID(bram)) in drill.tombstones.read_text()
    assert bram not in drill.tombstones.read_text() and bram.replace("-", "") not in drill.tombstones.read_text()


def test_an_encrypted_dump_tells_nothing_to_who_lacks_the_identity(drill: Drill) -> None:
    assert drill.dump.read_bytes().startswith(b"age-encryption.org/v1")
    assert drill.keyring.read_bytes().startswith(b"age-encryption.org/v1")
    with empty("careless") as there:
        done = there.kring("restore", str(drill.dump), "--tombstones", str(drill.tombstones))
        assert done.returncode == 1 and "is encrypted" in done.stderr


@pytest.mark.parametrize(("days", "readable"), [(6, True), (7, False)])
def test_after_seven_days_a_backup_can_be_restored_but_no_name_in_it_can_be_read(
    drill: Drill, tmp_path: Path, days: int, readable: bool
) -> None:
    """Even for whoever kept the keyring's copy: Kring takes no key of a day that should be forgotten."""
    daan = drill.it.receipts["Daan"].trajectory_id
    with psycopg.connect(drill.lost.superuser) as owner:
        owner.execute("update private.test_clock set shift = make_interval(days => %s)", [days])
    done = drill.lost.kring("backup", "--to", str(tmp_path / "dumps"), "--keys-to", str(tmp_path / "keys"))
    assert done.returncode == 0, done.stderr
    later = Drill(drill.lost, tmp_path / "dumps", tmp_path / "keys", drill.it, drill.identity)
    with empty("later") as there:
        done = restore(there, later)
        assert done.returncode == 0, done.stderr
        assert ("the keys of its names were destroyed" in done.stdout) is not readable
        with living_in(there):
            assert fetch("select count(*) from people_person") != [(0,)]
            assert bool(fetch("select id from support_trajectory where id = %s", daan)) is readable
            assert bool(fetch("select id from keys_datakey where holder = %s", daan)) is readable


def test_without_the_keys_of_last_night_it_refuses_and_opens_nothing(drill: Drill) -> None:
    with empty("keyless") as there:
        arguments = ["--tombstones", str(drill.tombstones), "--identity", str(drill.identity)]
        done = there.kring("restore", str(drill.dump), *arguments)
        assert done.returncode == 1
        assert "lacks the keys of this dump" in done.stderr and "The door is still closed" in done.stderr
        with living_in(there):
            client = Client(SERVER_NAME=drill.it.world.host, raise_request_exception=False)
            assert (client.get("/healthz").status_code, client.get("/healthz").content) == (503, b"restoring")
            page = client.post("/mijn/code/", {"code": drill.it.receipts["Bram"].code})
            assert page.status_code == 503 and "even niet bereikbaar" in page.content.decode()
