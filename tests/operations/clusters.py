"""Two real PostgreSQL servers of which one follows the other, and a real pooler in front."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from kring.foundation.database.addresses import Addresses, url
from kring.foundation.database.binaries import find_programs
from kring.foundation.database.server import PORT, Server, Status

FOLLOWED: Mapping[str, str] = {
    "wal_level": "replica",
    "max_wal_senders": "4",
    "hot_standby": "on",
    "wal_receiver_status_interval": "1s",
    # Nothing here survives a power cut, and nothing here has to: only processes are killed.
    "fsync": "off",
}
PATIENCE = 20  # seconds


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until(true: Callable[[], Any], what: str, seconds: float = PATIENCE) -> None:
    """Wait for something, or fail with what it was."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"{what}: not within {seconds} seconds"
        time.sleep(0.05)


class Cluster:
    """One PostgreSQL server: the first, or one that follows another until it is promoted."""

    def __init__(self, state: Path) -> None:
        self.server = Server(state, os.environ)
        self.server.settings = {**self.server.settings, **FOLLOWED}

    def start(self) -> None:
        """Start it and keep it."""
        self.server.keep()

    def follow(self, leader: "Cluster") -> None:
        """Copy the leader and follow it from there."""
        self.server.make_state()
        account = self.server.account
        programs = find_programs(os.environ, leader.server.state, account)
        address = conninfo_to_dict(leader.server.superuser_address())
        target = self.server.state / "data"
        room = self.server.state / "room"
        room.mkdir(mode=0o700)
        os.chown(room, account.uid, account.gid)
        command = [programs / "pg_basebackup", "-D", room / "data", "-X", "stream", "-R", "--checkpoint=fast"]
        command += ["-h", str(address["host"]), "-p", str(address["port"]), "-U", str(address["user"])]
        environ = {"PGPASSWORD": str(address["password"]), "PATH": os.defpath}
        other = account.is_other
        subprocess.run(
            [*command, "--no-sync"],
            env=environ,
            cwd="/",
            check=True,
            user=account.uid if other else None,
            group=account.gid if other else None,
            extra_groups=[] if other else None,
        )
        (room / "data").rename(target)
        shutil.copy2(leader.server.state / "superuser.password", self.server.state)
        self.start()
        wait_until(
            lambda: leader.ask("select count(*) from pg_stat_replication where state = 'streaming'"), "streaming"
        )

    def ask(self, sql: str, *values: Any, database: str = "postgres") -> Any:
        """One value, as the superuser."""
        with psycopg.connect(self.server.superuser_address(database), autocommit=True) as connection:
            row = connection.execute(sql, values).fetchone()  # type: ignore[call-overload]
        return row[0] if row else None

    def do(self, *statements: str) -> None:
        """Statements without an answer, as the superuser."""
        with psycopg.connect(self.server.superuser_address(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def wait_for_the_other(self) -> None:
        """From now on a commit is answered only when the standby has it on disk too."""
        self.do("alter system set synchronous_standby_names = '*'", "select pg_reload_conf()")
        wait_until(
            lambda: self.ask("select count(*) from pg_stat_replication where sync_state = 'sync'"), "synchronous"
        )

    def cut_the_line(self) -> None:
        """Stop following, without telling anybody: what the leader does from now on does not arrive."""
        self.do("alter system set primary_conninfo = ''", "select pg_reload_conf()")
        wait_until(lambda: not self.ask("select count(*) from pg_stat_wal_receiver"), "the line is cut")

    def kill(self) -> None:
        """Kill it as a power cut would: no goodbye, nothing finished."""
        pid = int((self.server.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: self.server.status() is Status.STOPPED, "the server is dead")

    def promote(self) -> None:
        """Let the one that followed lead."""
        assert self.ask("select pg_promote(true, 15)"), "the standby does not take over"

    def addresses(self, known: Addresses) -> Addresses:
        """The same roles and passwords, on this server."""
        return Addresses(
            **{
                kind: url(kind, password=password_of(getattr(known, kind)), host=str(self.server.sockets))  # type: ignore[arg-type]
                for kind in ("web", "worker", "migrate")
            }
        )


def password_of(address: str) -> str:
    """The password in an address."""
    return str(conninfo_to_dict(address)["password"])


INI = """\
[databases]
kring = {place} pool_size={pool}
kring_apart = {place} pool_size=2

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users.txt
logfile = {folder}/pgbouncer.log
pool_mode = transaction
max_client_conn = 200
query_wait_timeout = 4
server_connect_timeout = 2
server_login_retry = 1
"""


class Pooler:
    """A real pgbouncer in transaction mode: a server connection belongs to a client for one transaction only."""

    def __init__(self, folder: Path, known: Addresses, program: str) -> None:
        self.folder, self.port, self._program = folder, free_port(), program
        self._password = password_of(known.web)
        self._running: subprocess.Popen[bytes] | None = None

    def point_to(self, cluster: Cluster, *, pool: int) -> None:
        """Write where the database is, and how many server connections there are; start or reload."""
        account = cluster.server.account
        place = f"host={cluster.server.sockets} port={PORT} dbname=kring"
        words = INI.format(place=place, pool=pool, port=self.port, folder=self.folder)
        files = {"pgbouncer.ini": words, "users.txt": f'"kring_web" "{self._password}"\n'}
        self.folder.mkdir(exist_ok=True, mode=0o700)
        os.chown(self.folder, account.uid, account.gid)
        for name, words in files.items():
            (self.folder / name).write_text(words)
            os.chown(self.folder / name, account.uid, account.gid)
        if self._running is not None:
            self._running.send_signal(signal.SIGHUP)
            return
        self._running = subprocess.Popen(
            [self._program, "-q", str(self.folder / "pgbouncer.ini")],
            cwd="/",
            user=account.uid if account.is_other else None,
            group=account.gid if account.is_other else None,
            extra_groups=[] if account.is_other else None,
        )
        wait_until(self._answers, "the pooler answers")

    def address(self) -> str:
        """Where the web processes think the database is."""
        return url("web", password=self._password, host="127.0.0.1", port=str(self.port))

    def stop(self) -> None:
        """Stop it."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
