"""
Two at the same time, for the tests: one stands still halfway, the other comes by, and real PostgreSQL decides.

`meet(Turn(...), Turn(...))` answers what went wrong for each; a deadlock is an `OperationalError`.
"""

import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, connections

from kring.foundation.actor import Actor
from kring.foundation.testing import as_, fetch

WAITING = "select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()"
PATIENCE = 20  # seconds; far longer than anything here takes
Problem = Exception | None


@dataclass
class Turn:
    """
    What one of the two does, in a transaction of its own.

    :param stands_still: before the first statement with these words the transaction waits for the other; empty: before
        its commit
    """

    by: Actor
    do: Callable[[datetime], object]
    stands_still: str = ""
    problem: Problem = None
    arrived: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Do it; what goes wrong, also at the commit, stands in `problem`."""
        try:
            with as_(self.by) as at:
                with connection.execute_wrapper(self._halfway) if self.stands_still else nullcontext():
                    self.do(at)
                if not self.stands_still:
                    self._stand_still()
        except Exception as problem:
            self.problem = problem
        finally:
            self.arrived.set()
            connections.close_all()

    def run_alone(self) -> None:
        """Do it without anybody else, in this thread."""
        with as_(self.by) as at:
            self.do(at)

    def _halfway(self, execute: Any, sql: str, *rest: Any) -> Any:
        if self.stands_still in sql and not self.arrived.is_set():
            self._stand_still()
        return execute(sql, *rest)

    def _stand_still(self) -> None:
        self.arrived.set()
        assert self.goes_on.wait(PATIENCE)


def meet(first: Turn, second: Turn, *, meanwhile: Callable[[], object] = lambda: None) -> tuple[Problem, Problem]:
    """
    The first stands still; the second begins; when that waits for a lock, or is through, the first goes on.

    :param meanwhile: what happens in between, before the second begins
    """
    second.goes_on.set()
    threads = [threading.Thread(target=turn.run) for turn in (first, second)]
    threads[0].start()
    assert first.arrived.wait(PATIENCE)
    meanwhile()
    threads[1].start()
    until = time.monotonic() + PATIENCE
    while threads[1].is_alive() and not fetch(WAITING) and time.monotonic() < until:
        time.sleep(0.02)
    first.goes_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    return first.problem, second.problem
