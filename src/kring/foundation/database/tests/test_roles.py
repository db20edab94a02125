"""What the roles of the web and the worker can never do, and that the owner can."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kring.foundation.database.addresses import Addresses, read_addresses
from kring.foundation.database.roles import (
    Connection,
    RolesRefused,
    drop_database,
    make_roles,
    refuse_powerful,
)
from kring.foundation.database.server import Server
from kring.foundation.database.testing import COPY, STATE

OWNED = """
CREATE TABLE kept (a int);
CREATE TABLE private.hidden (a int);
CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 1';
"""
FORBIDDEN = [
    "CREATE TABLE mine (a int)",
    "CREATE TEMP TABLE mine (a int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE ROLE mine",
    "CREATE DATABASE mine",
    "SET ROLE kring_owner",
    "SELECT * FROM public.kept",
    "SELECT * FROM private.hidden",
    "SELECT public.answer()",
    "ALTER TABLE public.kept DISABLE ROW LEVEL SECURITY",
    "ALTER ROLE current_user BYPASSRLS",
    "COPY (SELECT 1) TO PROGRAM 'true'",
]


@pytest.fixture(scope="module")
def superuser() -> str:
    return Server(Path(os.environ[STATE]), os.environ).superuser_address()


@pytest.fixture(scope="module")
def addresses(superuser: str) -> Iterator[Addresses]:
    """A database of its own, on the server of the tests, whose roles keep their passwords."""
    database = f"{COPY}{os.getpid()}_roles"
    known = read_addresses(Path(os.environ[STATE]))
    made = make_roles(superuser, database, known=known)
    with psycopg.connect(f"{made.migrate}&options=-c%20role%3Dkring_owner") as connection:
        connection.execute(OWNED)
    yield made
    with psycopg.connect(superuser, autocommit=True) as connection:
        drop_database(connection, database)


@pytest.mark.parametrize("statement", FORBIDDEN)
@pytest.mark.parametrize("kind", ["web", "worker"])
def test_a_restricted_role_is_refused(addresses: Addresses, kind: str, statement: str) -> None:
    with (
        psycopg.connect(getattr(addresses, kind), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_the_owner_can_do_what_the_others_cannot(addresses: Addresses) -> None:
    with psycopg.connect(f"{addresses.migrate}&options=-c%20role%3Dkring_owner") as connection:
        connection.execute("SELECT * FROM private.hidden")
        connection.execute("SELECT public.answer()")
        assert connection.execute("SELECT current_user, session_user").fetchone() == (
            "kring_owner",
            "kring_migrate",
        )


def test_the_login_of_migrations_has_no_rights_of_its_own(addresses: Addresses) -> None:
    with (
        psycopg.connect(addresses.migrate) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT * FROM public.kept")


def test_row_level_security_holds_for_a_restricted_role(addresses: Addresses) -> None:
    with psycopg.connect(f"{addresses.migrate}&options=-c%20role%3Dkring_owner") as owner:
        owner.execute("CREATE TABLE walled (a int); INSERT INTO walled VALUES (1)")
        owner.execute("GRANT SELECT ON walled TO kring_web")
        owner.execute("ALTER TABLE walled ENABLE ROW LEVEL SECURITY")
    with psycopg.connect(addresses.web) as web:
        assert web.execute("SELECT * FROM walled").fetchall() == []


def test_making_the_roles_again_keeps_passwords_and_what_migrations_granted(
    superuser: str, addresses: Addresses
) -> None:
    with psycopg.connect(f"{addresses.migrate}&options=-c%20role%3Dkring_owner") as owner:
        owner.execute("CREATE TABLE private.shown (a int)")
        owner.execute("GRANT USAGE ON SCHEMA private TO kring_web")
        owner.execute("GRANT SELECT ON private.shown TO kring_web")

    again = make_roles(superuser, f"{COPY}{os.getpid()}_roles", known=addresses)

    assert again == addresses
    with psycopg.connect(again.web) as web:
        assert web.execute("SELECT * FROM private.shown").fetchall() == []


@pytest.mark.parametrize(
    "statement",
    ["ALTER ROLE kring_web BYPASSRLS", "ALTER ROLE kring_worker SUPERUSER", "GRANT kring_owner TO kring_web"],
)
def test_a_role_with_too_many_rights_is_refused(superuser: str, statement: str) -> None:
    connection: Connection
    with psycopg.connect(superuser) as connection:
        refuse_powerful(connection)
        connection.execute(statement)
        with pytest.raises(RolesRefused):
            refuse_powerful(connection)
        connection.rollback()
