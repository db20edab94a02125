"""
A release as later builds meet it: a dump of a database in the middle of things, its keyring, and what stood in it.

`python -m tests.upgrades 0.1` makes the three files of a release. They are made once and never changed: a release
cannot become another one afterwards. Everybody in them is invented.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from kring.foundation.database.addresses import Addresses
from kring.foundation.database.dumping import read_dump
from kring.foundation.database.roles import drop_database, make_roles
from kring.foundation.database.server import Server
from kring.foundation.database.state import CLONE

HERE = Path(__file__).parent
TABLES = (
    "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'private', 'shared')"
    " and tablename <> 'test_clock' order by 1"
)


@dataclass(frozen=True)
class Facts:
    """What a release held: when it was made, a code that opens a page, who is who, and rows per table."""

    made_at: str
    code: str
    spoken_name: str
    accounts: dict[str, str]
    rows: dict[str, int]

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


def releases() -> list[str]:
    """The releases that are kept, the oldest first."""
    return sorted(path.stem for path in HERE.glob("*.dump"))


def facts_of(release: str) -> Facts:
    return Facts(**json.loads((HERE / f"{release}.json").read_text(encoding="utf-8")))


def keep(release: str, facts: Facts, keyring: Path) -> None:
    """Put down what a release held, beside its dump."""
    text = json.dumps(asdict(facts), indent=1, ensure_ascii=False) + "\n"
    (HERE / f"{release}.json").write_text(text, encoding="utf-8")
    shutil.copyfile(keyring, HERE / f"{release}.keyring.json")
    (HERE / f"{release}.keyring.json").chmod(0o644)


def rows_per_table(address: str) -> dict[str, int]:
    """How many rows every table holds; nothing is hidden from this address."""
    with psycopg.connect(address) as connection:
        tables = [name for (name,) in connection.execute(TABLES)]
        return {name: _count(connection, name) for name in tables}


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()  # type: ignore[call-overload]
    assert row is not None
    count: int = row[0]
    return count


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


def bring_back(there: Installation, release: str, environ: Mapping[str, str]) -> None:
    """Restore a release, with its keyring, as it was left."""
    read_dump(there.addresses.migrate, HERE / f"{release}.dump", environ)
    shutil.copyfile(HERE / f"{release}.keyring.json", there.home / "keyring.json")
