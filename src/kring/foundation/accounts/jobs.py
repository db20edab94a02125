"""Forgetting what is over: sessions, and counters that would say when somebody signed in."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.actor import Actor
from kring.foundation.jobs import every_sweep


@every_sweep
def forget_sessions(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """They belong to no organisation; sweeping them once more for the next one costs nothing."""
    SessionStore.clear_expired()
    with connection.cursor() as cursor:
        # The cache compares with the clock of the machine, so this does too.
        cursor.execute("delete from kring_cache where expires < now()")
