"""
Journeys run against the real thing: web server, worker, PostgreSQL and mail over SMTP, in a real browser.

The server and the worker are processes of their own on this test's database; the clock is that database's, so a
journey can wait six weeks in a moment.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kring.foundation.testing import Clock, make_world

from .mail import Letterbox
from .story import Site

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser_path() -> str | None:
    return os.environ.get("KRING_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.journey)
            if browser_path() is None and not os.environ.get("KRING_REQUIRE_BROWSER"):
                item.add_marker(pytest.mark.skip(reason="NO BROWSER: install chromium, or set KRING_BROWSER"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = browser_path()
    assert path, "No browser, and KRING_REQUIRE_BROWSER is set: install chromium."
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": path, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A phone, held in one hand."""
    return {"viewport": {"width": 390, "height": 844}, "locale": "nl-NL", "has_touch": True, "is_mobile": False}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def letterbox() -> Iterator[Letterbox]:
    box = Letterbox(_free_port())
    box.start()
    yield box
    box.stop()


class Process:
    """A process of its own on this test's database: the web server or the worker."""

    def __init__(self, kind: str, command: list[str], environ: dict[str, str]) -> None:
        self._command, self._environ = command, {**environ, "KRING_PROCESS": kind}
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, unless it runs."""
        if self._running is None:
            with (ROOT / ".journeys.log").open("ab") as log:
                self._running = subprocess.Popen(self._command, env=self._environ, stdout=log, stderr=log)

    def stop(self) -> None:
        """Stop, and wait until it did."""
        if self._running is None:
            return
        self._running.terminate()
        try:
            self._running.wait(10)
        except subprocess.TimeoutExpired:
            self._running.kill()
        self._running = None


@pytest.fixture(scope="session")
def environ(letterbox: Letterbox, django_db_setup: None) -> dict[str, str]:
    """What the processes are told."""
    Clock()  # the clock of this database can move before the first process asks for the time
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kring.config.settings_test",
        "PYTHONPATH": str(ROOT / "src"),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(letterbox.port),
        "KRING_LOG_LEVEL": "ERROR",
    }


@pytest.fixture(scope="session")
def served(environ: dict[str, str]) -> Iterator[int]:
    """The port of the running web server."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "error"),
        "kring.config.wsgi:application",
    ]
    web = Process("web", command, environ)
    web.start()
    try:
        _wait(port)
        yield port
    finally:
        web.stop()


@pytest.fixture(scope="session")
def worker(environ: dict[str, str]) -> Iterator[Process]:
    """The worker, which rests until somebody starts it."""
    command = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "2"]
    worker = Process("worker", command, environ)
    yield worker
    worker.stop()


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/ui/icon.svg", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            if time.monotonic() > until:
                raise
        time.sleep(0.2)


@pytest.fixture
def site(
    served: int,
    worker: Process,
    letterbox: Letterbox,
    browser: Any,
    browser_context_args: dict[str, Any],
    clock: Clock,
) -> Iterator[Site]:
    """A world of its own, and phones for everyone in it."""
    worker.start()
    letterbox.letters.clear()  # another story may have written to the same address
    site = Site(make_world(), served, letterbox, browser, browser_context_args, clock)
    yield site
    site.close()
