"""The embedded server lives, dies and comes back."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kring.foundation.database.binaries import ServerError
from kring.foundation.database.server import LONGEST_SOCKET_PATH, Server, Status

AT_ONCE = 6
USE = """
import os, sys
from pathlib import Path
from kring.foundation.database.server import Server

server = Server(Path(sys.argv[1]), os.environ)
print("waiting", flush=True)
sys.stdin.readline()
with server.used():
    print((server.data / "postmaster.pid").read_text().split()[0], flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A directory that the server's account can pass through; pytest's own are closed to others."""
    path = Path(tempfile.mkdtemp(prefix="kring-server-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def made(home: Path) -> Iterator[Server]:
    server = Server(home / "state", os.environ)
    yield server
    server.stop()


@pytest.fixture
def server(made: Server) -> Iterator[Server]:
    """A server that is stopped before and after a test."""
    made.stop()
    yield made
    made.stop()


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def kill(server: Server) -> None:
    os.kill(postmaster(server), signal.SIGKILL)
    while server.status() is not Status.STOPPED:
        time.sleep(0.01)


class User:
    """Another process that uses the server, from when it is told to until it is told to leave."""

    def __init__(self, state: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE, str(state)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "waiting"

    def begin(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def postmaster(self) -> int:
        return int(self._line())

    def leave(self) -> None:
        self.process.communicate(timeout=60)

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


def test_it_runs_while_it_is_used_and_no_longer(server: Server) -> None:
    assert server.status() is Status.STOPPED
    with server.used() as started:
        assert started
        assert server.status() is Status.RUNNING
        with server.used() as started_again:
            assert not started_again
        assert server.status() is Status.RUNNING
    assert server.status() is Status.STOPPED


def test_a_kept_server_stays_until_it_is_stopped(server: Server) -> None:
    assert server.keep()
    with server.used():
        pass
    assert server.status() is Status.RUNNING
    assert server.stop()
    assert not server.stop()


def test_what_was_committed_survives_a_kill(server: Server) -> None:
    with server.used(), psycopg.connect(server.superuser_address()) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        connection.commit()
        kill(server)
        with server.used() as started:
            assert started
            with psycopg.connect(server.superuser_address()) as again:
                assert again.execute("SELECT number FROM kept").fetchone() == (7,)


@pytest.mark.parametrize("content", ["{living}\n{data}\n0\n5432\n{run}\n\n", ""])
def test_a_file_of_a_dead_server_does_not_stop_a_new_one(server: Server, content: str) -> None:
    living = subprocess.Popen(["sleep", "60"])  # the number now means somebody else
    left = content.format(living=living.pid, data=server.data, run=server.sockets)
    try:
        with server.used():
            pass
        (server.data / "postmaster.pid").write_text(left)
        (server.sockets / ".s.PGSQL.5432.lock").write_text(left)
        os.chown(server.data / "postmaster.pid", server.account.uid, server.account.gid)
        with server.used() as started:
            assert started
            assert postmaster(server) != living.pid
    finally:
        living.kill()
        living.wait()


def test_six_first_starts_at_once_give_one_server_and_the_last_one_out_stops_it(home: Path) -> None:
    server = Server(home / "crowded", os.environ)
    users = [User(server.state) for _ in range(AT_ONCE)]

    for one in users:
        one.begin()
    postmasters = {one.postmaster() for one in users}
    for one in users[1:]:
        one.leave()
    still = server.status()
    users[0].leave()

    assert len(postmasters) == 1
    assert still is Status.RUNNING
    assert server.status() is Status.STOPPED


def test_a_killed_user_does_not_keep_the_server_for_ever(server: Server) -> None:
    killed = User(server.state)
    killed.begin()
    killed.postmaster()
    killed.process.kill()
    killed.leave()
    assert server.status() is Status.RUNNING

    with server.used() as started:
        assert not started

    assert server.status() is Status.STOPPED


def test_nobody_else_can_come_near_it(server: Server) -> None:
    with server.used(), psycopg.connect(server.superuser_address()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert server.sockets.stat().st_mode & 0o777 == 0o700
        assert server.data.stat().st_mode & 0o077 == 0
        for secret in ("superuser.password", "server.log"):
            assert (server.state / secret).stat().st_mode & 0o777 == 0o600
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.superuser_address(), password="guess")


def test_what_people_typed_never_reaches_the_log(server: Server) -> None:
    with server.used(), psycopg.connect(server.superuser_address(), autocommit=True) as connection:
        connection.execute("CREATE TEMP TABLE told (word text PRIMARY KEY)")
        connection.execute("INSERT INTO told VALUES ('whispered')")
        for values in (["whispered"], None):
            statement = "INSERT INTO told VALUES (%s)" if values else "INSERT INTO told VALUES ('whispered')"
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute(statement, values)
        for statement in ("SELECT 'whispered'::int", "whispered"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
    log = server.log.read_text()
    assert "shutting down" in log  # the last line comes when nobody waits any more
    assert "whispered" not in log


def test_a_long_path_gets_a_short_socket_that_is_still_private(home: Path, server: Server) -> None:
    deep = Server(home / ("d" * LONGEST_SOCKET_PATH) / "state", os.environ, forgetful=True)
    try:
        with deep.used():
            assert len(str(deep.sockets)) < LONGEST_SOCKET_PATH
            assert deep.sockets.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(deep.sockets, ignore_errors=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_a_socket_directory_made_by_somebody_else_is_refused(home: Path) -> None:
    deep = Server(home / ("e" * LONGEST_SOCKET_PATH) / "state", os.environ, forgetful=True)
    deep.sockets.mkdir()
    os.chown(deep.sockets, 12345, 12345)
    try:
        with pytest.raises(ServerError, match="somebody else"), deep.used():
            pass
    finally:
        deep.sockets.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to step down")
def test_it_never_runs_as_root(server: Server) -> None:
    with server.used():
        assert Path(f"/proc/{postmaster(server)}").stat().st_uid == server.account.uid != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another account")
def test_a_directory_it_cannot_pass_through_is_named(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(ServerError, match=str(closed)), Server(closed / "state", os.environ).used():
        pass


def test_missing_programs_are_named(home: Path) -> None:
    environ = {**os.environ, "PG_BIN": str(home)}

    with pytest.raises(ServerError, match="no PostgreSQL program"), Server(home / "other", environ).used():
        pass
