"""Every page of the main way: how long the server takes, how many queries, beside bare pages with as many."""

from typing import Any

from bench.data import cast_of
from bench.figures import percentile, rounded
from bench.place import Place
from bench.serving import WORKERS, Answer, Browser, all_three
from bench.visiting import VISITS, Visit, Visitors

WARM = 6


def pages(place: Place, *, rounds: int) -> list[dict[str, Any]]:
    """Measure every page in turn with the bare ones, in one run, so that all meet the same noise."""
    found = []
    with all_three(place, workers=1 if rounds == 1 else WORKERS) as (kring, bare, default):
        visitors, beside, public = Visitors(cast_of(place), kring), bare.browser(), default.browser()
        known = default.browser()
        known.get("/enter/")
        for visit in VISITS:
            if visitors.comes(visit.who):
                boxed = public if visit.who == "public" else known
                found.append(_page(visit, visitors, beside, boxed, rounds))
    return found


def _page(visit: Visit, visitors: Visitors, beside: Browser, boxed: Browser, rounds: int) -> dict[str, Any]:
    browser, address = visitors.browser(visit.who), visitors.address(visit)
    for _ in range(min(WARM, rounds)):
        answer = browser.get(address)
        beside.get("/read/3/")
        boxed.get("/page/3/9000/")
    if answer.status != 200:
        raise RuntimeError(f"{visit.name} answers {answer.status} {answer.headers.get('location', '')}")
    took, bare, cpu, bare_cpu, drawn, default, queries = [], [], [], [], [], [], []
    for _ in range(rounds):
        answer = browser.get(address)
        took.append(answer.took)
        cpu.append(answer.cpu)
        queries.append(answer.queries)
        other = beside.get(f"/read/{answer.queries}/")
        bare.append(other.took)
        bare_cpu.append(other.cpu)
        drawn.append(beside.get(f"/drawn/{answer.queries}/{len(answer.body)}/").cpu)
        default.append(boxed.get(f"/page/{answer.queries}/{len(answer.body)}/"))
    return {
        "page": visit.name,
        "queries": round(percentile(queries, 0.5)),
        "bytes": len(answer.body),
        "ms_p50": rounded(percentile(took, 0.5)),
        "ms_p95": rounded(percentile(took, 0.95)),
        "bare_ms_p50": rounded(percentile(bare, 0.5)),
        "bare_ms_p95": rounded(percentile(bare, 0.95)),
        "cpu_ms": rounded(percentile(cpu, 0.5)),
        "bare_cpu_ms": rounded(percentile(bare_cpu, 0.5)),
        "drawn_cpu_ms": rounded(percentile(drawn, 0.5)),
        **_beside(took, cpu, default),
        "ratio_cpu": rounded(percentile(cpu, 0.5) / percentile(bare_cpu, 0.5)),
        "ratio_drawn_cpu": rounded(percentile(cpu, 0.5) / percentile(drawn, 0.5)),
        "ratio_p50": rounded(percentile(took, 0.5) / percentile(bare, 0.5)),
        "ratio_p95": rounded(percentile(took, 0.95) / percentile(bare, 0.95)),
    }


def _beside(took: list[float], cpu: list[float], default: list[Answer]) -> dict[str, float]:
    """The same beside Django as it comes out of the box."""
    other, other_cpu = [one.took for one in default], [one.cpu for one in default]
    return {
        "default_ms_p50": rounded(percentile(other, 0.5)),
        "default_ms_p95": rounded(percentile(other, 0.95)),
        "default_cpu_ms": rounded(percentile(other_cpu, 0.5)),
        "ratio_default_cpu": rounded(percentile(cpu, 0.5) / percentile(other_cpu, 0.5)),
        "ratio_default_p95": rounded(percentile(took, 0.95) / percentile(other, 0.95)),
    }
