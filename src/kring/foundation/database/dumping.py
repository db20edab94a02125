"""
Writing a database to a file and reading it back, with PostgreSQL's own programs.

One consistent picture of everything, made by the owner of the tables; compressed. Reading back needs a database
that `make_roles` made and that holds no tables yet: roles and schemas are never part of a dump.

A database that is read back has its door closed: web and worker may not use the schema `private`, without which no
policy lets anybody see a row. `open_door` gives them back the rights that the dump knows of.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import pq

from kring.foundation.database.addresses import OWNER
from kring.foundation.database.binaries import INSTALLED, ServerError, installed_package

# Made with the database itself, for every database anew.
_MADE_ANEW = re.compile(r"\d (SCHEMA - (public|private) |COMMENT - SCHEMA |DEFAULT ACL |ACL - SCHEMA )")
_DOOR = re.compile(r"\d ACL - SCHEMA ")


def write_dump(address: str, file: Path, environ: Mapping[str, str], *, empty: Sequence[str] = ()) -> None:
    """
    Write everything in a database to a file.

    :param address: of the role that migrates; it borrows the rights of the owner
    :param empty: tables of which the rows stay behind
    :raises ServerError: when it did not work; the message says what PostgreSQL said
    """
    left = [f"--exclude-table-data={table}" for table in empty]
    _run("pg_dump", ["--format=custom", f"--role={OWNER}", f"--file={file}", *left], address, environ)


def read_dump(address: str, file: Path, environ: Mapping[str, str]) -> None:
    """
    Fill an empty database from a file, all of it or nothing, with the door closed.

    :raises ServerError: when the file is no dump, or does not fit
    """
    _read(address, file, environ, lambda line: not _MADE_ANEW.search(line))


def open_door(address: str, file: Path, environ: Mapping[str, str]) -> None:
    """Let web and worker in again."""
    _read(address, file, environ, lambda line: bool(_DOOR.search(line)))


def _read(address: str, file: Path, environ: Mapping[str, str], wanted: Callable[[str], bool]) -> None:
    with TemporaryDirectory() as folder:
        contents = Path(folder, "contents")
        listed = _run("pg_restore", ["--list", str(file)], None, environ)
        lines = [line for line in listed.splitlines() if wanted(line)]
        contents.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options = ["--no-owner", f"--role={OWNER}", "--single-transaction", "--exit-on-error"]
        _run("pg_restore", [*options, f"--use-list={contents}", "--dbname=", str(file)], address, environ)


def made_at(file: Path, environ: Mapping[str, str]) -> datetime:
    """When a dump was begun, as it says itself. :raises ServerError: if it is no dump"""
    listed = _run("pg_restore", ["--list", str(file)], None, environ)
    found = re.search(r"Archive created at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", listed)
    if found is None:
        raise ServerError(f"{file} does not say when it was made.")
    return datetime.fromisoformat(f"{found[1]}+00:00")


def clear(address: str) -> None:
    """Take away everything in a database; web and worker lose their rights in the same moment."""
    with psycopg.connect(address) as connection:
        connection.execute(f"set role {OWNER}")
        for schema in ("public", "private", "shared"):
            connection.execute(f"drop schema if exists {schema} cascade")
        for schema in ("public", "private"):
            connection.execute(f"create schema {schema}")
            connection.execute(f"revoke all on schema {schema} from public")


def holds_tables(address: str) -> bool:
    """Say whether something lives in this database already."""
    with psycopg.connect(address) as connection:
        found = connection.execute("select exists(select from pg_tables where schemaname in ('public', 'private'))")
        row = found.fetchone()
    return bool(row and row[0])


def _run(name: str, arguments: list[str], address: str | None, environ: Mapping[str, str]) -> str:
    """Run a program; where to connect is told by its environment, so that nobody reads it in a list of processes."""
    told = {name: environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in environ}
    if address is not None:
        told |= _told(address)
    connecting = [] if address is None else ["--no-password"]
    command = [str(_program(name, environ)), *connecting, *arguments]
    done = subprocess.run(
        command, env={**told, "LC_ALL": "C", "TZ": "UTC"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "error:" in line or "ERROR:" in line or "FATAL:" in line]
        raise ServerError(f"{name} did not work. PostgreSQL says: {' '.join(said[:2]) or done.stderr.strip()[-300:]}")
    return done.stdout


def _told(address: str) -> dict[str, str]:
    """The variables in which libpq reads where to connect."""
    given = psycopg.conninfo.conninfo_to_dict(address)
    names = {one.keyword.decode(): one.envvar.decode() for one in pq.Conninfo.get_defaults() if one.envvar}
    return {names[key]: str(value) for key, value in given.items() if key in names}


def _program(name: str, environ: Mapping[str, str]) -> Path:
    """`PG_BIN` first, then what the wheel brought, then what the machine has."""
    if given := environ.get("PG_BIN"):
        return Path(given, name)
    if package := installed_package():
        return package / INSTALLED / "bin" / name
    if found := shutil.which(name, path=environ.get("PATH", os.defpath)):
        return Path(found)
    raise ServerError(f"There is no program '{name}' here. Install PostgreSQL 18, or name its programs with PG_BIN.")
