"""What is kept as JSON comes back as it was."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from kring.foundation.plain import made, plain
from kring.foundation.text import Text


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Inner:
    text: Text
    day: date | None


@dataclass(frozen=True, slots=True)
class Outer:
    name: str
    colour: Colour
    number: int
    inner: tuple[Inner, ...]
    words: tuple[str, ...]
    pair: tuple[str, date]
    either: Text | None


KEPT = Outer(
    name="een",
    colour=Colour.RED,
    number=3,
    inner=(Inner(Text("ja", "yes"), date(2026, 11, 9)), Inner(Text("nee", "no"), None)),
    words=("a", "b"),
    pair=("c", date(2026, 11, 10)),
    either=None,
)


def test_a_value_comes_back_from_json_as_it_was() -> None:
    back = made(Outer, json.loads(json.dumps(plain(KEPT))))
    assert back == KEPT and type(back.colour) is Colour


@pytest.mark.parametrize("wrong", [{"colour": "blue"}, {"pair": ["c"]}, {"inner": [{"text": {"nl": "ja"}}]}])
def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError)):
        made(Outer, {**plain(KEPT), **wrong})
