"""
What runs in the worker, measured as the worker: matching, the round of five minutes and the nightly batch.

`python -m bench.worker matching|rounds` prints JSON; it runs where settings are those of the worker.
"""

import json
import sys
import time
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection

from bench.figures import percentile, rounded
from kring.foundation import rounds
from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.jobs import organisations, run_round
from kring.foundation.lasting import keep_loaded
from kring.support.actions.find_supporters import matches_for
from kring.support.domain.trajectory import State
from kring.support.models import Trajectory
from kring.support.queries.pool import pool_of
from kring.supporters import queries as supporters

TIMES = 60


def matching(organisation_id: UUID) -> dict[str, Any]:
    """One match after another in the largest organisation: what is read, and what is chosen."""
    by = Actor("job", organisation_id, roles=frozenset({"matching"}))
    reading, choosing, cpu, queries = [], [], [], []
    with acting(by) as at:
        waiting = list(Trajectory.objects.filter(organisation_id=organisation_id, state=State.SEARCHING.value)[:TIMES])
        for number in range(TIMES):
            begun, worked = time.perf_counter(), time.thread_time()
            with Counted() as counted:
                one = waiting[number % len(waiting)]
                pool = pool_of(organisation_id, [one], at)
                between = time.perf_counter()
                matches_for(one, pool, cap=3)
            reading.append((between - begun) * 1000)
            choosing.append((time.perf_counter() - between) * 1000)
            cpu.append((time.thread_time() - worked) * 1000)
            queries.append(counted.number)
        able = len(supporters.candidates(at.date()))
    whole = [one + other for one, other in zip(reading, choosing, strict=True)]
    return {
        "supporters": able,
        "ms_p50": rounded(percentile(whole, 0.5)),
        "ms_p95": rounded(percentile(whole, 0.95)),
        "cpu_ms_p50": rounded(percentile(cpu, 0.5)),
        "of_which_reading_ms_p50": rounded(percentile(reading, 0.5)),
        "queries": round(percentile(queries, 0.5)),
    }


class Counted:
    """How many queries Django sends in the block."""

    def __enter__(self) -> "Counted":
        self.number = 0
        self._wrapper = connection.execute_wrapper(self._count)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *given: Any) -> None:
        self._wrapper.__exit__(*given)

    def _count(self, execute: Any, *given: Any) -> Any:
        self.number += 1
        return execute(*given)


def all_rounds() -> dict[str, Any]:
    """The round of five minutes twice, the second with nothing new, and the nightly batch, over all organisations."""
    found: dict[str, Any] = {"organisations": len(organisations())}
    for name, works in (
        ("first_sweep", rounds.SWEEPS),
        ("sweep", rounds.SWEEPS),
        ("night", [*rounds.SWEEPS, *rounds.NIGHTLY]),
    ):
        parts: dict[str, float] = {}
        begun = time.perf_counter()
        for organisation_id in organisations():
            for work in works:
                since = time.perf_counter()
                run_round(organisation_id, [work], name)
                called = f"{work.__module__.removeprefix('kring.')}.{work.__name__}"
                parts[called] = parts.get(called, 0) + time.perf_counter() - since
        found[f"{name}_seconds"] = rounded(time.perf_counter() - begun)
        slowest = sorted(parts.items(), key=lambda item: -item[1])[:4]
        found[f"{name}_slowest"] = {part: rounded(seconds) for part, seconds in slowest}
    return found


if __name__ == "__main__":
    keep_loaded()  # as the worker does
    answer = matching(UUID(sys.argv[2])) if sys.argv[1] == "matching" else all_rounds()
    sys.stdout.write(json.dumps(answer))
