"""The keyring on a shared file and behind a command: nothing lost when several machines change it at once."""

import json
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kring.foundation.keys.keyring import KeyGone, Keyring
from kring.foundation.keys.shelves import CommandShelf, FileShelf, KeyringAway

# A secrets manager of twenty lines, with versions, as real ones have them.
MANAGER = """
import fcntl, pathlib, sys
place = pathlib.Path(sys.argv[1])
with open(place / "lock", "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    versions = sorted(place.glob("v*"), key=lambda path: int(path.name[1:]))
    now = versions[-1].name if versions else ""
    if sys.argv[2] == "read":
        print(now)
        if versions:
            print(versions[-1].read_text())
    elif sys.argv[3:] != [now]:
        sys.exit(3)
    else:
        (place / f"v{len(versions) + 1}").write_text(sys.stdin.read())
"""
MACHINES, DAYS = 4, 5


@pytest.fixture(params=["file", "command"])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Keyring]:
    """A keyring as another machine sees it: its own memory, the same place."""
    if request.param == "file":
        return lambda: Keyring(FileShelf(tmp_path / "keyring.json"))
    program = tmp_path / "manager.py"
    program.write_text(MANAGER)
    (tmp_path / "store").mkdir()
    return lambda: Keyring(CommandShelf(f"{sys.executable} {program} {tmp_path / 'store'}"))


def test_machines_that_begin_at_once_share_every_key(another: Callable[[], Keyring]) -> None:
    machines = [another() for _ in range(MACHINES)]
    found: list[list[bytes]] = []

    def begin(ring: Keyring) -> None:
        found.append([ring.secret("lookup"), *(ring.ensure_epoch(day) for day in range(DAYS))])

    threads = [threading.Thread(target=begin, args=(ring,)) for ring in machines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == MACHINES
    assert all(keys == found[0] for keys in found)
    assert len(set(found[0])) == DAYS + 1


def test_a_key_of_another_machine_is_found_even_when_nothing_seems_changed(another: Callable[[], Keyring]) -> None:
    here, there = another(), another()
    here.ensure_epoch(1)
    there.epoch(1)
    made = here.ensure_epoch(2)
    there.shelf.version = lambda: there._seen  # type: ignore[method-assign]  # a share that is late with its times

    assert there.epoch(2) == made
    assert there.ensure_epoch(3) == another().epoch(3)


def test_destroyed_is_destroyed_everywhere(another: Callable[[], Keyring]) -> None:
    here, there = another(), another()
    for day in (1, 2, 3):
        here.ensure_epoch(day)
    there.epoch(1)

    assert here.destroy_epochs_before(3) == 2
    later = another()
    for day in (1, 2):
        with pytest.raises(KeyGone):
            later.epoch(day)
    there._seen = None  # a minute later
    with pytest.raises(KeyGone):
        there.epoch(2)


def test_a_rotated_secret_is_another_and_the_rest_stays(another: Callable[[], Keyring]) -> None:
    ring = another()
    before = {name: ring.secret(name) for name in ("session", "lookup")}

    ring.rotate("session")

    assert another().secret("session") == ring.secret("session") != before["session"]
    assert ring.secret("lookup") == before["lookup"]
    with pytest.raises(AssertionError):
        ring.rotate("lookup")


def test_a_share_that_is_not_mounted_is_not_a_first_day(tmp_path: Path) -> None:
    gone = tmp_path / "share" / "keyring.json"
    web = Keyring(FileShelf(gone), may_begin=False)

    with pytest.raises(KeyringAway):
        web.secret("lookup")
    with pytest.raises(KeyringAway):
        web.ensure_epoch(1)
    assert not gone.exists()

    Keyring(FileShelf(gone)).ensure_epoch(1)
    assert web.ensure_epoch(2), "once it is there, days are added"


def test_the_file_is_for_its_owner_alone_and_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    ring = Keyring(path)
    ring.secret("lookup")
    first = path.stat().st_ino
    ring.ensure_epoch(1)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_ino != first
    assert sorted(os.listdir(tmp_path)) == ["keyring.json", "keyring.lock"]


@pytest.mark.parametrize(
    "command", ["false", "/no/such/program", f"{sys.executable} -c \"print('1'); print('no keyring')\""]
)
def test_a_command_that_fails_says_so_without_a_key(command: str) -> None:
    with pytest.raises(KeyringAway) as refused:
        Keyring(CommandShelf(command)).secret("lookup")
    assert "no keyring" not in str(refused.value)


def test_a_writer_who_did_not_see_the_latest_is_refused(tmp_path: Path) -> None:
    """The control: a manager that does not compare versions loses a key, and the test above would notice."""
    careless = tmp_path / "manager.py"
    careless.write_text(MANAGER.replace("elif sys.argv[3:] != [now]:", "elif False:"))
    (tmp_path / "store").mkdir()
    shelf = CommandShelf(f"{sys.executable} {careless} {tmp_path / 'store'}")
    Keyring(shelf).ensure_epoch(1)

    def meanwhile(contents: object) -> None:
        Keyring(CommandShelf(f"{sys.executable} {careless} {tmp_path / 'store'}")).ensure_epoch(2)

    shelf.change(meanwhile)

    held = json.loads(sorted((tmp_path / "store").glob("v*"))[-1].read_text())
    assert "2" not in held["epochs"]
