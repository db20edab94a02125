"""A whole Kring in processes of its own that can be killed: database, web server and worker, and a mail server."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from aiosmtpd.controller import Controller

from kring.config.cli.up import environment_of
from kring.foundation.database.roles import make_roles
from kring.foundation.database.server import Server
from tests.baddays.installation import Installation

_ID = re.compile(rb"^Message-ID: <([0-9a-f-]{36})@", re.MULTILINE | re.IGNORECASE)
POSTED = """
create table private.test_posted (id uuid primary key);
create function private.test_post() returns trigger language plpgsql security definer as
$$ begin insert into private.test_posted values (new.id); return new; end $$;
create trigger test_posted after insert on mail_outboxmail for each row execute function private.test_post();
"""


class Letterbox:
    """A mail server that keeps the ids of what it accepts, and may do something nasty in the worst moment."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.when_accepted: Callable[[], object] = lambda: None

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        found = _ID.search(envelope.original_content)  # type: ignore[attr-defined]
        assert found is not None
        self.got.append(found[1].decode())
        self.when_accepted()
        return "250 Kept"


class House:
    """The processes. Whatever is killed is started again, as a supervisor does."""

    def __init__(self, there: Installation, letterbox: Letterbox, mail_port: int, worker: list[str]) -> None:
        self.there, self.letterbox = there, letterbox
        self.port = _free_port()
        self.restarts: dict[str, int] = {"web": 0, "worker": 0, "database": 0}
        more = {
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
            "KRING_HOSTS": "*",
            "KRING_LOG_LEVEL": "ERROR",
        }
        more |= {"KRING_TRUSTED_PROXIES": "1", "KRING_POOL": "6"}
        self._environ = there.environ(**more)
        self._log = open(there.home / "processes.log", "ab")  # noqa: SIM115 (lives as long as the house)
        granian = [sys.executable, "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={self.port}"]
        granian += ["--workers=2", "--blocking-threads=2", "--no-ws", "--respawn-failed-workers"]
        self._commands = {"web": [*granian, "--log-level=error", "kring.config.wsgi:application"], "worker": worker}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._guard = threading.RLock()

    def start(self, name: str) -> None:
        kind = "web" if name == "web" else "worker"
        self._running[name] = subprocess.Popen(
            self._commands[name],
            env=environment_of(kind, self._environ),  # type: ignore[arg-type]
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def kill(self, name: str) -> None:
        """SIGKILL, to every process of it at once, and start it again."""
        with self._guard:
            self.restarts[name] += 1
            if name == "database":
                pid = self.there.server._living_postmaster()
                assert pid is not None
                os.kill(pid, signal.SIGKILL)
                self.there.server._start()
                return
            self.end(name)
            self.start(name)

    def end(self, name: str) -> None:
        running = self._running.pop(name, None)
        if running is not None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()

    def tend(self) -> None:
        """Start again what stopped by itself, as when its database went away."""
        with self._guard:
            for name, running in list(self._running.items()):
                if running.poll() is not None:
                    self.end_quietly(name)
                    self.start(name)

    def end_quietly(self, name: str) -> None:
        running = self._running.pop(name)
        try:
            os.killpg(running.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def await_web(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.tend()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError(self.said())

    def said(self) -> str:
        return (self.there.home / "processes.log").read_text(errors="replace")[-4000:]

    def close(self) -> None:
        for name in list(self._running):
            self.end_quietly(name)
        self._log.close()


@contextmanager
def a_house(worker: list[str]) -> Iterator[House]:
    """A fresh machine with an empty Kring; everything on it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kring-chaos-"))
    folder.chmod(0o711)
    server = Server(folder / "state", dict(os.environ))
    letterbox = Letterbox()
    mail_port = _free_port()
    controller = Controller(letterbox, hostname="127.0.0.1", port=mail_port)
    controller.start()
    try:
        with server.used():
            addresses = make_roles(server.superuser_address(), "kring")
            there = Installation(server, addresses, "kring", folder / "home")
            there.home.mkdir(mode=0o700)
            done = there.kring("prepare")
            assert done.returncode == 0, done.stdout + done.stderr
            with psycopg.connect(there.superuser, autocommit=True) as owner:
                owner.execute("set role kring_owner")
                owner.execute(POSTED)
            house = House(there, letterbox, mail_port, worker)
            try:
                house.start("web")
                house.start("worker")
                house.await_web()
                yield house
            finally:
                house.close()
    finally:
        controller.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port
