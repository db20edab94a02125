"""
Authority in the database: a sealed context per request, job or code (decision 21, ADR 2).

The application mints `kind|organisation|subject|tag|roles|expiry|mac`; `private.ctx()` checks the mac with a key
that the web role cannot read, and the policies compare columns with what it says. A forged context gives no rows.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
from django.db import connections, transaction

from kring.foundation.actor import Actor
from kring.foundation.keys.keyring import keyring

LIFETIME = 3600  # seconds; longer than any request or job may take


def seal(actor: Actor, *, key: bytes, expires: int) -> str:
    """The context of this actor as text that PostgreSQL can check, valid until `expires` (Unix seconds)."""
    fields = [
        actor.kind,
        str(actor.organisation_id),
        str(actor.subject),
        actor.tag,
        ",".join(sorted(actor.roles)),
        str(expires),
    ]
    message = "|".join(fields)
    return f"{message}|{hmac.new(key, message.encode(), hashlib.sha256).hexdigest()}"


def enter(actor: Actor, *, alias: str = "default") -> datetime:
    """
    Set this actor's context for the rest of the transaction and answer with the database's time.

    Bound on the server, so that the context does not stand in `pg_stat_activity`.
    """
    sealed = seal(actor, key=keyring().secret("context"), expires=int(time.time()) + LIFETIME)
    return _set(sealed, alias)


def _set(sealed: str, alias: str) -> datetime:
    connection = connections[alias]
    connection.ensure_connection()
    assert connection.connection is not None
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute("select set_config('kring.ctx', %s, true), private.clock()", [sealed])
        row = cursor.fetchone()
    assert row is not None
    at: datetime = row[1]
    return at


@contextmanager
def acting(actor: Actor, *, alias: str = "default") -> Iterator[datetime]:
    """A transaction of its own in which this actor acts; yields the database's time."""
    with transaction.atomic(using=alias, durable=True):
        yield enter(actor, alias=alias)


@contextmanager
def for_a_moment(actor: Actor, *, back_to: Actor, alias: str = "default") -> Iterator[None]:
    """
    Act with another authority inside the current transaction, then go back.

    Only for actions that asked access first: accepting a request, for instance, changes a trajectory that the
    supporter could not see until then.
    """
    enter(actor, alias=alias)
    try:
        yield
    except BaseException:
        # The transaction is lost, or about to be: a context set now could not be read anyway.
        raise
    else:
        enter(back_to, alias=alias)
