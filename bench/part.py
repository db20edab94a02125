"""Measure one thing: `python -m bench.part <state directory> <database> <thing> <how much>` prints JSON."""

import json
import sys
from typing import Any

import django

django.setup()

from bench.asking import asking
from bench.lighthouse import lighthouse
from bench.load import load
from bench.pages import pages
from bench.place import Place, inherited
from bench.weight import weight


def measured(place: Place, thing: str, much: int) -> Any:
    """The answer of one part."""
    if thing == "pages":
        return pages(place, rounds=much)
    if thing == "asking":
        return asking(place, each=much)
    if thing == "load":
        return load(place, seconds=much)
    if thing == "weight":
        return weight(place)
    return lighthouse(place)


if __name__ == "__main__":
    _, state, database, thing, much = sys.argv
    sys.stdout.write(json.dumps(measured(inherited(state, database), thing, int(much))))
