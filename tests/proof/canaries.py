"""
Words that stand nowhere else, put in every field in which somebody can be named, and where to look for them.

`SEALED` is what only a key opens: it may stand in no table, file or log. The search looks for each word as it is, and
as it would be in a file of the database: in UTF-8, in base64, in hex, and without spaces.
"""

import base64
import os
import secrets
import subprocess
from collections.abc import Iterable
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from kring.foundation.database.binaries import find_programs, server_account
from kring.foundation.database.server import Server
from kring.foundation.database.testing import STATE

_RUN = "".join(secrets.choice("bdfgklmnprstvz") for _ in range(7))
"""Files of the server outlive a run, and recycled ones hold what an earlier run planted."""

NAME = f"Zwartkopkanarie{_RUN}"
MAIL = f"goudkanarie.{_RUN}@thuis.test"
PHONE = f"068{secrets.randbelow(10**7):07d}"
REPORTER = f"Meldkanarie{_RUN}"
NAMED = f"Collegakanarie{_RUN}"
NAMED_MAIL = f"collegakanarie.{_RUN}@thuis.test"
WORRIED = f"Zorgkanarie{_RUN}"
WORRIED_MAIL = f"zorgkanarie.{_RUN}@thuis.test"
ASKED_BY = f"Vraagkanarie{_RUN}"
PLANTED = f"Plantkanarie{_RUN}"
"""Only for the controls: put somewhere on purpose, to see that the search finds it there."""

SEALED = (NAME, MAIL, PHONE, REPORTER, NAMED, NAMED_MAIL, WORRIED, WORRIED_MAIL, ASKED_BY)


def forms_of(word: str) -> list[bytes]:
    """A word in the ways it could lie in a file. Of base64 the middle, at each of the three places it can begin."""
    plain = word.encode()
    coded = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    return [plain, plain.hex().encode(), plain.lower(), *[one for one in coded if len(one) >= 12]]


def found_in(data: bytes, words: Iterable[str] = SEALED) -> list[str]:
    """Which words stand in these bytes."""
    return [word for word in words if any(form in data for form in forms_of(word))]


def server() -> Server:
    """The server of the tests."""
    return Server(Path(os.environ[STATE]), dict(os.environ), forgetful=True)


def database() -> str:
    """The name of this process's database."""
    return str(connections["owner"].settings_dict["NAME"])


def dump() -> bytes:
    """The whole database as `pg_dump` writes it."""
    here = server()
    programs = find_programs(dict(os.environ), here.state, server_account())
    address = here.superuser_address(database())
    done = subprocess.run([programs / "pg_dump", "--inserts", address], capture_output=True, check=True)
    return done.stdout


def files() -> dict[str, bytes]:
    """
    Every file of this database on disk, and the write-ahead log of the whole server, after everything was written.

    Other databases of the same server are other tests'.
    """
    with psycopg.connect(server().superuser_address(database()), autocommit=True) as connection:
        connection.execute("checkpoint")
        found = connection.execute(
            "select current_setting('data_directory'), (select oid from pg_database where datname = %s)", [database()]
        ).fetchone()
    assert found
    folder = Path(found[0])
    wanted = [*(folder / "base" / str(found[1])).iterdir(), *(folder / "pg_wal").iterdir()]
    wanted += [path for path in folder.rglob("*.log") if path.is_file()]
    wanted += [path for path in folder.parent.glob("*.log")]
    return {str(path.relative_to(folder.parent)): path.read_bytes() for path in wanted if path.is_file()}


def everything_in_tables() -> dict[str, bytes]:
    """Every row of every table past every wall, as text: jobs, sessions, cache and queue among them."""
    with psycopg.connect(server().superuser_address(database())) as connection:
        tables = connection.execute(
            "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = relnamespace"
            " where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        held = {}
        for (table,) in tables:
            question = sql.SQL("select t::text from {} t").format(sql.SQL(table))
            rows = connection.execute(question).fetchall()
            held[str(table)] = "\n".join(str(row) for (row,) in rows).encode()
    return held
