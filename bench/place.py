"""Where the country lives: a database server of its own, outside the clone, and one database per size."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from kring.foundation.database.addresses import VARIABLES, Addresses, read_addresses, write_addresses
from kring.foundation.database.roles import clone_database, drop_database, invent_addresses, make_roles
from kring.foundation.database.server import Server
from kring.foundation.database.state import CLONE, state_directory, write_secret

NAME = "kring_bench_"
KEYRING = "keyring.json"
CAST = "cast.json"


@dataclass(frozen=True, slots=True)
class Place:
    """One database with its keyring, and the environment that makes processes use it."""

    server: Server
    database: str
    addresses: Addresses
    home: Path
    settings: str = "kring.config.settings"

    @property
    def superuser(self) -> str:
        """The address of whoever passes every wall: only the making of data needs it."""
        return self.server.superuser_address(self.database)

    def environment(self, kind: str) -> dict[str, str]:
        """The environment of a process of this kind: web, worker or migrate."""
        return {
            **os.environ,
            **self.addresses.environment(),
            "KRING_HOME": str(self.home),
            "KRING_PROCESS": kind,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": os.pathsep.join([str(CLONE / "src"), str(CLONE), os.environ.get("PYTHONPATH", "")]),
            "PYTHONUNBUFFERED": "1",
        }

    def run(self, kind: str, *command: str) -> str:
        """
        Run Python with these arguments here, and answer with what it printed.

        :raises RuntimeError: if it failed
        """
        done = subprocess.run(
            [sys.executable, *command],
            env=self.environment(kind),
            cwd=CLONE,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def enter(self, kind: str) -> None:
        """Let this very process be one of this kind; only once, and before settings are loaded."""
        os.environ.update(self.environment(kind))

    def drop(self) -> None:
        """Throw the database and its keyring away."""
        with psycopg.connect(self.server.superuser_address(), autocommit=True) as connection:
            drop_database(connection, self.database)
        shutil.rmtree(self.home, ignore_errors=True)

    @contextmanager
    def copied(self, name: str) -> Iterator["Place"]:
        """A copy for what changes things; nobody may be connected to this one while it is made."""
        copied = f"{self.database}_{name}"
        home = self.home.with_name(copied)
        copy = replace(self, database=copied, home=home, addresses=_addresses_of(self.addresses, copied))
        clone_database(self.server.superuser_address(), self.database, copy.database)
        shutil.copytree(self.home, copy.home, dirs_exist_ok=True)
        try:
            yield copy
        finally:
            copy.drop()


def bench_server(environ: Mapping[str, str]) -> Server:
    """The server of the bench; it waits for the disk, as in production."""
    return Server(state_directory(environ, part="bench"), environ)


def place_in(server: Server, database: str) -> Place:
    """The place with this name; it need not exist yet."""
    server.make_state()
    known = read_addresses(server.state)
    if known is None:
        known = invent_addresses(str(server.sockets), database=NAME)
        write_addresses(server.state, known)
    return Place(server, database, _addresses_of(known, database), server.state / "homes" / database)


def exists(place: Place) -> bool:
    """Whether this database was made to the end: it gets its name only then."""
    with psycopg.connect(place.server.superuser_address(), autocommit=True) as connection:
        found = connection.execute("select from pg_database where datname = %s", [place.database]).fetchone()
    return found is not None and (place.home / KEYRING).exists()


def migrated(place: Place) -> None:
    """Make the roles, the database with all tables, and the static files."""
    make_roles(place.server.superuser_address(), place.database, known=place.addresses)
    place.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.run("migrate", "-m", "kring", "prepare")


def renamed(place: Place, name: str) -> Place:
    """Give a finished database its own name."""
    target = place_in(place.server, name)
    with psycopg.connect(place.server.superuser_address(), autocommit=True) as connection:
        drop_database(connection, name)
        connection.execute(f'alter database "{place.database}" rename to "{name}"')
    shutil.rmtree(target.home, ignore_errors=True)
    place.home.rename(target.home)
    return target


def borrowed(server: Server, database: str, *, template: str, keyring: Path, settings: str) -> Place:
    """A copy of a database that others migrated, such as the tests, with a copy of its keyring."""
    clone_database(server.superuser_address(), template, database)
    known = read_addresses(server.state)
    assert known is not None
    home = server.state / "homes" / database
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_secret(home / KEYRING, keyring.read_text(encoding="utf-8"))
    return Place(server, database, _addresses_of(known, database), home, settings)


def inherited(state: str, database: str) -> Place:
    """The place this process was started for by `Place.run`: its addresses stand in the environment."""
    given = Addresses(**{kind: os.environ[name] for kind, name in VARIABLES.items()})
    settings = os.environ["DJANGO_SETTINGS_MODULE"]
    return Place(Server(Path(state), os.environ), database, given, Path(os.environ["KRING_HOME"]), settings)


def _addresses_of(known: Addresses, database: str) -> Addresses:
    """The same addresses for another database."""
    texts = {kind: re.sub(r"@/[^?]*\?", f"@/{database}?", text) for kind, text in vars(known).items()}
    return Addresses(**texts)
