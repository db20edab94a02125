"""Kring starts from nothing with one command, and stops without a trace."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kring.foundation.database.server import Server, Status


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty machine's state; the database's account must be able to pass through it."""
    path = Path(tempfile.mkdtemp(prefix="kring-up-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        found: int = free.getsockname()[1]
    return found


def start(home: Path, port: int) -> subprocess.Popen[str]:
    """Start Kring as somebody would who knows nothing of these tests."""
    kept = ("PATH", "HOME", "PYTHONPATH", "PG_BIN", "LD_LIBRARY_PATH")
    environ = {name: os.environ[name] for name in kept if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "kring", "up"],
        env={**environ, "KRING_HOME": str(home / "state"), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until_ready(running: subprocess.Popen[str]) -> list[str]:
    assert running.stdout is not None
    lines = []
    for line in running.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith("Kring is ready"):
            return lines
    raise AssertionError("\n".join(lines))


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except ConnectionRefusedError:
        return False
    finally:
        connection.close()


def test_it_starts_from_nothing_answers_and_stops_without_a_trace(home: Path, port: int) -> None:
    for first in (True, False):
        running = start(home, port)
        try:
            lines = until_ready(running)
            answered = answers(port)
        finally:
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=60)

        assert lines[-1] == f"Kring is ready: http://127.0.0.1:{port}"
        assert ("Making the tables." in lines) is first
        assert answered
        assert running.returncode == 0
        assert not answers(port)
        assert Server(home / "state", os.environ).status() is Status.STOPPED
