"""The country, ready to be used: made when it is not there, or when how it is made has changed."""

import hashlib
import json
import sys
import time
from typing import Any

import psycopg

from bench.place import CAST, NAME, Place, exists, migrated, place_in, renamed
from bench.sizes import Size
from kring.foundation.database.server import Server
from kring.foundation.database.state import CLONE
from kring.foundation.database.testing import schema_fingerprint

OLD_DAYS = 7
"""Rows have dates: after some days they are no longer what the country looks like on a day."""


def fingerprint() -> str:
    """What decides how the country looks: every migration, and how it is made."""
    total = hashlib.sha256(schema_fingerprint().encode())
    for path in sorted([*(CLONE / "bench" / "country").glob("*.py"), CLONE / "bench" / "sizes.py"]):
        total.update(path.read_bytes())
    return total.hexdigest()[:10]


def country(server: Server, size: Size) -> Place:
    """The place with a country of this size; nobody may be making one at the same time."""
    name = f"{NAME}{size.name}_{fingerprint()}"
    place = place_in(server, name)
    if exists(place) and time.time() - (place.home / CAST).stat().st_mtime < OLD_DAYS * 86400:
        return place
    sys.stderr.write(f"Making a country of size {size.name}.\n")
    _drop_others(server, size)
    fresh = place_in(server, f"{NAME}{size.name}_fresh")
    fresh.drop()
    migrated(fresh)
    fill(fresh, size)
    return renamed(fresh, name)


def fill(place: Place, size: Size) -> None:
    """Make the rows, in a process whose settings are those of this place."""
    place.run("web", "-m", "bench.country", str(place.server.state), place.database, size.name)


def cast_of(place: Place) -> dict[str, Any]:
    """Who visits, and what stands in addresses."""
    cast: dict[str, Any] = json.loads((place.home / CAST).read_text(encoding="utf-8"))
    return cast


def _drop_others(server: Server, size: Size) -> None:
    with psycopg.connect(server.superuser_address(), autocommit=True) as connection:
        rows = connection.execute(
            "select datname from pg_database where datname ~ %s", [f"^{NAME}{size.name}_([0-9a-f]{{10}}|fresh)"]
        ).fetchall()
    for (name,) in rows:
        place_in(server, name).drop()
