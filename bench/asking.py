"""
Asking for help, eight at once, beside eight at once who insert one row: with a bare page, and with a form of Django as
it comes out of the box. Not one error.
"""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import psycopg

from bench.data import cast_of
from bench.figures import percentile, rounded
from bench.place import Place
from bench.serving import WORKERS, Answer, Browser, all_three

AT_ONCE = 8
PATH = "/praten/"
TYPED = {"name": "Lotte", "channel": "call", "address": "06 12345678", "windows": ["day", "evening"]}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?')
Ready = TypeVar("Ready")


@dataclass
class Sent:
    """What became of requests of one kind: each accepted answer, and what PostgreSQL worked for all of them."""

    took: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    queries: int = 0
    errors: int = 0
    database: float = 0

    def figures(self, name: str) -> dict[str, float]:
        """Milliseconds as the caller sees it, and of the processor; what PostgreSQL takes is the mean."""
        return {
            f"{name}ms_p50": rounded(percentile(self.took, 0.5)),
            f"{name}ms_p95": rounded(percentile(self.took, 0.95)),
            f"{name}cpu": rounded(percentile(self.cpu, 0.5)),
            f"{name}database_cpu": rounded(self.database / len(self.took)),
            f"{name}queries": self.queries,
        }


def asking(place: Place, *, each: int) -> dict[str, Any]:
    """Eight people at once send so many requests each; and as many rows are inserted, in turn with them."""
    with psycopg.connect(place.superuser, autocommit=True) as connection:
        connection.execute("truncate private.attempt")  # one address asks as often here as a hospital does in a day
    with all_three(place, workers=1 if each == 1 else WORKERS) as (kring, bare, default):
        host = cast_of(place)["host"]
        took, rows, forms = Sent(), Sent(), Sent()
        for at in range(each + 1):
            if at == 1:  # the first round warms up
                took, rows, forms = Sent(), Sent(), Sent()
            _at_once(place, took, lambda: _form(kring.browser(host), PATH), _ask)
            _at_once(place, rows, lambda: _opened(bare.browser()), _insert)
            _at_once(place, forms, lambda: _form(default.browser(), "/ask/"), _send)
    assert not rows.errors + forms.errors, "the pages beside it have to work"
    asked, inserted, sent = took.figures(""), rows.figures("bare_"), forms.figures("default_")
    found = {"at_once": AT_ONCE, "requests": len(took.took) + took.errors, "errors": took.errors, **asked}
    return {
        **found,
        **inserted,
        **sent,
        **{f"ratio_{part}": rounded(asked[f"ms_{part}"] / inserted[f"bare_ms_{part}"]) for part in ("p50", "p95")},
        **{
            f"ratio_default_{part}": rounded(asked[f"ms_{part}"] / sent[f"default_ms_{part}"])
            for part in ("p50", "p95")
        },
    }


def _at_once(
    place: Place, found: Sent, prepare: Callable[[], Ready], act: Callable[[Ready], tuple[float, Answer, bool]]
) -> None:
    """Eight at once; what is fetched beforehand does not count."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        ready = list(people.map(lambda _: prepare(), range(AT_ONCE)))
        before = _database(place)
        for took, answer, accepted in people.map(act, ready):
            if not accepted:
                found.errors += 1
                continue
            found.took.append(took)
            found.cpu.append(answer.cpu)
            found.queries = answer.queries
    found.database += _database(place) - before


def _database(place: Place) -> float:
    """How many milliseconds the processes of PostgreSQL worked until now."""
    main, *_rest = (place.server.data / "postmaster.pid").read_text(encoding="utf-8").split()
    worked = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            worked += int((process / "schedstat").read_text(encoding="utf-8").split()[0]) if parent == main else 0
        except OSError:  # it ended just now
            continue
    return worked / 1e6


def _form(browser: Browser, path: str) -> tuple[Browser, str]:
    page = browser.get(path)
    return browser, urlencode({**dict(HIDDEN.findall(page.body.decode())), **TYPED}, doseq=True)


def _ask(ready: tuple[Browser, str]) -> tuple[float, Answer, bool]:
    return _posted(*ready, PATH, "/praten/code/")


def _send(ready: tuple[Browser, str]) -> tuple[float, Answer, bool]:
    return _posted(*ready, "/ask/", "/page/")


def _posted(browser: Browser, form: str, path: str, onwards: str) -> tuple[float, Answer, bool]:
    """How long it took on the wire in milliseconds, and whether it was accepted."""
    begun = time.perf_counter()
    answer = browser.post(path, form)
    took = (time.perf_counter() - begun) * 1000
    return took, answer, answer.status == 302 and onwards in answer.headers.get("location", "")


def _opened(browser: Browser) -> Browser:
    browser.get("/read/1/")
    return browser


def _insert(browser: Browser) -> tuple[float, Answer, bool]:
    begun = time.perf_counter()
    answer = browser.get("/write/")
    return (time.perf_counter() - begun) * 1000, answer, answer.status == 200
