"""The job that sends one message."""

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy

from kring.foundation.actor import Actor
from kring.foundation.jobs import every_sweep
from kring.foundation.mail import sending


@app.task(queue="mail", retry=RetryStrategy(max_attempts=200, wait=60), pass_context=False)
def send(organisation_id: str, mail_id: str) -> None:
    """Send one message; tries again every minute while the mail server is away."""
    sending.send(UUID(mail_id), by=Actor("job", UUID(organisation_id), roles=frozenset({"mail"})))


def send_soon(organisation_id: UUID, mail_id: UUID) -> None:
    """Defer the sending, in the current transaction."""
    send.defer(organisation_id=str(organisation_id), mail_id=str(mail_id))


@every_sweep
def tidy(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Call old claims uncertain, and try again what still waits."""
    for mail_id in sending.sweep(organisation_id, at=at):
        send_soon(organisation_id, mail_id)
