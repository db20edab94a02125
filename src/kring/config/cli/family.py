"""Processes that live and stop together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

from kring.config.cli.screen import Refused, say

PATIENCE = 15  # seconds to finish what is being done
PR_SET_PDEATHSIG = 1


class Family:
    """
    Children of this process. When one dies all stop; when this process stops, they do too.

    Use it as a context: leaving it stops every child.
    """

    def __init__(self) -> None:
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Family":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def start(self, name: str, command: Sequence[str], environ: Mapping[str, str]) -> int:
        """Start a child and answer with its number; Ctrl-C reaches it through this process alone."""
        child = subprocess.Popen(
            command, env=dict(environ), stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_follow
        )
        self._children[name] = child
        return child.pid

    def check(self) -> None:
        """
        Look whether all children live.

        :raises Refused: if one does not
        """
        for name, child in self._children.items():
            code = child.poll()
            if code is not None:
                raise Refused(f"The {name} stopped by itself (exit code {code}), so everything stops.")

    def watch(self) -> None:
        """Stay until a child dies, or until a signal ends this process."""
        while True:
            self.check()
            time.sleep(0.5)

    def _stop(self) -> None:
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + PATIENCE
        for name, child in self._children.items():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                say(f"The {name} does not stop by itself and is ended.")
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def _follow() -> None:
    """Ask Linux to stop this child when its parent is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
