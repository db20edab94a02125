"""The real web server and worker as processes of their own, with everything they say kept in a file."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from kring.foundation.testing import Somebody, World
from kring.foundation.testing_http import session_cookie
from tests.journeys.mail import Letterbox

ROOT = Path(__file__).resolve().parents[2]
WEB = (sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1")
MORE = ("--blocking-threads", "2", "--no-ws", "--log-level", "warning", "kring.config.wsgi:application")


def free_port() -> int:
    """A port that nobody listens to now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(kind: str, command: tuple[str, ...], environ: dict[str, str], said: Path) -> Iterator[None]:
    """Run it while the block runs; what it says goes to a file."""
    with said.open("ab") as log:
        running = subprocess.Popen(command, env={**environ, "KRING_PROCESS": kind}, stdout=log, stderr=log)
    try:
        yield
    finally:
        running.terminate()
        try:
            running.wait(15)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def environment(letterbox: Letterbox) -> dict[str, str]:
    """As in production, except that they say more."""
    told = {"DJANGO_SETTINGS_MODULE": "kring.config.settings_test", "PYTHONPATH": str(ROOT / "src")}
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(letterbox.port)}
    return {**os.environ, **told, **mail, "KRING_LOG_LEVEL": "INFO"}


@contextmanager
def web(environ: dict[str, str], said: Path) -> Iterator[int]:
    """The web server; answers its port."""
    port = free_port()
    with process("web", (*WEB, "--port", str(port), *MORE), environ, said):
        until = time.monotonic() + 60
        while not _answers(port):
            assert time.monotonic() < until, said.read_text()
            time.sleep(0.1)
        yield port


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


class Phone:
    """A browser without a screen: cookies, and the token of the form it looks at."""

    def __init__(self, world: World, port: int, somebody: Somebody | None = None) -> None:
        self.host, self.port = f"{world.host}:{port}", port
        self.cookies: dict[str, str] = {}
        self.page = ""
        self.headers: dict[str, str] = {}
        if somebody:
            self.cookies[settings.SESSION_COOKIE_NAME] = session_cookie(somebody)

    def get(self, path: str) -> int:
        """Open a page; answers the status."""
        return self._send("GET", path, b"", {})

    def post(self, path: str, values: dict[str, object], *, with_token: bool = True) -> int:
        """Send a form; answers the status."""
        if with_token:
            self.get(path)
            found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)
            values = {**values, "csrfmiddlewaretoken": found[1] if found else ""}
        body = urlencode(values, doseq=True).encode()
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        origin = {"Host": self.host, "Origin": f"http://{self.host}", **({"Cookie": cookies} if cookies else {})}
        try:
            connection.request(method, path, body, {**origin, **headers})
            answer = connection.getresponse()
            self.page = answer.read().decode(errors="replace")
            self.headers = dict(answer.getheaders())
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    for key, morsel in SimpleCookie(value).items():
                        self.cookies[key] = morsel.value
            return answer.status
        finally:
            connection.close()
