"""Refuse to start on a database that does not guard itself (decision 22), or with another keyring than its own."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from kring.foundation.actor import Actor
from kring.foundation.database import context

_ROLE = """
select rolsuper, rolbypassrls,
       exists(select from pg_class c where c.relowner = r.oid)
from pg_roles r where rolname = current_user and current_user <> 'kring_owner'
"""
WAITS = "The tables are not up to date. Run 'python -m kring prepare', or wait until it is done, and start again."
AWAY = "The database does not answer. Start it, or look at the address, and start again."
CLOSED = "A backup is being restored. Wait until it is done, and start again."
_UNGUARDED = """
select c.relname from pg_class c
join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'shared')
join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
where c.relkind in ('r', 'p') and not c.relrowsecurity
"""


@register(Tags.database)
def guarded(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """kring.E001: a role that could step over the walls; kring.E002: a tenant table without row-level security."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(_ROLE)
            if (row := cursor.fetchone()) and any(row):
                found.append(Error("This database role could step over row-level security.", id="kring.E001"))
            cursor.execute(_UNGUARDED)
            found += [
                Error(f"Table {name} has no row-level security.", id="kring.E002") for (name,) in cursor.fetchall()
            ]
    return found


@register(Tags.database)
def same_keyring(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """
    kring.E003: the database does not know our keyring, so every page would be empty. The preparation makes it known.

    So a machine with a keyring of its own, by mistake, never starts beside the others.
    """
    if settings.PROCESS == "migrate" or "default" not in (databases or []):
        return []
    with context.acting(Actor("public", uuid.UUID(int=0))), connections["default"].cursor() as cursor:
        cursor.execute("select private.kind()")
        (known,) = cursor.fetchone()
    if known:
        return []
    words = "This keyring is not the one of this database. Name the right one, or run 'python -m kring prepare'."
    return [Error(words, id="kring.E003")]


class NotReady(Exception):
    """This process cannot start yet; the message is a sentence for the operator."""


def refuse_unguarded() -> None:
    """
    Ask every check that needs the database, before the first request or job.

    :raises NotReady: if the tables are not up to date, as while they are being migrated
    :raises ImproperlyConfigured: if one of them finds something wrong; the process does not start
    """
    refuse_outdated()
    found = run_checks(tags=[Tags.database], databases=["default", "apart"])
    if serious := [message for message in found if message.is_serious()]:
        raise ImproperlyConfigured(" ".join(f"{message.id}: {message.msg}" for message in serious))


def refuse_outdated() -> None:
    """:raises NotReady: if a migration waits or runs, a backup is being restored, or the database does not answer"""
    try:
        executor = MigrationExecutor(connections["default"])
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        with connections["default"].cursor() as cursor:
            cursor.execute("select has_schema_privilege('private', 'usage')")
            (is_open,) = cursor.fetchone()
    except OperationalError:
        raise NotReady(AWAY) from None
    if waiting:
        raise NotReady(WAITS)
    if not is_open:
        raise NotReady(CLOSED)
