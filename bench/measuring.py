"""The parts of the bench, and the process each runs in: the web's or the worker's, never one that passes walls."""

import json
import os
from dataclasses import dataclass
from typing import Any

import psycopg

from bench.data import cast_of, country
from bench.figures import rounded
from bench.imports import imports
from bench.place import Place
from bench.sizes import Size

PARTS = ("pages", "asking", "load", "weight", "lighthouse", "catalogue", "guide", "matching", "rounds", "imports")
ALONE = 150
"""How many ask one after another, to see what asking goes to."""
GROWTH = (16, 4, 1)
"""The rounds are measured on a sixteenth, a quarter and the whole of the country."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of each is measured."""

    rounds: int = 40
    each: int = 22
    seconds: int = 8
    lines: int = 100_000
    entries: int = 20_000
    experiences: int = 200_000
    measures: int = 420
    grows: bool = True


def measure(part: str, place: Place, size: Size, amounts: Amounts) -> Any:
    """What was found for one part, as JSON values."""
    if part == "matching":
        return _worker(place, "matching", cast_of(place)["organisation"])
    if part == "rounds":
        return _rounds(place, size, amounts)
    if part == "imports":
        with place.copied("imports") as copy:
            return imports(copy, amounts.lines)
    if part == "catalogue":
        return _catalogue(place, amounts)
    if part == "guide":
        with place.copied("guide") as copy:
            return json.loads(copy.run("worker", "-m", "bench.guide", str(amounts.measures)))
    if part == "asking":
        with place.copied("asking") as copy:  # hundreds of requests more would be no hospital any longer
            found = _web(copy, part, amounts.each)
            with psycopg.connect(copy.superuser, autocommit=True) as connection:
                connection.execute("truncate private.attempt")  # the same address asks once more
            alone = copy.run("web", "-m", "bench.asked", cast_of(copy)["host"], str(ALONE if amounts.each > 1 else 1))
            return {**found, "goes_to": json.loads(alone), "load": rounded(os.getloadavg()[0])}
    much = {"pages": amounts.rounds, "load": amounts.seconds}.get(part, 1)
    return _web(place, part, much)


def _web(place: Place, part: str, much: int) -> Any:
    where = (str(place.server.state), place.database)
    return json.loads(place.run("web", "-m", "bench.part", *where, part, str(much)))


def _worker(place: Place, *asked: str) -> Any:
    return json.loads(place.run("worker", "-m", "bench.worker", *asked))


def _catalogue(place: Place, amounts: Amounts) -> Any:
    """On a copy, which the worker fills first."""
    with place.copied("catalogue") as copy:
        copy.run("worker", "-m", "bench.catalogue", "fill", str(amounts.entries), str(amounts.experiences))
        with psycopg.connect(copy.superuser, autocommit=True) as connection:
            connection.execute("vacuum analyze")  # what the database does by itself within minutes
        organisation = str(cast_of(copy)["organisation"])
        found = json.loads(copy.run("web", "-m", "bench.catalogue", "measure", str(amounts.rounds), organisation))
        told = json.loads(copy.run("worker", "-m", "bench.catalogue", "count", str(amounts.rounds), organisation))
    return {"entries": amounts.entries, **found, "counting": told}


def _rounds(place: Place, size: Size, amounts: Amounts) -> list[dict[str, Any]]:
    """Each on a copy, because a night changes things: what is over goes."""
    found: list[dict[str, Any]] = []
    for of in GROWTH if amounts.grows else (1,):
        part = size if of == 1 else size.part(of)
        source = place if of == 1 else country(place.server, part)
        with source.copied("rounds") as copy:
            found.append({"people": part.people, "trajectories": part.trajectories, **_worker(copy, "rounds")})
    return found
