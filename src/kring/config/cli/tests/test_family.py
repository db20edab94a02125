"""Processes that live and stop together."""

import os
import signal
import subprocess
import sys
import time

import pytest

from kring.config.cli import family
from kring.config.cli.family import Family
from kring.config.cli.screen import Refused

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""
PARENT = f"""
import os, time
from kring.config.cli.family import Family

with Family() as children:
    print(children.start("child", {SLEEP!r}, os.environ), flush=True)
    time.sleep(60)
"""


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"


def test_when_one_dies_the_reason_is_told_and_the_others_stop() -> None:
    with pytest.raises(Refused, match=r"The worker stopped by itself \(exit code 3\)"), Family() as children:
        other = children.start("web server", SLEEP, os.environ)
        children.start("worker", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)
        children.watch()

    assert not lives(other)


def test_a_child_that_does_not_listen_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(family, "PATIENCE", 0.2)
    with Family() as children:
        pid = children.start("worker", [sys.executable, "-c", STUBBORN], os.environ)
        time.sleep(0.5)

    assert not lives(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_no_child_outlives_a_killed_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert lives(child)

    parent.send_signal(signal.SIGKILL)
    parent.communicate()

    deadline = time.monotonic() + 10
    while lives(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not lives(child)
