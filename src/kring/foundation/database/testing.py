"""
Databases for the tests: one server, one template with every migration, and a copy for each test process.

Tests commit for real, so nothing is rolled back or emptied: a copy is thrown away as a whole. Copies and old
templates that a killed run left behind are dropped by the next one.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from kring.foundation.database.addresses import (
    OWNER,
    Addresses,
    read_addresses,
    write_addresses,
)
from kring.foundation.database.roles import clone_database, drop_database, invent_addresses, make_roles
from kring.foundation.database.server import Server
from kring.foundation.database.state import CLONE, state_directory, write_secret

SETTINGS = "kring.config.settings_test"
TEMPLATE = "kring_template_"
COPY = "kring_copy_"
KEYRING = "keyring.json"
STATE = "KRING_TEST_STATE"


class TestDatabase:
    """
    The database of one test process.

    :param worker: the name of the process among its siblings, such as ``gw0``
    """

    __test__ = False  # not a test itself, whatever its name

    def __init__(self, worker: str, environ: Mapping[str, str]) -> None:
        self.name = f"{COPY}{os.getpid()}_{worker}"
        # The processes of one run inherit the place from the first, whose own home is elsewhere by then.
        state = Path(environ.get(STATE) or state_directory(environ, part="test"))
        self.server = Server(state, environ, forgetful=True)
        self.homes = self.server.state / "homes"
        self.home = self.homes / self.name
        self.keep = bool(environ.get("KRING_KEEP_TEST_SERVER"))
        self._environ = environ
        self._addresses = self._known_addresses()

    def environment(self) -> dict[str, str]:
        """Answer with the variables that make settings use this database; it need not exist yet."""
        addresses = _of(self._addresses, self.name)
        owner = f"{addresses.migrate}&options=-c%20role%3D{OWNER}"
        return {
            **addresses.environment(),
            "KRING_TEST_OWNER_URL": owner,
            "KRING_HOME": str(self.home),
            "KRING_PROCESS": "web",
            STATE: str(self.server.state),
        }

    @contextmanager
    def made(self) -> Iterator[None]:
        """Have the database while the block runs, freshly copied from the template."""
        with self.server.used(keep=self.keep):
            with self._alone():
                self._sweep()
                template = self._template()
                clone_database(self.server.superuser_address(), template, self.name)
                self._share_keyring()
            try:
                yield
            finally:
                shutil.rmtree(self.home, ignore_errors=True)
                with psycopg.connect(self.server.superuser_address(), autocommit=True) as connection:
                    drop_database(connection, self.name)

    def _known_addresses(self) -> Addresses:
        """Passwords are chosen before the server runs, because settings are loaded before it starts."""
        with self._alone():
            known = read_addresses(self.server.state)
            if known is None:
                known = invent_addresses(str(self.server.sockets), database=TEMPLATE)
                write_addresses(self.server.state, known)
            self._share_keyring()
        return known

    def _share_keyring(self) -> None:
        """Bring the keyring that the template's rows were made with; every process changes its own copy."""
        original = self.homes / "template" / KEYRING
        if original.exists():
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_secret(self.home / KEYRING, original.read_text(encoding="utf-8"))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.server.make_state()
        with open(self.server.state / "databases.lock", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _sweep(self) -> None:
        with psycopg.connect(self.server.superuser_address(), autocommit=True) as connection:
            rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'kring\\_%'").fetchall()
            for (name,) in rows:
                if _is_left_behind(name):
                    drop_database(connection, name)
        for home in self.homes.glob(f"{COPY}*"):
            if _is_left_behind(home.name):
                shutil.rmtree(home, ignore_errors=True)

    def _template(self) -> str:
        """Answer with the name of the migrated template; make it when the migrations have changed."""
        name = f"{TEMPLATE}{schema_fingerprint()}"
        superuser = self.server.superuser_address()
        with psycopg.connect(superuser, autocommit=True) as connection:
            templates = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEMPLATE]
            ).fetchall()
            if (name,) in templates:
                return name
            for (old,) in templates:
                drop_database(connection, old)
            fresh = f"{TEMPLATE}fresh"
            addresses = make_roles(superuser, fresh, known=self._addresses)
            self._migrate(addresses)
            connection.execute(f'ALTER DATABASE "{fresh}" RENAME TO "{name}"')
        return name

    def _migrate(self, addresses: Addresses) -> None:
        home = self.homes / "template"
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        environ = {
            **self._environ,
            **addresses.environment(),
            "KRING_HOME": str(home),
            "KRING_PROCESS": "migrate",
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "PYTHONPATH": os.pathsep.join([str(CLONE / "src"), self._environ.get("PYTHONPATH", "")]),
        }
        environ.pop("KRING_TEST_OWNER_URL", None)
        command = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity=0"]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"The migrations failed:\n{done.stdout}\n{done.stderr}")


def schema_fingerprint() -> str:
    """Answer with a fingerprint of everything that decides what the migrated database looks like."""
    source = CLONE / "src" / "kring"
    found = [
        *source.rglob("migrations/*.py"),
        *source.rglob("*.sql"),
        *source.glob("catalogue/data/**/*.toml"),
        *source.glob("catalogue/domain/*.py"),
        *source.glob("catalogue/actions/*.py"),
        *(source / "foundation" / "database").glob("*.py"),
        source / "config" / "settings.py",
        CLONE / "requirements" / "runtime.txt",
    ]
    total = hashlib.sha256()
    for path in sorted(set(found)):
        if path.exists():
            total.update(f"{path.relative_to(CLONE)}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def _of(addresses: Addresses, database: str) -> Addresses:
    """Answer with the same addresses for another database."""
    return replace(
        addresses,
        **{kind: text.replace(f"@/{TEMPLATE}?", f"@/{database}?") for kind, text in vars(addresses).items()},
    )


def _is_left_behind(name: str) -> bool:
    if not name.startswith(COPY):
        return False
    pid = name.removeprefix(COPY).split("_", 1)[0]
    return not (pid.isdigit() and _lives(int(pid)))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
