"""The disk of the database is full: people read a clear sentence, and what was accepted is there when it has room."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.test import Client

from conftest import DATABASE
from kring.foundation.database.dumping import open_door, read_dump, write_dump
from kring.foundation.database.roles import make_roles
from kring.foundation.database.server import Server, Status
from kring.foundation.testing import World, fetch, make_world
from tests.baddays.installation import Installation, living_in

MEGABYTES = 260


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of its own, in memory. Only root can mount one."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder = Path(tempfile.mkdtemp(prefix="kring-full-"))
    folder.chmod(0o711)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0711", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        folder.rmdir()
        pytest.skip("this machine does not let a test mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


@pytest.fixture
def there(small_disk: Path, tmp_path: Path) -> Iterator[Installation]:
    """A database on that disk; the keyring stands elsewhere, as it does beside a real server."""
    server = Server(small_disk / "state", dict(os.environ))
    with server.used():
        addresses = make_roles(server.superuser_address(), "kring")
        made = Installation(server, addresses, "kring", tmp_path)
        write_dump(os.environ["MIGRATE_DATABASE_URL"], tmp_path / "dump", os.environ)
        read_dump(addresses.migrate, tmp_path / "dump", os.environ)
        open_door(addresses.migrate, tmp_path / "dump", os.environ)
        shutil.copyfile(DATABASE.home / "keyring.json", tmp_path / "keyring.json")
        yield made


def ask(client: Client, token: str) -> int:
    name = f"Bo {token[0]}{token[-1]}"  # somebody else each time: of the same person Kring says that it has arrived
    wish = {"name": name, "channel": "call", "address": "06 12 34 56 78", "windows": "day", "token": token}
    return client.post("/praten/", wish).status_code


def fill(disk: Path) -> None:
    """Take every free byte."""
    with open(disk / "filler", "wb", buffering=0) as file:
        for size in (1_000_000, 1000):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def exhaust_log(address: str) -> None:
    """Let the database write until its log needs a new file, for which there is no room."""
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            for _ in range(200):
                connection.execute("select pg_logical_emit_message(true, 'x', repeat('x', 1000000))")
    except psycopg.Error:
        return
    raise AssertionError("the disk was never full")


def accepted(world: World) -> int:
    ((count,),) = fetch("select count(*) from support_trajectory where organisation_id = %s", world.organisation_id)
    return int(count)


def test_what_was_accepted_is_there_and_what_was_not_can_be_sent_again(there: Installation, small_disk: Path) -> None:
    with living_in(there):
        world = make_world()
        client = Client(SERVER_NAME=world.host, raise_request_exception=False)
        before = [f"before-{number:015d}" for number in range(5)]
        assert [ask(client, token) for token in before] == [302] * 5

        fill(small_disk)
        exhaust_log(there.superuser)
        refused = client.post("/praten/", {"name": "Bo", "token": "x" * 22})
        assert refused.status_code == 503
        assert "even niet bereikbaar" in refused.content.decode()

        (small_disk / "filler").unlink()
        there.server._start()
        connections.close_all()
        assert there.server.status() is Status.RUNNING
        statuses = [ask(client, token) for token in (*before, "after-" + "0" * 16)]
        assert statuses[-1] == 302 or ask(client, "after-" + "0" * 16) == 302
        assert accepted(world) == 6, "each form once, whatever became of its answer"
