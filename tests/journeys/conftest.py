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


@pytest.fixture(scope="session")
def served(letterbox: Letterbox, django_db_setup: None) -> Iterator[int]:
    """The port of the running web server, with a worker beside it."""
    Clock()  # the clock of this database can move before the first process asks for the time
    port = _free_port()
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kring.config.settings_test",
        "PYTHONPATH": str(ROOT / "src"),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(letterbox.port),
        "KRING_LOG_LEVEL": "ERROR",
    }
    web = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "error"),
        "kring.config.wsgi:application",
    ]
    worker = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "2"]
    logs = (ROOT / ".journeys.log").open("ab")
    processes = [
        subprocess.Popen(command, env={**environ, "KRING_PROCESS": kind}, stdout=logs, stderr=logs)
        for kind, command in (("web", web), ("worker", worker))
    ]
    try:
        _wait(port)
        yield port
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        logs.close()


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            if time.monotonic() > until:
                raise
        time.sleep(0.2)


@pytest.fixture
def site(served: int, letterbox: Letterbox, browser: Any, browser_context_args: dict[str, Any], clock: Clock) -> Iterator[Site]:
    """A world of its own, and phones for everyone in it."""
    site = Site(make_world(), served, letterbox, browser, browser_context_args, clock)
    yield site
    site.close()



