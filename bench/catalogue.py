"""
Searching the catalogue with facets, beside the bare SQL of the same words: twenty thousand entries and two hundred
thousand experiences; and what a page of one measure asks of them.

`python -m bench.catalogue fill <entries> <experiences>` as the worker, `… measure <rounds> <organisation>` as the web,
and `… count <rounds> <organisation>` as the worker again.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection, transaction

from bench.figures import percentile, rounded
from kring.catalogue import demo
from kring.catalogue.actions.note_practice import note_practice
from kring.catalogue.queries import Facet, Search, content, search
from kring.experiences import queries as experiences
from kring.experiences.actions.estimate import estimate, in_practice
from kring.experiences.models import SharedEstimate
from kring.foundation.actor import Actor
from kring.foundation.database.context import acting

Asked = tuple[Callable[[], object], str, list[str]]
NUMBERS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 19_999)
"""Of which measures the page is opened: low numbers have the most experiences."""

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
    {Facet.PRACTICE: frozenset({"told"})},
    {Facet.PRACTICE: frozenset({"promising"}), Facet.TOLD_FOR: frozenset({"care-professionals"})},
    {Facet.PROMISING_FOR: frozenset({"starters"}), Facet.LEVEL: frozenset({"team"})},
)
BARE = "select count(*) from shared.catalogue_entry where search_nl @@ plainto_tsquery('dutch', %s)"


TELL = """
insert into shared.experience (id, entry, "group", situation, aim, reach, helped, hindered, kept, again, half_year,
    advice, language, organisation_name)
select gen_random_uuid(), 'gen-' || floor(%(entries)s * pow(random(), 2)),
    groups[1 + floor(random() * cardinality(groups))], situations[1 + floor(random() * cardinality(situations))],
    'talk', '10_to_49', array['time', 'manager'], array['roster'], 'goes_on',
    (array['yes', 'yes', 'differently', 'no'])[1 + floor(random() * 4)],
    (array['2024H1', '2024H2', '2025H1', '2025H2', '2026H1'])[1 + floor(random() * 5)],
    case when random() < 0.5 then 'Begin met een team dat het zelf wil.' else '' end, 'nl', ''
from (select %(groups)s::text[] as groups, %(situations)s::text[] as situations) as lists,
    generate_series(1, %(experiences)s)
"""
# Estimates as wide as the real ones, made by the database: working them all out takes the worker an hour.
ESTIMATED = """
insert into shared.experience_estimate (key, entry, "group", situation, told, again, middle, low, high, is_known)
select concat_ws('|', entry, grp, sit), entry, grp, sit, told, yes, middle, greatest(0, middle - wide),
    least(1, middle + wide), told >= 5 and wide <= 0.3
from (
    select entry, coalesce("group", '') as grp, coalesce(situation, '') as sit, count(*) as told,
        count(*) filter (where again <> 'no') as yes, (2.0 + count(*) filter (where again <> 'no')) / (4 + count(*))
        as middle, 0.8 / sqrt(4 + count(*)) as wide
    from shared.experience group by entry, grouping sets ((), ("group"), (situation), ("group", situation))
) as counted
on conflict do nothing
"""
LATEST = """
select * from shared.experience where entry = %s order by advice = '', half_year desc, id limit 12
"""
BEST = """
select * from shared.experience_estimate where "group" = %s and situation = %s and is_known order by low desc limit 50
"""


def measure(rounds: int, organisation: str) -> dict[str, Any]:
    """Every question with every choice, and the pages of experiences, in turn with the bare SQL of the same."""
    public = Actor("public", UUID(organisation))
    with acting(public), connection.cursor() as cursor:
        asked = [(partial(search, Search(text, chosen)), BARE, [text]) for text in WORDS for chosen in CHOSEN]
        found = _in_turn(cursor, rounds, asked) | {"searches": rounds * len(asked)}
        pages = [
            (partial(experiences.of_entry, f"gen-{number}", "nl"), LATEST, [f"gen-{number}"]) for number in NUMBERS
        ]
        found["measure"] = _in_turn(cursor, rounds, pages)
        wanted = [("", ""), ("care-professionals", ""), ("", "workload"), ("starters", "workload")]
        best = [(partial(experiences.what_works, *one, "nl"), BEST, list(one)) for one in wanted]
        found["what_works"] = _in_turn(cursor, rounds, best)
        cursor.execute("select count(*) from shared.experience")
        return found | {"experiences": cursor.fetchone()[0]}


def _in_turn(cursor: Any, rounds: int, asked: Sequence[Asked]) -> dict[str, Any]:
    """How long each took and how long the bare SQL beside it; the first round warms up."""
    times: list[float] = []
    cpu: list[float] = []
    bare: list[float] = []
    for round_ in range(rounds + 1):
        for ask, sql, values in asked:
            begun, worked = time.perf_counter(), time.thread_time()
            ask()
            between, done = time.perf_counter(), time.thread_time()
            cursor.execute(sql, values)
            cursor.fetchall()
            if round_:
                times.append(between - begun)
                cpu.append(done - worked)
                bare.append(time.perf_counter() - between)
    names = (("ms", times), ("cpu_ms", cpu), ("bare_ms", bare))
    return {
        f"{name}_p{part}": rounded(percentile(all_of, part / 100) * 1000)
        for name, all_of in names
        for part in (50, 95)
    }


def count(rounds: int, organisation: str) -> dict[str, Any]:
    """What follows when somebody shares one experience more: its measure is counted anew, facets included."""
    by = Actor("job", UUID(organisation), roles=frozenset({"sharing"}))
    times = []
    for number in range(rounds):
        with acting(by):
            begun = time.perf_counter()
            estimate([f"gen-{number * 37}"])
            times.append(time.perf_counter() - begun)
    return {f"ms_p{part}": rounded(percentile(times, part / 100) * 1000) for part in (50, 95)}


def fill(entries: int, told: int) -> None:
    """Write entries and experiences, put them under their facets, and let the database look at them."""
    lists = content().lists
    values = {"groups": list(lists.groups), "situations": list(lists.situations)}
    with transaction.atomic(), connection.cursor() as cursor:
        demo.fill(entries)
        cursor.execute(TELL, {"entries": entries, "experiences": told, **values})
        cursor.execute(ESTIMATED)
        rows: dict[str, list[SharedEstimate]] = defaultdict(list)
        for row in SharedEstimate.objects.filter(situation="").iterator():
            rows[row.entry].append(row)
        note_practice({entry: in_practice(estimates) for entry, estimates in rows.items()})


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]), int(sys.argv[3]))
    else:
        part = measure if sys.argv[1] == "measure" else count
        sys.stdout.write(json.dumps(part(int(sys.argv[2]), sys.argv[3])))
