"""
The embedded PostgreSQL server: made, started, shared and stopped.

For a demo, for development and for the tests; a real installation brings its own server. Nothing here trusts
a process number alone: a server lives when its socket answers. Everything that changes happens under one lock
file, so that any number of processes may ask for the same server at once.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from psycopg import pq
from psycopg.conninfo import make_conninfo

from kring.foundation.database.addresses import SOCKETS
from kring.foundation.database.binaries import ServerError, find_programs, server_account
from kring.foundation.database.state import write_secret

SUPERUSER = "postgres"
PORT = "5432"
LONGEST_SOCKET_PATH = 100  # bytes; the kernel's own limit is 104 to 108 with the file name included
RECOVERY_SECONDS = 900  # replaying the log after a crash may take minutes on a slow disk
STOP_SECONDS = 60
ORPHANS_SECONDS = 30

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",  # the socket only: nothing to reach from another machine
    "port": PORT,
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",  # small containers have little shared memory
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # What people typed never reaches a log, and no row remembers when it was written. Errors quote values
    # ("invalid input syntax ..."), so they are for the one who asked, not for the log.
    "log_min_messages": "log",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "log_connections": "",
    "log_disconnections": "off",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
    "track_commit_timestamp": "off",
}
FAST_AND_FORGETFUL: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class Status(Enum):
    """What the socket says."""

    RUNNING = "running"
    BUSY = "starting or stopping"
    STOPPED = "stopped"


class Server:
    """
    One embedded server, living in a state directory.

    :param forgetful: do not wait for the disk; for tests only, a power cut loses everything
    """

    def __init__(self, state: Path, environ: Mapping[str, str], *, forgetful: bool = False) -> None:
        self.state = state
        self.data = state / "data"
        self.log = state / "server.log"
        self.account = server_account()
        self.settings = {**SETTINGS, **(FAST_AND_FORGETFUL if forgetful else {})}
        self._environ = environ
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def sockets(self) -> Path:
        """The directory of the socket: beside the data, or a short one when that path is too long."""
        beside = self.state / SOCKETS
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_PATH:
            return beside
        name = f"kring-{hashlib.sha256(os.fsencode(self.state)).hexdigest()[:16]}"
        return Path("/tmp", name)  # noqa: S108 (made for its owner alone, or refused)

    def status(self) -> Status:
        """Ask the socket; no password is needed for that."""
        conninfo = make_conninfo(host=str(self.sockets), port=PORT, connect_timeout=5)
        answer = pq.PGconn.ping(conninfo.encode())
        if answer == pq.Ping.OK:
            return Status.RUNNING
        return Status.BUSY if answer == pq.Ping.REJECT else Status.STOPPED

    def superuser_address(self, database: str = "postgres") -> str:
        """
        Answer with the address of the superuser, who only makes roles and databases.

        :raises ServerError: when the server was never made, or its password file is gone
        """
        try:
            password = self._password_file.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise ServerError(f"{self._password_file} is gone; the server cannot be used without it.") from None
        return make_conninfo(host=str(self.sockets), port=PORT, user=SUPERUSER, password=password, dbname=database)

    @contextmanager
    def used(self, *, keep: bool = False) -> Iterator[bool]:
        """
        Have the server while the block runs; the last one out stops it, unless it is kept.

        Yields whether the server was started for this block. A process that is killed lets go by itself.
        """
        self.make_state()
        with open(self.state / "users", "w") as users:
            with self._locked():
                fcntl.flock(users, fcntl.LOCK_SH)
                started = self._start()
            try:
                yield started
            finally:
                with self._locked():
                    fcntl.flock(users, fcntl.LOCK_UN)
                    if not keep and not self._kept_file.exists() and _is_free(users.fileno()):
                        self._stop()

    def keep(self) -> bool:
        """Start the server and keep it until :meth:`stop`; say whether it had to be started."""
        with self._locked():
            started = self._start()
            self._kept_file.touch()
        return started

    def stop(self) -> bool:
        """Stop the server, whoever uses it; say whether it was there."""
        if not self.state.exists():
            return False
        with self._locked():
            self._kept_file.unlink(missing_ok=True)
            return self._stop()

    @property
    def _password_file(self) -> Path:
        return self.state / "superuser.password"

    @property
    def _kept_file(self) -> Path:
        return self.state / "kept"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.make_state()
        with open(self.state / "lock", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def make_state(self) -> None:
        """Make the state directory; the server's account may pass through it, not look around."""
        for folder in reversed([self.state, *self.state.parents]):
            if not folder.exists():
                folder.mkdir(exist_ok=True)
                folder.chmod(0o711 if self.account.is_other else 0o700)
        if self.account.is_other and not self.state.stat().st_mode & stat.S_IXOTH:
            self.state.chmod(0o711)

    def _start(self) -> bool:
        if self.status() is Status.RUNNING:
            return False
        if pid := self._living_postmaster():
            self._settle(pid)
            if self.status() is Status.RUNNING:
                return False
        self._refuse_closed_parents()
        programs = find_programs(self._environ, self.state, self.account)
        if not self.data.exists():
            self._create(programs)
        self._own_directory(self.sockets)
        deadline = time.monotonic() + ORPHANS_SECONDS
        while not self._attempt(programs):
            # Children of a killed server need a moment to notice; starting beside them would be unsafe.
            if time.monotonic() > deadline or "shared memory block" not in self._last_words():
                raise ServerError(f"The database server did not start. Its log says:\n{self._last_words()}")
            time.sleep(0.2)
        return True

    def _refuse_closed_parents(self) -> None:
        if not self.account.is_other:
            return
        for folder in [self.state, *self.state.parents]:
            if not folder.stat().st_mode & stat.S_IXOTH:
                raise ServerError(
                    f"The database server does not run as root and cannot pass through {folder}. "
                    "Choose another directory with KRING_HOME."
                )

    def _create(self, programs: Path) -> None:
        """Make the data directory: next to where it belongs, so that a half-made one is never used."""
        fresh = self.state / "data.fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        self._own_directory(fresh)
        password = secrets.token_urlsafe(24)
        write_secret(self._password_file, password)
        handed_over = self.state / "initdb.password"
        write_secret(handed_over, password)
        os.chown(handed_over, self.account.uid, self.account.gid)
        command: list[str | Path] = [programs / "initdb", "-D", fresh, "-U", SUPERUSER, "-E", "UTF8"]
        command += ["-A", "scram-sha-256", f"--pwfile={handed_over}", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if "fsync" in self.settings:
            command.append("--no-sync")
        try:
            failed = self._launch(command).wait()
        finally:
            handed_over.unlink()
        if failed:
            raise ServerError(f"The database could not be made. PostgreSQL says:\n{self._last_words()}")
        fresh.rename(self.data)

    def _attempt(self, programs: Path) -> bool:
        """Start the server once and wait until it answers; nothing is left running when it does not."""
        self._forget_the_dead()
        settings = {**self.settings, "unix_socket_directories": str(self.sockets)}
        command: list[str | Path] = [programs / "postgres", "-D", self.data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        child = self._launch(command)
        deadline = time.monotonic() + RECOVERY_SECONDS
        while child.poll() is None:
            if self.status() is Status.RUNNING:
                self._child = child
                return True
            if time.monotonic() > deadline:
                child.send_signal(signal.SIGQUIT)
                child.wait()
                raise ServerError(f"The database server did not answer for {RECOVERY_SECONDS} seconds.")
            time.sleep(0.02)
        return False

    def _stop(self) -> bool:
        pid = self._living_postmaster()
        if pid is None:
            return False
        _send(pid, signal.SIGINT)
        if not self._gone(pid, STOP_SECONDS):
            _send(pid, signal.SIGQUIT)
            if not self._gone(pid, STOP_SECONDS):
                raise ServerError(f"The database server (process {pid}) does not stop.")
        return True

    def _settle(self, pid: int) -> None:
        """Wait for a server that is starting or stopping; end one that no longer has its socket."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        while self.status() is Status.BUSY and time.monotonic() < deadline:
            time.sleep(0.1)
        if self.status() is Status.STOPPED and not self._gone(pid, 5):
            self._stop()

    def _gone(self, pid: int, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self._child is not None:
                self._child.poll()  # lets the operating system forget a child of ours
            if self._living_postmaster() != pid:
                return True
            time.sleep(0.02)
        return False

    def _living_postmaster(self) -> int | None:
        """Answer with the process that serves this data; a number that now means another process is none."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if str(self.data) in _command_line(pid) else None

    def _forget_the_dead(self) -> None:
        """
        Clear what a killed server left behind, where its number may meanwhile mean another process.

        The file of the data keeps its other lines: with those PostgreSQL itself still refuses to start
        while children of the killed server are at work. It always accepts the number of its parent.
        """
        left = self.data / "postmaster.pid"
        if left.exists():
            _, _, rest = left.read_text().partition("\n")
            if rest:
                with open(left, "r+") as file:
                    file.write(f"{os.getpid()}\n{rest}")
                    file.truncate()
            else:
                left.unlink()
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (self.sockets / name).unlink(missing_ok=True)

    def _own_directory(self, folder: Path) -> None:
        """Make a directory for the server alone; refuse one that somebody else made."""
        try:
            folder.mkdir(mode=0o700)
            os.chown(folder, self.account.uid, self.account.gid)
        except FileExistsError:
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (self.account.uid, os.geteuid()):
                raise ServerError(f"{folder} belongs to somebody else. Remove it and start again.") from None
            os.chown(folder, self.account.uid, self.account.gid)
        folder.chmod(0o700)

    def _launch(self, command: list[str | Path]) -> subprocess.Popen[bytes]:
        """
        Start a program as the server's account, with an environment of its own and its words in the log.

        A session of its own, too: Ctrl-C is for the one who started us, not for the database.
        """
        passed = {name: self._environ[name] for name in ("LD_LIBRARY_PATH",) if name in self._environ}
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.old"))
        other = self.account.is_other
        with open(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", **passed},
                user=self.account.uid if other else None,
                group=self.account.gid if other else None,
                extra_groups=[] if other else None,
            )

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-12:])


def _is_free(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _command_line(pid: int) -> str:
    """Answer with how a process was started; empty when it is gone or only a zombie."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout
