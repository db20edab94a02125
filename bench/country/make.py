"""Make the whole country in one go, and remember who comes to visit."""

import json
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.contrib.auth.hashers import make_password

from bench.country import care, happening, staff
from bench.country.lot import Lot, Rows
from bench.place import CAST, Place
from bench.sizes import Size
from kring.foundation.keys.keyring import keyring
from kring.foundation.keys.sealing import epoch_of

PEOPLE_PER_EVENT = 170
NAMED = 12


def make(place: Place, size: Size) -> None:
    """Fill a migrated database. Runs where settings are loaded, with the keyring of this place."""
    began = time.monotonic()
    password = make_password("bench")
    with psycopg.connect(place.superuser) as connection:
        # Rows fit each other by how they are made; looking that up for each would take hours.
        connection.execute("set session_replication_role = replica")
        connection.execute("set timezone = 'UTC'")
        found = connection.execute("select private.clock()").fetchone()
        assert found is not None
        at: datetime = found[0]
        keyring().ensure_epoch(epoch_of(at) - 1)
        keyring().ensure_epoch(epoch_of(at))
        for rank, share in enumerate(size.shares()):
            cast = _organisation(connection, size, rank, share, at, password)
            if rank == 0:
                _remember(place.home / CAST, cast)
            if rank % 25 == 24:
                sys.stderr.write(f"  {rank + 1} of {size.organisations}, {time.monotonic() - began:.0f} s\n")
    with psycopg.connect(place.superuser, autocommit=True) as connection:
        connection.execute("vacuum analyze")


def _organisation(
    connection: psycopg.Connection[Any], size: Size, rank: int, share: float, at: datetime, password: str
) -> dict[str, Any]:
    lot, rows = Lot(f"{size.name}{rank}"), Rows()
    house = staff.House(lot.key(), f"org-{rank}.bench.localhost")
    people = max(100, round(size.people * share))
    supporters = max(4, round(size.supporters * share / size.shares()[0]))
    staff.settle(house, people, supporters, rows, lot, at.date(), password)
    it = care.Making(house, rows, lot, at)
    care.support(it, max(len(care.STATES), round(size.trajectories * share)))
    links = happening.events(it, max(2, people // PEOPLE_PER_EVENT), NAMED)
    happening.log_lines(it, size.log_lines)
    happening.figures(it, size.half_years)
    rows.copy(connection)
    return _cast(it, links)


def _cast(it: care.Making, links: dict[str, str]) -> dict[str, Any]:
    """Who visits, and what stands in addresses. The busiest supporter and one who is asked something."""
    house = it.house
    supporting: dict[Any, list[care.Open]] = {}
    for one in it.opened:
        if one.supporter and one.state == "active":
            supporting.setdefault(one.supporter.id, []).append(one)
    busiest = max(supporting, key=lambda key: len(supporting[key]))
    asked = next(iter(it.proposals), None)
    by_state = {one.state: one for one in reversed(it.opened)}
    own = next((one for one in it.opened if one.state == "active" and one.person.account_id), by_state["active"])
    leads = [one for one in house.leads.values() if house.places[one.unit].level == "department"]
    people = {
        "supporter": next(one for one in house.supporters if one.id == busiest),
        "asked": next((one for one in house.supporters if one.id == asked), None),
        "coordinator": house.coordinators[0],
        "administrator": house.administrators[0],
        "manager": leads[0],
        "trainer": house.trainers[0],
        "hr": house.hr[0],
        "employee": next(one for one in house.people if one.account_id and one not in house.supporters),
        "person": own.person if own.person.account_id else None,
    }
    return {
        "organisation": str(house.id),
        "host": house.host,
        "people": {who: [str(one.id), str(one.account_id)] for who, one in people.items() if one},
        "codes": {state: str(one.id) for state, one in by_state.items()},
        "typed": {state: one.code for state, one in by_state.items()},
        "keys": {
            **links,
            "supported": str(supporting[busiest][0].id),
            "stuck": str(by_state["stuck"].id),
            "proposal": str(it.proposals.get(asked, "")) if asked else "",
            "person": str(house.people[-1].id),
            "unit": str(house.places[-1].id),
            "colleague": str(house.supporters[0].id),
        },
    }


def _remember(path: Path, cast: dict[str, Any]) -> None:
    path.write_text(json.dumps(cast, indent=1), encoding="utf-8")
