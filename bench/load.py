"""How many requests a second two workers take, and how much memory they have then."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.data import cast_of
from bench.figures import rounded
from bench.place import Place
from bench.serving import Served, both
from bench.visiting import VISITS, Visit, Visitors

CALLERS = 8


def load(place: Place, *, seconds: float) -> dict[str, Any]:
    """Everybody comes at once: home, asking, and every page in turn; then what the processes hold."""
    found: dict[str, Any] = {"callers": CALLERS}
    with both(place) as (kring, bare):
        cast = cast_of(place)
        _everything(kring, cast)  # and by then both processes have started
        _rate(bare, "127.0.0.1", ["/read/3/"], 1)
        for name, paths in (("home", ["/"]), ("asking", ["/praten/"])):
            found[f"{name}_per_second"] = rounded(_rate(kring, cast["host"], paths, seconds))
        found["bare_per_second"] = rounded(_rate(bare, "127.0.0.1", ["/read/3/"], seconds))
        found["processes"] = len(_family(kring.pid))
        found["memory_mb"] = rounded(memory(kring.pid))
        found["bare_memory_mb"] = rounded(memory(bare.pid))
    return found


def _rate(served: Served, host: str, paths: list[str], seconds: float) -> float:
    until = time.perf_counter() + seconds

    def come(_: int) -> int:
        browser, done = served.browser(host), 0
        while time.perf_counter() < until:
            if browser.get(paths[done % len(paths)]).status == 200:
                done += 1
        return done

    with ThreadPoolExecutor(CALLERS) as callers:
        return sum(callers.map(come, range(CALLERS))) / seconds


def _everything(kring: Served, cast: dict[str, Any]) -> None:
    """Every page once over several connections, so that each process has seen all."""

    def come(visit: Visit) -> None:
        visitors = Visitors(cast, kring)
        for _ in range(3):
            visitors.browser(visit.who).get(visitors.address(visit))

    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(come, [visit for visit in VISITS if Visitors(cast, kring).comes(visit.who)] * 2))


def memory(pid: int) -> float:
    """Megabytes of a process and its children: shared pages are divided among who shares them (PSS)."""
    return sum(_pss(one) for one in _family(pid)) / 1024


def _pss(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in _family(int(child)))]
