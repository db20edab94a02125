"""
The database address of each kind of process.

Three kinds of process, three roles, three addresses. They come from the environment, or else from what the
embedded server left in the state directory. The two sources are never mixed: an operator who names one
address has to name the others that are asked for.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypedDict, get_args
from urllib.parse import quote, urlencode

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kring.foundation.database.state import state_directory, write_secret

Kind = Literal["web", "worker", "migrate"]

DATABASE = "kring"
OWNER = "kring_owner"
VARIABLES: Mapping[Kind, str] = {
    "web": "DATABASE_URL",
    "worker": "WORKER_DATABASE_URL",
    "migrate": "MIGRATE_DATABASE_URL",
}
LOGINS: Mapping[Kind, str] = {"web": "kring_web", "worker": "kring_worker", "migrate": "kring_migrate"}
FILE = "addresses.json"
SOCKETS = "run"

_NAMED = ("dbname", "user", "password", "host", "port")


class AddressMissing(Exception):
    """A database address is missing or cannot be read; the message is a sentence for the operator."""


class DatabaseAddress(TypedDict):
    """What Django wants in ``DATABASES``, without the engine."""

    NAME: str
    USER: str
    PASSWORD: str
    HOST: str
    PORT: str
    OPTIONS: dict[str, str]


@dataclass(frozen=True)
class Addresses:
    """The three addresses of one database, as libpq URLs."""

    web: str
    worker: str
    migrate: str

    def environment(self) -> dict[str, str]:
        """Answer with the variables that hand these addresses to another process."""
        return {VARIABLES[kind]: getattr(self, kind) for kind in get_args(Kind)}


def database_address(kind: Kind, environ: Mapping[str, str]) -> DatabaseAddress:
    """
    Answer with the address that a process of this kind uses.

    Without a server that ever ran, the answer is the place where the embedded one would be: settings can be
    loaded, and only connecting fails.

    :raises AddressMissing: if other addresses are given but this one is not, or if it cannot be read
    """
    variable = VARIABLES[kind]
    if given := _given(variable, environ):
        return _parse(given, kind, variable)
    if others := [name for name in VARIABLES.values() if _given(name, environ)]:
        raise AddressMissing(f"{others[0]} is set but {variable} is not. Set both, or neither.")
    state = state_directory(environ)
    known = read_addresses(state)
    if known is None:
        return _parse(url(kind, password="", host=str(state / SOCKETS)), kind, variable)
    return _parse(getattr(known, kind), kind, variable)


def address_of(kind: Kind, environ: Mapping[str, str]) -> str:
    """
    Answer with the address of a kind of process as libpq reads it.

    :raises AddressMissing: as `database_address`
    """
    there = database_address(kind, environ)
    named = {"dbname": there["NAME"], "user": there["USER"], "host": there["HOST"], "port": there["PORT"]}
    secret = {"password": there["PASSWORD"]} if there["PASSWORD"] else {}
    return make_conninfo(**{name: value for name, value in named.items() if value}, **secret, **there["OPTIONS"])


def given_addresses(environ: Mapping[str, str]) -> bool:
    """Say whether the operator brought a database; if not, the embedded one is used."""
    return any(_given(name, environ) for name in VARIABLES.values())


def url(
    kind: Kind,
    *,
    password: str,
    host: str,
    port: str = "5432",
    database: str = DATABASE,
    transport: Mapping[str, str] | None = None,
) -> str:
    """
    Answer with the libpq URL of a role.

    :param host: a name, an address or the directory of a socket
    :param transport: further libpq parameters, such as ``sslmode``
    """
    query = urlencode({"host": host, "port": port, **(transport or {})}, quote_via=quote)
    secret = f":{quote(password, safe='')}" if password else ""
    return f"postgresql://{LOGINS[kind]}{secret}@/{quote(database, safe='')}?{query}"


def read_addresses(state: Path) -> Addresses | None:
    """Answer with the addresses of the embedded server, or nothing when it was never started."""
    try:
        stored = json.loads((state / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Addresses(**stored)


def write_addresses(state: Path, addresses: Addresses) -> None:
    """Keep the addresses of the embedded server where only their owner can read them."""
    write_secret(state / FILE, json.dumps(asdict(addresses), indent=1))


def _given(variable: str, environ: Mapping[str, str]) -> str:
    """Answer with a variable, or with the text of the file that ``<variable>_FILE`` names; else with nothing."""
    if file := environ.get(f"{variable}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return environ.get(variable, "")


def _parse(text: str, kind: Kind, variable: str) -> DatabaseAddress:
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(text).items()}
    except ProgrammingError:
        # The text itself holds a password, so neither it nor the parser's complaint is repeated.
        raise AddressMissing(f"{variable} is not a database address that can be read.") from None
    options = {key: value for key, value in parts.items() if key not in _NAMED}
    if kind == "migrate":
        # Everything a migration makes belongs to the owner; the login role only borrows its rights.
        options["options"] = f"{options.get('options', '')} -c role={OWNER}".strip()
    return DatabaseAddress(
        NAME=parts.get("dbname", DATABASE),
        USER=parts.get("user", LOGINS[kind]),
        PASSWORD=parts.get("password", ""),
        HOST=parts.get("host", ""),
        PORT=parts.get("port", ""),
        OPTIONS=options,
    )
