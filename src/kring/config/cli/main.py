"""Which command does what. Whatever is not Kring's own goes to Django."""

import os
import sys
from collections.abc import Callable, Sequence

import psycopg
from django.core.management import execute_from_command_line
from django.db import OperationalError

from kring.config.cli import (
    access,
    backup,
    check_log,
    clock,
    database,
    facts,
    found,
    import_people,
    keyring,
    prepare,
    promises,
    restore,
    up,
)
from kring.config.cli.screen import Refused, complain
from kring.foundation.database.addresses import AddressMissing, given_addresses
from kring.foundation.database.binaries import ServerError
from kring.foundation.database.embedded import embedded_server, make_ready
from kring.foundation.database.roles import RolesRefused
from kring.foundation.environment import BadSetting
from kring.foundation.keys.shelves import KeyringAway

USAGE = """\
python -m kring <command>

  up         start Kring: database, web server and worker
  demo       the same, with demonstration data and a mailbox of its own
  web        the web server alone, on a database that was prepared
  worker     run background jobs
  healthy    ask the web server of this machine whether it lives
  prepare    bring tables, static files and translations up to date
  found      the first two administrators of a new organisation: found <host> <name> <mail> <mail>
  db         start, stop or status: the embedded database server
  backup     write a dump, and apart from it a copy of the keyring
  restore    fill an empty database from a dump, and delete again what was deleted since
  keyring    what the keyring holds, and a secret made anew: keyring show, keyring rotate session
  roles      make the roles and the database on a server of your own
  catalogue  the content files of the catalogue: catalogue check, diff or load
  guide      the guide in editions: guide publish, diff or list
  extend     let an organisation add to the guideline: extend <host> <file.toml>
  import-people  bring people and units up to date: import-people <host> <file> [--complete] [--apply]
  facts      what is announced inside Kring, and who reacts
  access     every page, and for whom its door opens
  clock      whether the clock of the database went back: clock, clock accept
  check-log  whether the access log is as it was written
  promises   every promise to colleagues, with the tests that guard it

Every other command is Django's; 'python -m kring help' lists those.
"""
SETTINGS = "kring.config.settings"
AS_OWNER = {
    "migrate",
    "makemigrations",
    "showmigrations",
    "sqlmigrate",
    "squashmigrations",
    "optimizemigration",
    "createcachetable",
    "dumpdata",
    "backup",
    "keyring",
    "prepare",
    "seed",
    "demo",
    "extend",
    "catalogue",
    "clock",
    "found",
}
AS_WORKER = {"check-log", "guide", "import-people", "worker"}
CHECKS_FILES = ["catalogue", "check"]
MAKES_FILES = ["prepare", "--files"]
WITHOUT_DATABASE = {"access", "collectstatic", "facts", "help", "keyring", "promises", "version", "words"}
OWN: dict[str, Callable[[Sequence[str]], int]] = {
    "up": up.up,
    "demo": up.demo,
    "db": database.db,
    "restore": restore.restore,
    "roles": database.roles,
    "web": up.web,
    "healthy": up.healthy,
}
# These load the application too, so they run as one kind of process, like Django's.
SET_UP: dict[str, Callable[[Sequence[str]], int]] = {
    "backup": backup.backup,
    "prepare": prepare.prepare,
    "facts": facts.facts,
    "access": access.access,
    "import-people": import_people.import_people,
    "found": found.found,
    "keyring": keyring.keyring,
    "promises": promises.promises,
    "check-log": check_log.check_log,
    "clock": clock.clock,
}


def main(arguments: Sequence[str]) -> int:
    """Run a command and answer with its exit code; a refusal is one sentence, not a stack of calls."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        sys.stdout.write(USAGE)
        return 0 if arguments else 2
    name, rest = arguments[0], arguments[1:]
    try:
        if name in OWN:
            return OWN[name](rest)
        return _django(name, rest)
    except (Refused, ServerError, AddressMissing, RolesRefused, KeyringAway, BadSetting) as problem:
        complain(str(problem))
    except PermissionError as problem:
        complain(f"Kring may not use {problem.filename}: give the account it runs as the right to.")
    except (OperationalError, psycopg.OperationalError) as problem:
        complain(f"The database does not do this now. PostgreSQL says: {str(problem).partition(chr(10))[0]}")
    return 1


def _django(name: str, rest: Sequence[str]) -> int:
    """Run one of Django's commands as the kind of process it needs, with the embedded server if need be."""
    kind = "worker" if name in AS_WORKER else "migrate" if name in AS_OWNER else "web"
    os.environ.setdefault("KRING_PROCESS", kind)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    files_alone = [name, *rest[:1]] in (CHECKS_FILES, MAKES_FILES)
    if name in WITHOUT_DATABASE or files_alone or given_addresses(os.environ):
        return _run(name, rest)
    server = embedded_server(os.environ)
    with server.used():
        make_ready(server)
        return _run(name, rest)


def _run(name: str, rest: Sequence[str]) -> int:
    if name in SET_UP:
        return SET_UP[name](rest)
    execute_from_command_line(["kring", name, *rest])
    return 0
