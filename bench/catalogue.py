"""
Searching the catalogue with facets, beside the bare SQL of the same words: twenty thousand entries.

`python -m bench.catalogue fill <how many>` as the worker, then `… measure <rounds> <organisation>` as the web.
"""

import json
import sys
import time
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection, transaction

from bench.figures import percentile, rounded
from kring.catalogue import demo
from kring.catalogue.queries import Facet, Search, search
from kring.foundation.actor import Actor
from kring.foundation.database.context import acting

WORDS = (
    "pauze",
    "werkdruk",
    "Wat kan dit team doen aan hersteltijd?",
    "ondersteuning na een ingrijpende gebeurtenis",
    "agresie aan de balie",
    "nieuwe collega inwerken",
    "collega die iemand verloren heeft",
    "",
)
CHOSEN: tuple[dict[Facet, frozenset[str]], ...] = (
    {},
    {Facet.LEVEL: frozenset({"team"})},
    {Facet.THEME: frozenset({"social", "vitality"}), Facet.QUICK: frozenset({"yes"})},
)
BARE = "select count(*) from shared.catalogue_entry where search_nl @@ plainto_tsquery('dutch', %s)"


def measure(rounds: int, organisation: str) -> dict[str, Any]:
    """Every question with every choice, in turn with the bare count of the same words."""
    times: list[float] = []
    bare: list[float] = []
    public = Actor("public", UUID(organisation))
    with acting(public), connection.cursor() as cursor:
        for round_ in range(rounds + 1):
            for text in WORDS:
                for chosen in CHOSEN:
                    begun = time.perf_counter()
                    search(Search(text, chosen))
                    between = time.perf_counter()
                    cursor.execute(BARE, [text])
                    cursor.fetchall()
                    if round_:
                        times.append(between - begun)
                        bare.append(time.perf_counter() - between)
    names = (("ms", times), ("bare_ms", bare))
    return {
        f"{name}_p{part}": rounded(percentile(all_of, part / 100) * 1000)
        for name, all_of in names
        for part in (50, 95)
    } | {"searches": len(times)}


def fill(number: int) -> None:
    """Write the entries, and let the database look at them."""
    with transaction.atomic():
        demo.fill(number)


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        sys.stdout.write(json.dumps(measure(int(sys.argv[2]), sys.argv[3])))
