"""
Writing a database to a file and reading it back, with PostgreSQL's own programs.

One consistent picture of everything, made by the owner of the tables; compressed. Reading back needs a database
that `make_roles` made and that holds no tables yet: roles and schemas are never part of a dump.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import pq

from kring.foundation.database.addresses import OWNER
from kring.foundation.database.binaries import INSTALLED, ServerError, installed_package

# Made with the database itself, for every database anew.
_MADE_ANEW = re.compile(r"\d (SCHEMA -|COMMENT - SCHEMA|DEFAULT ACL) ")


def write_dump(address: str, file: Path, environ: Mapping[str, str]) -> None:
    """
    Write everything in a database to a file.

    :param address: of the role that migrates; it borrows the rights of the owner
    :raises ServerError: when it did not work; the message says what PostgreSQL said
    """
    _run("pg_dump", ["--format=custom", f"--role={OWNER}", f"--file={file}"], address, environ)


def read_dump(address: str, file: Path, environ: Mapping[str, str]) -> None:
    """
    Fill an empty database from a file, all of it or nothing.

    :raises ServerError: when the file is no dump, or does not fit
    """
    with TemporaryDirectory() as folder:
        contents = Path(folder, "contents")
        listed = _run("pg_restore", ["--list", str(file)], None, environ)
        lines = [line for line in listed.splitlines() if not _MADE_ANEW.search(line)]
        contents.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options = ["--no-owner", f"--role={OWNER}", "--single-transaction", "--exit-on-error"]
        _run("pg_restore", [*options, f"--use-list={contents}", "--dbname=", str(file)], address, environ)


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
    done = subprocess.run(command, env={**told, "LC_ALL": "C"}, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise ServerError(f"{name} did not work. PostgreSQL says: {' '.join(said[-3:])}")
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
