"""Every night: wrap what lives anew, then destroy the old keys. That is what makes old backups unreadable."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from kring.foundation import clock
from kring.foundation.actor import Actor
from kring.foundation.keys import tombstones
from kring.foundation.keys.keyring import first_day_kept, keyring
from kring.foundation.keys.sealing import wrap_anew
from kring.foundation.rounds import TONIGHT, every_night


@every_night
def wrap(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Wrap the live data keys of one organisation with the key of today."""
    wrap_anew(organisation_id, at=at)


@app.periodic(cron="* * * * *")
@app.task(queue="rounds")
def bury(timestamp: int) -> None:
    """Move tombstones out of the database; in the file before they are gone here (ADR 10)."""
    with transaction.atomic(durable=True):
        tombstones.move(at=clock.now())


@app.periodic(cron="50 3 * * *")
@app.task(queue="rounds", retry=TONIGHT)
def prune_tombstones(timestamp: int) -> None:
    """Forget tombstones that no backup can need any more."""
    tombstones.prune(at=clock.now())


@app.periodic(cron="*/15 * * * *")
@app.task(queue="rounds")
def forget_attempts(timestamp: int) -> None:
    """Forget counts of attempts, also where nobody tries again."""
    with connection.cursor() as cursor:
        cursor.execute("select private.forget_attempts()")


@app.periodic(cron="40 3 * * *")
@app.task(queue="rounds", retry=TONIGHT)
def destroy_old(timestamp: int) -> int:
    """Destroy keys older than seven days; keys that something live still needs stay until it was wrapped anew."""
    with connection.cursor() as cursor:
        cursor.execute("select private.oldest_epoch()")
        (oldest,) = cursor.fetchone()
    limit = first_day_kept(clock.now())
    return keyring().destroy_epochs_before(limit if oldest is None else min(limit, oldest))
