"""
The roles of the database, and what each may never do.

``kring_owner`` owns everything and cannot log in; ``kring_migrate`` logs in and borrows the owner's rights;
``kring_web`` and ``kring_worker`` own nothing, make nothing and never pass by row-level security. Nothing is
granted by default: every migration says itself what the web and the worker may touch.

All of it may be run again: it then gives new passwords, unless the known addresses are handed in.
"""

import secrets
from collections.abc import Mapping
from typing import LiteralString, get_args

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kring.foundation.database.addresses import LOGINS, OWNER, Addresses, Kind, url

KINDS: tuple[Kind, ...] = get_args(Kind)
RESTRICTED = (LOGINS["web"], LOGINS["worker"])
WEAK: LiteralString = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
LOCK = 0x6B72696E67  # "kring": two installers at once would trip over each other
TRANSPORT = ("sslmode", "sslrootcert", "channel_binding")

Connection = psycopg.Connection[tuple[object, ...]]


class RolesRefused(Exception):
    """A role has more rights than Kring accepts; the message is a sentence for the operator."""


def make_roles(superuser_address: str, database: str, *, known: Addresses | None = None) -> Addresses:
    """
    Make the roles, the database and its schemas, and answer with the three addresses.

    :param superuser_address: of someone who may make roles and databases
    :param known: addresses whose passwords stay as they are
    :raises RolesRefused: if a role exists already with rights it must not have
    """
    passwords = {kind: _password(kind, known) for kind in KINDS}
    with psycopg.connect(superuser_address, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        _make_role(connection, OWNER, "NOLOGIN")
        for kind in KINDS:
            _make_role(connection, LOGINS[kind], "LOGIN", passwords[kind])
        _let_migrate_borrow(connection)
        refuse_powerful(connection)
        _make_database(connection, database)
        guard_database(connection, database)
        with psycopg.connect(make_conninfo(superuser_address, dbname=database), autocommit=True) as inside:
            _make_schemas(inside)
        host, port = connection.info.host, str(connection.info.port)
    transport = _transport(superuser_address)
    addresses = {
        kind: url(kind, password=passwords[kind], host=host, port=port, database=database, transport=transport)
        for kind in KINDS
    }
    return Addresses(**addresses)


def invent_addresses(host: str, *, database: str) -> Addresses:
    """Choose passwords before the roles exist; hand them to :func:`make_roles` as known addresses."""
    made = {kind: url(kind, password=secrets.token_urlsafe(24), host=host, database=database) for kind in KINDS}
    return Addresses(**made)


def guard_database(connection: Connection, database: str) -> None:
    """Let only the three roles connect, and nobody make temporary tables; a copy needs this again."""
    _run(connection, "REVOKE ALL ON DATABASE {database} FROM PUBLIC", database=database)
    for kind in KINDS:
        _run(connection, "GRANT CONNECT ON DATABASE {database} TO {role}", database=database, role=LOGINS[kind])


def clone_database(superuser_address: str, source: str, target: str) -> None:
    """Make a copy of a database that nobody is connected to; an older copy of that name is dropped."""
    with psycopg.connect(superuser_address, autocommit=True) as connection:
        drop_database(connection, target)
        _run(
            connection,
            "CREATE DATABASE {target} OWNER {owner} TEMPLATE {source} STRATEGY FILE_COPY",
            target=target,
            source=source,
            owner=OWNER,
        )
        guard_database(connection, target)


def drop_database(connection: Connection, database: str) -> None:
    """Drop a database if it is there, whoever is connected to it."""
    _run(connection, "DROP DATABASE IF EXISTS {database} WITH (FORCE)", database=database)


def _make_role(connection: Connection, role: str, login: LiteralString, password: str | None = None) -> None:
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb: LiteralString = "ALTER ROLE {role} " if found else "CREATE ROLE {role} NOINHERIT " + WEAK + " "
    _run(connection, verb + login, role=role)
    if password is not None:
        # Encrypted here, so that the password itself is never part of a statement.
        encrypted = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        statement = sql.SQL("ALTER ROLE {role} PASSWORD {secret}")
        connection.execute(statement.format(role=sql.Identifier(role), secret=encrypted.decode()))


def _let_migrate_borrow(connection: Connection) -> None:
    grant: LiteralString = "GRANT {owner} TO {role} WITH INHERIT FALSE, SET TRUE"
    _run(connection, grant, owner=OWNER, role=LOGINS["migrate"])
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is not None and not row[0]:
        # An administrator who is no superuser has to be a member to give things to the owner.
        _run(connection, "GRANT {owner} TO CURRENT_USER", owner=OWNER)


def refuse_powerful(connection: Connection) -> None:
    """
    Look at the rights of the roles.

    :raises RolesRefused: if one has rights it must not have
    """
    names = [OWNER, *LOGINS.values()]
    powerful = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)",
        [names],
    ).fetchone()
    if powerful:
        raise RolesRefused(f"Role {powerful[0]} exists with rights it must not have. Take them away first.")
    member = connection.execute(
        "SELECT member::regrole::text, roleid::regrole::text FROM pg_auth_members"
        " WHERE member = ANY(%s::regrole[]::oid[])",
        [list(RESTRICTED)],
    ).fetchone()
    if member:
        raise RolesRefused(f"Role {member[0]} is a member of {member[1]}. Take that away first.")


def _make_database(connection: Connection, database: str) -> None:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
    if found:
        _run(connection, "ALTER DATABASE {database} OWNER TO {owner}", database=database, owner=OWNER)
        return
    _run(
        connection,
        # The same order of words everywhere, whatever the operating system thinks of sorting.
        "CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'"
        " LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'",
        database=database,
        owner=OWNER,
    )


def _make_schemas(connection: Connection) -> None:
    statements: list[LiteralString] = [
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {web}, {worker}",
        "CREATE SCHEMA IF NOT EXISTS private AUTHORIZATION {owner}",
        "REVOKE ALL ON SCHEMA private FROM PUBLIC",
        # PostgreSQL lets everyone run every new function; here a migration has to say so.
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    ]
    for statement in statements:
        _run(connection, statement, owner=OWNER, web=LOGINS["web"], worker=LOGINS["worker"])


def _run(connection: Connection, statement: LiteralString, **names: str) -> None:
    identifiers = {key: sql.Identifier(name) for key, name in names.items()}
    connection.execute(sql.SQL(statement).format(**identifiers))


def _password(kind: Kind, known: Addresses | None) -> str:
    if known is not None and (password := conninfo_to_dict(getattr(known, kind)).get("password")):
        return str(password)
    return secrets.token_urlsafe(24)


def _transport(superuser_address: str) -> Mapping[str, str]:
    given = conninfo_to_dict(superuser_address)
    return {name: str(given[name]) for name in TRANSPORT if name in given}
