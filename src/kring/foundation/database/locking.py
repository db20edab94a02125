"""One at a time, where no row can be locked because the row is not there yet or may not be changed."""

from uuid import UUID

from django.db import connection


def one_at_a_time(what: str, about: UUID) -> None:
    """Wait until nobody else does this about the same; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what}:{about}"])
