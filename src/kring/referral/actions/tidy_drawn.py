"""Forget what forms gave (getrokken codes vergeten): marked in one round, gone in the next."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from kring.foundation.actor import Actor


def tidy_drawn(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """For the round of every five minutes."""
    with connection.cursor() as cursor:
        cursor.execute("select private.tidy_drawn()")
