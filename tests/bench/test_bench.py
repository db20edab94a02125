"""The bench on a country of six hundred people: it runs from making to measuring, so it does not rot."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.data import cast_of, fill
from bench.measuring import Amounts, measure
from bench.place import KEYRING, Place, borrowed
from bench.sizes import SIZES
from bench.visiting import VISITS
from kring.foundation.database.server import Server
from kring.foundation.database.testing import COPY, SETTINGS, STATE, TEMPLATE, schema_fingerprint

TINY = SIZES["tiny"]
LITTLE = Amounts(rounds=1, each=1, seconds=1, entries=200, experiences=2000, measures=20, grows=False)


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """A tiny country on the server of the tests."""
    server = Server(Path(os.environ[STATE]), os.environ, forgetful=True)
    template = f"{TEMPLATE}{schema_fingerprint()}"
    keyring = server.state / "homes" / "template" / KEYRING
    made = borrowed(server, f"{COPY}{os.getpid()}_bench", template=template, keyring=keyring, settings=SETTINGS)
    fill(made, TINY)
    yield made
    made.drop()


def test_every_page_of_the_main_way_opens_and_is_counted(place: Place) -> None:
    found: list[dict[str, Any]] = measure("pages", place, TINY, LITTLE)
    asked = "asked" in cast_of(place)["people"]
    assert len(found) >= len(VISITS) - (0 if asked else 1) - 1
    assert all(one["queries"] > 0 and one["bytes"] > 1000 for one in found)


def test_eight_ask_at_once_without_one_error(place: Place) -> None:
    found = measure("asking", place, TINY, LITTLE)
    assert (found["requests"], found["errors"]) == (8, 0)


def test_matching_and_the_night_run_as_the_worker(place: Place) -> None:
    assert measure("matching", place, TINY, LITTLE)["supporters"] == TINY.supporters
    (rounds,) = measure("rounds", place, TINY, LITTLE)
    assert rounds["organisations"] == TINY.organisations
    assert rounds["night_seconds"] > 0 and all(seconds > 0 for seconds in rounds["night_slowest"].values())


def test_searching_is_measured_beside_the_bare_words(place: Place) -> None:
    found = measure("catalogue", place, TINY, LITTLE)
    assert found["entries"] == LITTLE.entries
    assert 0 < found["ms_p50"] <= found["ms_p95"]
    assert found["bare_ms_p50"] > 0
    assert found["experiences"] >= LITTLE.experiences
    assert found["measure"]["ms_p50"] > 0
    assert found["what_works"]["ms_p50"] > 0
    assert found["counting"]["ms_p50"] > 0


def test_the_guide_is_made_on_paper_and_tells_how_far_it_is(place: Place) -> None:
    found = measure("guide", place, TINY, LITTLE)
    assert found["pages"] > 40 and found["told"] > 0
    assert 0 < found["longest_silence"] <= found["seconds"]
