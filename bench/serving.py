"""Starting web servers as in production, and asking them for pages over one connection."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import psycopg

from bench.place import Place
from bench.timing import HEADER
from kring.foundation.database.state import CLONE

WORKERS, THREADS = 2, 2
"""As `python -m kring up` starts them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: how long the server took in milliseconds, of which the processor was at work, and how many queries."""

    status: int
    took: float
    cpu: float
    queries: int
    body: bytes
    headers: dict[str, str]


@dataclass
class Browser:
    """One connection that is kept open, to one worker process."""

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answer:
        """Open a page; a connection that lay still for too long is made anew."""
        try:
            return self._ask("GET", path, None, headers)
        except (http.client.HTTPException, ConnectionError):
            self._line = None
            return self._ask("GET", path, None, headers)

    def post(self, path: str, form: str) -> Answer:
        """Send a form."""
        return self._ask("POST", path, form, {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"Host": self.host, **({"Cookie": cookie} if cookie else {}), **headers}
        self._line.request(method, path, body, given)
        response = self._line.getresponse()
        content = response.read()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        took, cpu, queries = map(int, response.headers.get(HEADER, "0 0 0").split())
        return Answer(response.status, took / 1000, cpu / 1000, queries, content, dict(response.headers))


@dataclass(frozen=True, slots=True)
class Served:
    """A web server that runs."""

    port: int
    pid: int

    def browser(self, host: str = "127.0.0.1", **cookies: str) -> Browser:
        """A new connection to it."""
        return Browser(self.port, host, dict(cookies))


@contextmanager
def served(place: Place, application: str, *, workers: int = WORKERS) -> Iterator[Served]:
    """Granian with this application, as in production, while the block runs."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface=wsgi", f"--port={port}", f"--workers={workers}"]
    command += [f"--blocking-threads={THREADS}", "--no-ws", "--log-level=warning", application]
    child = subprocess.Popen(command, env=place.environment("web"), cwd=CLONE)
    try:
        _await(port, child)
        yield Served(port, child.pid)
    finally:
        child.terminate()
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextmanager
def both(place: Place, *, workers: int = WORKERS) -> Iterator[tuple[Served, Served]]:
    """Kring and the bare page, side by side."""
    with psycopg.connect(place.superuser, autocommit=True) as connection:
        connection.execute(BARE_TABLE)
    kring, bare = (served(place, f"bench.{name}:application", workers=workers) for name in ("web", "bare"))
    with kring as one, bare as other:
        yield one, other


@contextmanager
def all_three(place: Place, *, workers: int = WORKERS) -> Iterator[tuple[Served, Served, Served]]:
    """The same, and Django as it comes out of the box."""
    with both(place, workers=workers) as (kring, bare), _default(place, workers) as default:
        yield kring, bare, default


def _default(place: Place, workers: int) -> AbstractContextManager[Served]:
    return served(place, "bench.default:application", workers=workers)


BARE_TABLE = """
create table if not exists bench_row (id bigint generated always as identity primary key, words text not null);
alter table bench_row owner to kring_owner;
grant insert, select on bench_row to kring_web;
create table if not exists django_session (
    session_key varchar(40) primary key, session_data text not null, expire_date timestamptz not null);
alter table django_session owner to kring_owner;
grant insert, select, update on django_session to kring_web
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise RuntimeError("The web server did not start.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The web server did not answer.")
