"""
Background work: one periodic round over all organisations, and what each context does in it (decision 26).

No job is about a person. Due dates are columns; a sweep finds what is due. Job arguments carry an organisation only.
"""

import logging
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.rounds import NIGHTLY, SWEEPS, TONIGHT, Round, every_night, every_sweep

__all__ = ["every_night", "every_sweep"]

log = logging.getLogger(__name__)

LATER = -10  # the priority of rounds: somebody who asks, or a mail, does not wait behind 250 organisations


def organisations() -> list[UUID]:
    """All organisations, for the worker only."""
    with connection.cursor() as cursor:
        cursor.execute("select private.organisations()")
        return [row[0] for row in cursor.fetchall()]


def run_round(organisation_id: UUID, works: list[Round], name: str) -> None:
    """Do every piece of work for one organisation; one that fails does not stop the others."""
    by = Actor("job", organisation_id, roles=frozenset({name}))
    failed: Exception | None = None
    for work in works:
        try:
            with acting(by) as at:
                work(organisation_id, by, at)
        except Exception as problem:
            log.exception("%s failed", work.__module__)
            failed = problem
    if failed is not None:
        raise failed


@app.task(queue="rounds", priority=LATER)
def sweep(organisation_id: str) -> None:
    """The five-minute round of one organisation."""
    run_round(UUID(organisation_id), SWEEPS, "sweep")


@app.task(queue="rounds", priority=LATER, retry=TONIGHT)
def night(organisation_id: str) -> None:
    """
    The nightly batch of one organisation: sweeps first, then what only happens at night.

    One that fails is tried again in the same night, since the next one would let go of names a day late.
    """
    run_round(UUID(organisation_id), [*SWEEPS, *NIGHTLY], "night")


@app.periodic(cron="*/5 * * * *")
@app.task(queue="rounds")
def sweep_all(timestamp: int) -> None:
    """Start the round for every organisation."""
    for organisation_id in organisations():
        sweep.defer(organisation_id=str(organisation_id))


@app.periodic(cron="10 1 * * *")
@app.task(queue="rounds", retry=TONIGHT)
def night_all(timestamp: int) -> None:
    """Start the nightly batch for every organisation; at 01:10 UTC, night in the Netherlands."""
    for organisation_id in organisations():
        night.defer(organisation_id=str(organisation_id))


@app.periodic(cron="*/10 * * * *")
@app.task(queue="rounds")
async def retry_stalled(timestamp: int) -> None:
    """Give jobs whose worker died back to the others (decision 26)."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=60):
        await app.job_manager.retry_job(job)
