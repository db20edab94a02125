"""Every night: wrap what lives anew, then destroy the old keys. That is what makes old backups unreadable."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from kring.foundation import clock
from kring.foundation.actor import Actor
from kring.foundation.keys.keyring import keyring
from kring.foundation.keys.sealing import epoch_of, wrap_anew
from kring.foundation.rounds import every_night

KEPT_DAYS = 7


@every_night
def wrap(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """Wrap the live data keys of one organisation with the key of today."""
    wrap_anew(organisation_id, at=at)


@app.periodic(cron="40 3 * * *")
@app.task(queue="rounds")
def destroy_old(timestamp: int) -> int:
    """Destroy keys older than seven days; keys that something live still needs stay until it was wrapped anew."""
    with connection.cursor() as cursor:
        cursor.execute("select private.oldest_epoch()")
        (oldest,) = cursor.fetchone()
    limit = epoch_of(clock.now()) - KEPT_DAYS + 1
    return keyring().destroy_epochs_before(limit if oldest is None else min(limit, oldest))
