"""Every page of the main way: how long the server takes, how many queries, beside a bare page with as many."""

from typing import Any

from bench.data import cast_of
from bench.figures import percentile, rounded
from bench.place import Place
from bench.serving import WORKERS, Browser, both
from bench.visiting import VISITS, Visit, Visitors

WARM = 6


def pages(place: Place, *, rounds: int) -> list[dict[str, Any]]:
    """Measure every page in turn with the bare one, in one run, so that both meet the same noise."""
    found = []
    with both(place, workers=1 if rounds == 1 else WORKERS) as (kring, bare):
        visitors, beside = Visitors(cast_of(place), kring), bare.browser()
        for visit in VISITS:
            if visitors.comes(visit.who):
                found.append(_page(visit, visitors, beside, rounds))
    return found


def _page(visit: Visit, visitors: Visitors, beside: Browser, rounds: int) -> dict[str, Any]:
    browser, address = visitors.browser(visit.who), visitors.address(visit)
    for _ in range(min(WARM, rounds)):
        answer = browser.get(address)
        beside.get("/read/3/")
    if answer.status != 200:
        raise RuntimeError(f"{visit.name} answers {answer.status} {answer.headers.get('location', '')}")
    took, bare, cpu, bare_cpu, drawn, queries = [], [], [], [], [], []
    for _ in range(rounds):
        answer = browser.get(address)
        took.append(answer.took)
        cpu.append(answer.cpu)
        queries.append(answer.queries)
        other = beside.get(f"/read/{answer.queries}/")
        bare.append(other.took)
        bare_cpu.append(other.cpu)
        drawn.append(beside.get(f"/drawn/{answer.queries}/{len(answer.body)}/").cpu)
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
        "ratio_cpu": rounded(percentile(cpu, 0.5) / percentile(bare_cpu, 0.5)),
        "ratio_drawn_cpu": rounded(percentile(cpu, 0.5) / percentile(drawn, 0.5)),
        "ratio_p50": rounded(percentile(took, 0.5) / percentile(bare, 0.5)),
        "ratio_p95": rounded(percentile(took, 0.95) / percentile(bare, 0.95)),
    }
