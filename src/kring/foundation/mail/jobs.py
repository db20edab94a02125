"""The job that sends one message."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy
from procrastinate.types import JSONDict

from kring.foundation.actor import Actor
from kring.foundation.jobs import every_sweep
from kring.foundation.mail import sending


@app.task(queue="mail", retry=RetryStrategy(max_attempts=200, wait=60), pass_context=False)
def send(organisation_id: str, mail_id: str) -> None:
    """Send one message; tries again every minute while the mail server is away."""
    sending.send(UUID(mail_id), by=Actor("job", UUID(organisation_id), roles=frozenset({"mail"})))


def send_soon(organisation_id: UUID, mail_ids: Iterable[UUID]) -> None:
    """Defer the sending of each, in the current transaction, with one statement."""
    jobs: list[JSONDict] = [{"organisation_id": str(organisation_id), "mail_id": str(mail_id)} for mail_id in mail_ids]
    if jobs:
        send.batch_defer(*jobs)


@every_sweep
def tidy(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """
    Call old claims uncertain, and try again what still waits and has no job any more.

    A job goes on trying while the mail server is away; without looking, every round of a whole day would add one.
    """
    waiting = sending.sweep(organisation_id, at=at)
    if waiting:
        send_soon(organisation_id, set(waiting) - _being_sent(organisation_id))


def _being_sent(organisation_id: UUID) -> set[UUID]:
    """The messages of this organisation that a job is about."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select args->>'mail_id' from procrastinate_jobs where task_name = %s and status in ('todo', 'doing')"
            " and args->>'organisation_id' = %s",
            [send.name, str(organisation_id)],
        )
        return {UUID(mail_id) for (mail_id,) in cursor.fetchall()}
