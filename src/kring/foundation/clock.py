"""The one clock: the database's. Actions get `at` from it; nothing else asks what time it is (decision 34)."""

from datetime import datetime, timedelta

from django.db import connections


def now(alias: str = "default") -> datetime:
    """The time of the current transaction, aware, in UTC; in a test database it can stand anywhere."""
    with connections[alias].cursor() as cursor:
        cursor.execute("select private.clock()")
        (at,) = cursor.fetchone()
    assert isinstance(at, datetime)
    return at


DAY = timedelta(days=1)
