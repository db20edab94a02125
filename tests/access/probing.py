"""
Asking PostgreSQL itself what a context may do with a row.

Everything happens in one transaction that is rolled back, as the role of the web or of the worker. What is allowed
is written as letters: s(elect), i(nsert a row like it), u(pdate), d(elete).
"""

import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.types.json import Jsonb

from kring.foundation.actor import Actor
from kring.foundation.database.context import seal
from kring.foundation.database.server import Server
from kring.foundation.database.testing import STATE
from kring.foundation.keys.keyring import keyring

Cursor = psycopg.Cursor[tuple[Any, ...]]
WEB, WORKER = "kring_web", "kring_worker"
_GUARDED = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'shared') and c.relkind in ('r', 'p') and c.relrowsecurity order by 1
"""
_KEY = """
select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
where i.indrelid = %s::regclass and i.indisprimary
"""


@contextmanager
def looking() -> Iterator[Cursor]:
    """A cursor that may take on any role, in a transaction that leaves nothing behind."""
    server = Server(Path(os.environ[STATE]), dict(os.environ), forgetful=True)
    address = server.superuser_address(str(connections["owner"].settings_dict["NAME"]))
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        yield cursor
        connection.rollback()


def guarded_tables(cursor: Cursor) -> list[str]:
    """Every table with row-level security."""
    return [str(name) for (name,) in cursor.execute(_GUARDED).fetchall()]


@contextmanager
def being(cursor: Cursor, role: str, actor: Actor | None) -> Iterator[None]:
    """Take on a role and a context; afterwards nothing that happened remains."""
    cursor.execute("savepoint being")
    cursor.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
    sealed = seal(actor, key=keyring().secret("context"), expires=int(time.time()) + 60) if actor else ""
    cursor.execute("select set_config('kring.ctx', %s, true)", [sealed])
    try:
        yield
    finally:
        cursor.execute("rollback to savepoint being")


class Row:
    """One row, as it is, and what may be done with it."""

    def __init__(self, cursor: Cursor, table: str, key: Any) -> None:
        self.cursor, self.table = cursor, sql.Identifier(table)
        found = cursor.execute(_KEY, [table]).fetchone()
        assert found, table
        self.key_name, self.key = str(found[0]), key
        where = sql.SQL("select * from {} where {} = %s").format(self.table, sql.Identifier(self.key_name))
        values = cursor.execute(where, [key]).fetchone()
        assert values and cursor.description, f"no such row in {table}: {key}"
        self.values = dict(zip([column.name for column in cursor.description], values, strict=True))
        self.place = self._place()

    def allowed(self, commands: str = "siud") -> str:
        """The letters of what the current role and context may do."""
        return "".join(letter for letter in commands if getattr(self, f"_{letter}")())

    def changeable(self, role: str) -> list[str]:
        """The columns this role may update at all, if not every column."""
        has = "select has_column_privilege(%s, %s, %s, 'update')"
        table = self.table.as_string(None)
        may = [name for name in self.values if self.cursor.execute(has, [role, table, name]).fetchone() == (True,)]
        return [] if len(may) == len(self.values) else may

    def _run(self, statement: sql.Composed, values: list[Any], *, harmless: bool = False) -> bool:
        """
        Try a statement and see whether it did anything, to this row unless it is `harmless` to it.

        Broken keys and rules mean that row-level security let it through.
        """
        self.cursor.execute("savepoint trying")
        try:
            reached = self.cursor.execute(statement, values).rowcount > 0
            return reached and (harmless or self._changed())
        except psycopg.errors.InsufficientPrivilege:
            return False
        except psycopg.errors.IntegrityError:
            return True
        finally:
            self.cursor.execute("rollback to savepoint trying")

    def _changed(self) -> bool:
        """Whether this row, seen past every wall, is not where it was; the savepoint gives the role back."""
        self.cursor.execute("set local role none")
        return self._place() != self.place

    def _place(self) -> Any:
        found = self.cursor.execute(self._where("select ctid from {table}"), [self.key]).fetchone()
        return found and found[0]

    def _where(self, start: str) -> sql.Composed:
        return sql.SQL(start + " where {key} = %s").format(table=self.table, key=sql.Identifier(self.key_name))

    def _s(self) -> bool:
        return self._run(self._where("select 1 from {table}"), [self.key], harmless=True)

    def _d(self) -> bool:
        """Without a condition: a condition would ask for the right to read as well."""
        return self._run(sql.SQL("delete from {}").format(self.table), [])

    def _u(self) -> bool:
        """Without a condition, and setting a value instead of reading one, for the same reason."""
        (role,) = self.cursor.execute("select current_user").fetchone() or ("",)
        name = (self.changeable(str(role)) or self._plain_columns())[0]
        statement = sql.SQL("update {} set {} = %s").format(self.table, sql.Identifier(name))
        return self._run(statement, [self.values[name]])

    def _plain_columns(self) -> list[str]:
        return [name for name in self.values if name == "organisation_id"] or [self.key_name]

    def _i(self) -> bool:
        values = dict(self.values)
        if isinstance(values[self.key_name], uuid.UUID):
            values[self.key_name] = uuid.uuid4()
        names = sql.SQL(", ").join(map(sql.Identifier, values))
        marks = sql.SQL(", ").join([sql.Placeholder()] * len(values))
        statement = sql.SQL("insert into {} ({}) values ({})").format(self.table, names, marks)
        given = [Jsonb(value) if isinstance(value, dict) else value for value in values.values()]
        return self._run(statement, given, harmless=True)
