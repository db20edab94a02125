"""
An installation of its own for a test: a database on the server of the tests, a home with a keyring, and a clock.

Kring's own commands run in it as processes, as an operator runs them; `living_in` lets the test itself meet it in the
usual roles.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from django.db import connections
from django.test import override_settings

from conftest import DATABASE
from kring.foundation.database.addresses import Addresses, DatabaseAddress, database_address
from kring.foundation.database.roles import drop_database, make_roles
from kring.foundation.database.server import Server
from kring.foundation.database.state import CLONE
from kring.foundation.keys.keyring import Keyring
from kring.foundation.tenancy import hosts
from kring.foundation.testing import CLOCK
from kring.portal.queries import house

ALIASES = {"default": "web", "apart": "web", "worker": "worker", "owner": "migrate"}


@dataclass
class Installation:
    """A database with a home of its own, as one operator would have it."""

    server: Server
    addresses: Addresses
    name: str
    home: Path

    @property
    def superuser(self) -> str:
        return self.server.superuser_address(self.name)

    def environ(self, **more: str) -> dict[str, str]:
        """What a process of this installation is told."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PG_BIN", "LD_LIBRARY_PATH") if name in os.environ}
        paths = os.pathsep.join([str(CLONE / "src"), str(CLONE), os.environ.get("PYTHONPATH", "")])
        return {**kept, **self.addresses.environment(), "KRING_HOME": str(self.home), "PYTHONPATH": paths, **more}

    def kring(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one of Kring's own commands, as an operator does."""
        command = [sys.executable, "-m", "kring", *arguments]
        return subprocess.run(command, env=self.environ(**more), capture_output=True, text=True, check=False)


@contextmanager
def installation(server: Server, known: Addresses, name: str, home: Path) -> Iterator[Installation]:
    """An empty installation on this server while the block runs, with the roles that every database there shares."""
    superuser = server.superuser_address()
    make_roles(superuser, name, known=known)
    there = {kind: address.replace(_database_of(address), f"@/{name}?") for kind, address in vars(known).items()}
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        yield Installation(server, Addresses(**there), name, home)
    finally:
        with psycopg.connect(superuser, autocommit=True) as connection:
            drop_database(connection, name)
        shutil.rmtree(home, ignore_errors=True)


def _database_of(address: str) -> str:
    """The part of an address that names its database."""
    begin = address.index("@/")
    return address[begin : address.index("?") + 1]


@contextmanager
def empty(name: str) -> Iterator[Installation]:
    """An installation on the server of the tests, under a name that a killed run leaves to the next one."""
    known = DATABASE._addresses
    named = f"{DATABASE.name}_{name}"
    with installation(DATABASE.server, known, named, DATABASE.homes / named) as there:
        yield there


@contextmanager
def living_in(there: Installation, at: datetime | None = None) -> Iterator[None]:
    """What runs inside meets this installation's database, in the usual roles, with its keyring and its time."""
    with psycopg.connect(there.superuser, autocommit=True) as owner:
        owner.execute("set role kring_owner")
        owner.execute(CLOCK)  # type: ignore[arg-type]
        if at is not None:
            owner.execute("update private.test_clock set shift = %s - now()", [at])
    kept = {alias: connections[alias] for alias in ALIASES}
    _forget()
    try:
        for alias, kind in ALIASES.items():
            name = f"living_{alias}"
            address: DatabaseAddress = database_address(kind, there.environ())  # type: ignore[arg-type]
            connections.settings[name] = {**connections.settings["default"], **address}
            connections[alias] = connections[name]
        path = there.home / "keyring.json"
        secret = Keyring(path).secret("django").hex()
        with override_settings(KRING_KEYRING=path, KRING_TOMBSTONES=there.home / "tombstones", SECRET_KEY=secret):
            yield
    finally:
        for alias, usual in kept.items():
            connections[alias].close()
            connections[alias] = usual
            del connections[f"living_{alias}"], connections.settings[f"living_{alias}"]
        _forget()


def _forget() -> None:
    """What this process remembers of organisations is of another database."""
    hosts._known.clear()
    house._known.clear()
