"""
The guide of hundreds of pages, made as when somebody asks: `python -m bench.guide <measures>`, as the worker.

Measures are added to the catalogue until the guide is as long as the promise; then an edition is published, a PDF is
asked for, and the job makes it. Meanwhile the page is looked at, on a connection of its own, as a reader would.
"""

import json
import sys
import threading
import time
from itertools import pairwise
from typing import Any

import django

django.setup()

from django.db import connection, transaction

from bench.figures import rounded
from kring.catalogue import demo
from kring.foundation import clock
from kring.foundation.actor import NOBODY, Actor
from kring.guide.access import PUBLISHES
from kring.guide.actions.ask_paper import ask_paper
from kring.guide.actions.make_papers import make_papers
from kring.guide.actions.publish_edition import publish_edition
from kring.guide.domain.making import Step, Wanted
from kring.guide.queries import papers
from kring.guide.queries.editions import edition, editions

OPERATOR = Actor("job", NOBODY, roles=frozenset({PUBLISHES}))
A_LOOK = 0.25  # seconds


def measure(extra: int) -> dict[str, Any]:
    """Publish, ask, make, and look how far it is."""
    with transaction.atomic():
        demo.fill(extra)
    begun = time.perf_counter()
    with transaction.atomic():
        key = publish_edition(by=OPERATOR, at=clock.now())
    published = time.perf_counter() - begun
    begun = time.perf_counter()
    whole = edition(editions()[0])
    read = time.perf_counter() - begun
    wanted = Wanted(key, "care", "", "nl")
    with transaction.atomic():
        ask_paper(wanted=wanted, at=clock.now())
    seen: list[tuple[float, Step, int]] = []
    done = threading.Event()
    looking = threading.Thread(target=_look, args=(wanted, seen, done))
    looking.start()
    begun, worked = time.perf_counter(), time.process_time()
    make_papers(by=OPERATOR)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
    done.set()
    looking.join()
    made = papers.paper(wanted)
    assert made is not None and made.step is Step.READY
    moments = [begun, *(at for at, _step, _percent in seen), begun + seconds]
    return {
        "measures": len(whole.of("care")),
        "pages": made.pages,
        "megabytes": rounded(made.size / 1e6),
        "publish_seconds": rounded(published),
        "read_seconds": rounded(read),
        "seconds": rounded(seconds),
        "cpu_seconds": rounded(cpu),
        "told": len(seen),
        "longest_silence": rounded(max(later - one for one, later in pairwise(moments))),
    }


def _look(wanted: Wanted, seen: list[tuple[float, Step, int]], done: threading.Event) -> None:
    """Note every time that the page would say something else."""
    last: tuple[Step, int] | None = None
    while not done.wait(A_LOOK):
        found = papers.paper(wanted)
        if found and found.is_busy and (found.step, found.percent) != last:
            last = (found.step, found.percent)
            seen.append((time.perf_counter(), *last))
    connection.close()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
