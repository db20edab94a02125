"""The page of the reference, made of what was measured; a test keeps the two the same."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from bench.figures import rounded

PER_REQUEST = 2.0
"""How much longer than a bare page a page may take (issue: within twice)."""
BEGIN = """\
# How fast Kring is

This page is made by `make bench` from `bench/results/national.json`; a test keeps them the same. Everything was
measured on {cores} cores that had other work too, so read the ratios: each figure and what stands beside it were
measured in turn, in one run.

The country: {organisations} organisations, {people} people, {trajectories} open requests for support, in the largest
organisation {supporters_of_the_largest} supporters. Visitors come to the largest organisation.
"""
BARE = """\
A *bare* page is Django on the same server and the same database, without middleware and without a design: one
transaction, as many trivial queries, a list of their answers. Times are inside the web server, in milliseconds;
queries are all statements: also the one that sets the sealed context, and the look whether the connection is alive.
"""
LIMIT = """
What the limit is: a bare page does nothing that a page needs. Twice a bare page leaves about a millisecond of the
processor for middleware, session, roles, questions under row-level security and HTML together. Django as
`startproject` makes it takes {default:.1f} times the processor time of a bare page at the middle, before it knows who
may see what: {fixed:.1f} ms for its middleware and a template when next to nothing is asked. So twice a *default* page
is what can be reached; in processor time twice a bare one cannot. Templates are no longer what it goes to (ADR 18):
with components and translations they take about as long as plain ones of as many bytes, or less. Nor are long lists:
1,400 units or 400 supporters are read as plain rows. What is left is the ORM putting statements together (three to
five tenths of a millisecond each), session and roles that are read afresh for every page, and what a page itself works
out. Under row-level security no index can answer "has this in the name", but one holds all that is asked: names are
looked at by the alphabet until 25 are found. For a name that nobody has, that is every name of the organisation.

The tail was Python's own: every hundred pages or so it looked through everything that Kring had loaded, for 60 to 100
ms. Web processes and the worker now leave out what they loaded, and look through the rest ten times less often
(`foundation/lasting.py`).
"""


def page_of(known: dict[str, Any]) -> str:
    """The whole page as Markdown."""
    country, machine = known["country"], known["machine"]
    parts = [BEGIN.format(cores=machine["cores"], **{name: f"{value:,}" for name, value in country.items()})]
    for part, told in TOLD.items():
        if part in known:
            parts.append("\n".join(told(known[part])))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _pages(found: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Pages\n"
    yield BARE
    yield from _limits(found)
    yield from _table(
        ("page (who)", "queries", "kB", *COLUMNS),
        [
            (one["page"], one["queries"], f"{one['bytes'] / 1000:.1f}", *(one[name] for name in COLUMNS.values()))
            for one in found
        ],
    )
    yield from _compliance(found)


COLUMNS = {
    **{"p50": "ms_p50", "p95": "ms_p95", "bare p50": "bare_ms_p50", "bare p95": "bare_ms_p95"},
    **{"default p95": "default_ms_p95", "ratio p50": "ratio_p50", "ratio p95": "ratio_p95"},
    **{"ratio default p95": "ratio_default_p95", "cpu": "cpu_ms", "bare cpu": "bare_cpu_ms"},
    **{"drawn cpu": "drawn_cpu_ms", "default cpu": "default_cpu_ms", "ratio cpu": "ratio_cpu"},
    **{"ratio drawn": "ratio_drawn_cpu", "ratio default": "ratio_default_cpu"},
}


def _limits(found: list[dict[str, Any]]) -> Iterator[str]:
    """Says itself how far the aim is, so that nobody has to add it up; and what the limit is."""
    yield (
        "A *drawn* page is a bare one that writes as many bytes of HTML, from one plain template. A *default* page is "
        "Django as `startproject` makes it: its seven pieces of middleware, a session in the database for whoever has "
        "one here, as many trivial questions by the ORM, and as many bytes from templates with a base, blocks and "
        "includes.\n"
    )
    rows = [
        (
            name,
            _within(found, p95) if p95 else "",
            _middle(found, p95) if p95 else "",
            _within(found, cpu),
            _middle(found, cpu),
        )
        for name, p95, cpu in (
            ("bare", "ratio_p95", "ratio_cpu"),
            ("drawn", "", "ratio_drawn_cpu"),
            ("default", "ratio_default_p95", "ratio_default_cpu"),
        )
    ]
    heads = (
        "beside",
        f"within {PER_REQUEST:g}× (p95)",
        "middle (p95)",
        f"within {PER_REQUEST:g}× (cpu)",
        "middle (cpu)",
    )
    yield f"The aim is at most {PER_REQUEST:g} times as long. Of {len(found)} pages:\n"
    yield from _table(heads, rows)
    default = median(one["default_cpu_ms"] / one["bare_cpu_ms"] for one in found)
    yield LIMIT.format(default=default, fixed=min(one["default_cpu_ms"] for one in found))


def _within(found: list[dict[str, Any]], name: str) -> int:
    return sum(one[name] <= PER_REQUEST for one in found)


def _middle(found: list[dict[str, Any]], name: str) -> float:
    return float(sorted(one[name] for one in found)[len(found) // 2])


ASKING = 3
ASKING_PARTS = {
    "keeping": "sealing and keeping the request, its key and its line in the log: three rows in two statements",
    "form": "reading the form",
    "job": "the job that looks for a colleague",
    "attempts": "counting the attempt, on a connection of its own",
    "session": "the session with the way back, sealed",
    "token": "reading what was sent, and the token against forgery",
    "around": "the transaction, who asks where, the language, and the headers",
}
ASKING_LIMIT = """
What the limit is: eight at once wait for each other, so how long it takes is what the processor has to do for all of
them. Kring keeps five rows where a bare page keeps one: the request, its key, its line in the log, a job, a session.
It counts the attempt apart, so that a refused one counts too, and writes under row-level security. Each of these is a
promise: the request is sealed with a key of its own, so that it can be forgotten; the log says that something came;
the job stands or falls with the request; the code is shown once, to whoever asked.
"""


def _asking(found: dict[str, Any]) -> Iterator[str]:
    yield f"## Asking for help, {found['at_once']} at once\n"
    yield (
        f"{found['requests']} requests, {found['errors']} errors. Kring {found['ms_p50']} ms (p95 {found['ms_p95']}), "
        f"a bare page that inserts one row {found['bare_ms_p50']} ms (p95 {found['bare_ms_p95']}), both as the caller "
        f"sees it: {found['ratio_p50']} times as long (p95 {found['ratio_p95']}). A form of Django as it comes out of "
        f"the box, with a token and one row by the ORM: {found['default_ms_p50']} ms (p95 {found['default_ms_p95']}); "
        f"beside that {found['ratio_default_p50']} times as long (p95 {found['ratio_default_p95']}). "
        f"The aim is {ASKING:g} times a bare page. The load of the machine was {found['load']:g} on two cores.\n"
    )
    heads = ("milliseconds of the processor, a request", "Kring", "a form of Django", "a bare page")
    each = ("", "default_", "bare_")
    both = {one: found[f"{one}cpu"] + found[f"{one}database_cpu"] for one in each}
    yield from _table(
        heads,
        [
            ("web server", *(found[f"{one}cpu"] for one in each)),
            ("PostgreSQL", *(found[f"{one}database_cpu"] for one in each)),
            ("both", *(rounded(both[one]) for one in each)),
            ("statements", *(found[f"{one}queries"] for one in each)),
        ],
    )
    goes_to = found["goes_to"]
    yield ""
    yield f"One after another, in a process of its own, one request takes {goes_to['whole']} ms of it:\n"
    yield from _table(("of which", "ms"), [(words, goes_to[part]) for part, words in ASKING_PARTS.items()])
    yield ASKING_LIMIT
    yield (
        f"So of the processor Kring takes {rounded(both[''] / both['bare_'])} times a bare page. A form of Django "
        f"with one row takes {rounded(both['default_'] / both['bare_'])} times, and what PostgreSQL alone does for a "
        f"request of Kring {rounded(found['database_cpu'] / both['bare_'])} times. With the rest beside it, "
        f"{ASKING:g} times a bare page is out of reach as long as these rows are kept."
    )


def _load(found: dict[str, Any]) -> Iterator[str]:
    yield "## Two workers\n"
    yield (
        f"With {found['callers']} callers who never pause, two workers answer {found['home_per_second']:g} times home "
        f"or {found['asking_per_second']:g} times the page of asking, a second; a bare page "
        f"{found['bare_per_second']:g}. What runs out first is the processor, in Python. PostgreSQL is next, and "
        "shared the same cores here."
    )
    yield ""
    yield (
        f"Together they hold {found['memory_mb']:g} MB after every page was opened by everybody "
        f"(two workers and what starts them; the bare ones {found['bare_memory_mb']:g} MB)."
    )


def _weight(found: dict[str, Any]) -> Iterator[str]:
    yield "## First visit, over the wire\n"
    rows = [
        (name, f"{one['page'] / 1000:.1f}", f"{one['page_unpacked'] / 1000:.1f}", one["parts"], _kb(one["total"]))
        for name, one in found.items()
    ]
    yield from _table(("page", "page kB", "unpacked kB", "files", "all kB"), rows)


def _lighthouse(found: dict[str, Any]) -> Iterator[str]:
    yield "## Lighthouse\n"
    if "skipped" in found:
        yield f"Not measured: {found['skipped']}."
        return
    names = list(next(iter(found.values())))
    rows = [(page, *(scores.get(name, "") for name in names)) for page, scores in found.items()]
    yield from _table(("page", *names), rows)


def _catalogue(found: dict[str, Any]) -> Iterator[str]:
    yield "## Searching the catalogue\n"
    yield (
        f"{found['searches']} searches among {found['entries']:,} entries with {found['experiences']:,} experiences, "
        f"each with all facets and a page of results: {found['ms_p50']} ms (p95 {found['ms_p95']}), of which "
        f"{found['cpu_ms_p50']} ms (p95 {found['cpu_ms_p95']}) of the processor; the bare SQL that counts "
        f"the same words {found['bare_ms_p50']} ms (p95 {found['bare_ms_p95']}).\n"
    )
    for part, called in (("measure", "What is told of one measure"), ("what_works", "What works for whom")):
        one = found[part]
        yield (
            f"{called}: {one['ms_p50']} ms (p95 {one['ms_p95']}); the bare SQL of its list {one['bare_ms_p50']} ms "
            f"(p95 {one['bare_ms_p95']}).\n"
        )
    yield (
        f"When one experience more is shared, the worker counts its measure anew, facets included: "
        f"{found['counting']['ms_p50']} ms (p95 {found['counting']['ms_p95']})."
    )


def _guide(found: dict[str, Any]) -> Iterator[str]:
    yield "## The guide on paper\n"
    yield (
        f"A guide of {found['pages']} pages with {found['measures']} measures, whatever the size of the country: "
        f"{found['seconds']} s from asked to kept ({found['cpu_seconds']} s of the processor; promise: within 20 s), "
        f"{found['megabytes']} MB. Meanwhile the page said {found['told']} times how far it was, never more than "
        f"{found['longest_silence']} s apart. Publishing the edition took {found['publish_seconds']} s, reading it "
        f"{found['read_seconds']} s."
    )


def _matching(found: dict[str, Any]) -> Iterator[str]:
    yield "## Matching\n"
    yield (
        f"One request among {found['supporters']} supporters: {found['ms_p50']} ms (p95 {found['ms_p95']}), of which "
        f"{found['cpu_ms_p50']} ms of the processor, and {found['queries']} queries. Requests that wait together are "
        "matched with the same queries."
    )


def _rounds(found: list[dict[str, Any]]) -> Iterator[str]:
    yield "## The rounds of the worker\n"
    yield (
        "Seconds for all organisations, one after another in one process. The first round after a country appears has "
        "most to do; the next one is what happens every five minutes; the night dissolves what is over, wraps every "
        "data key anew, and forgets.\n"
    )
    yield from _table(
        ("people", "open requests", "organisations", "first round", "round", "night"),
        [
            (
                *(f"{one['people']:,}", f"{one['trajectories']:,}", one["organisations"]),
                *(one["first_sweep_seconds"], one["sweep_seconds"], one["night_seconds"]),
            )
            for one in found
        ],
    )
    yield from _growth(found[0], found[-1])
    last = found[-1]
    slowest = ", ".join(f"{name} {seconds:g} s" for name, seconds in last["night_slowest"].items())
    yield f"\nOf the last of these nights most goes to: {slowest}."


def _growth(first: dict[str, Any], last: dict[str, Any]) -> Iterator[str]:
    """How much longer the largest takes than the smallest."""
    if first is last:
        return
    more = last["people"] / first["people"]
    took = {name: last[f"{name}_seconds"] / first[f"{name}_seconds"] for name in ("first_sweep", "sweep", "night")}
    yield (
        f"\nFor {more:.3g} times as many people the first round takes {took['first_sweep']:.3g} times as long, a "
        f"round {took['sweep']:.3g} times, and a night {took['night']:.3g} times: of {last['people']:,} people "
        f"{last['first_sweep_seconds'] / 60:.1f}, {last['sweep_seconds'] / 60:.1f} and "
        f"{last['night_seconds'] / 60:.1f} minutes. What was killed halfway is done again from the organisation where "
        "it stopped; each piece of work of each organisation is one transaction."
    )


def _compliance(found: list[dict[str, Any]]) -> Iterator[str]:
    """The bound that these pages have of their own."""
    own = [one["ms_p95"] for one in found if one["page"].startswith("compliance:")]
    if own:
        yield (
            f"\nThe pages of how the guideline is followed read twenty half-years of figures here: {max(own):g} ms at "
            "most at the 95th percentile. The aim is 100."
        )


def _imports(found: dict[str, Any]) -> Iterator[str]:
    yield "## A file of the HR system\n"
    rows = [(name, one["seconds"], one["memory_mb"]) for name, one in found.items() if isinstance(one, dict)]
    yield f"{found['lines']:,} people into the largest organisation.\n"
    yield from _table(("file", "seconds", "MB"), [(name.replace("_", " "), *rest) for name, *rest in rows])


TOLD: dict[str, Any] = {
    "pages": _pages,
    "asking": _asking,
    "load": _load,
    "weight": _weight,
    "lighthouse": _lighthouse,
    "catalogue": _catalogue,
    "guide": _guide,
    "matching": _matching,
    "rounds": _rounds,
    "imports": _imports,
}


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in row) + " |"


def _kb(number: int) -> str:
    return f"{number / 1000:.1f}"
