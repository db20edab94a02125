"""
Asking for help, eight at once, beside eight at once who insert one row: with a bare page, and with a form of Django as
it comes out of the box. Not one error.
"""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import urlencode

import psycopg

from bench.data import cast_of
from bench.figures import percentile, rounded
from bench.place import Place
from bench.serving import WORKERS, Browser, all_three

AT_ONCE = 8
PATH = "/praten/"
FAILED = -1.0
Ready = TypeVar("Ready")
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?')


def asking(place: Place, *, each: int) -> dict[str, Any]:
    """Eight people at once send so many requests each; and as many rows are inserted, in turn with them."""
    with psycopg.connect(place.superuser, autocommit=True) as connection:
        connection.execute("truncate private.attempt")  # one address asks as often here as a hospital does in a day
    with all_three(place, workers=1 if each == 1 else WORKERS) as (kring, bare, default):
        host = cast_of(place)["host"]
        took: list[float] = []
        rows: list[float] = []
        forms: list[float] = []
        for at in range(each + 1):
            asked = _at_once(lambda: _form(kring.browser(host), PATH), _ask)
            inserted = _at_once(bare.browser, _insert)
            sent = _at_once(lambda: _form(default.browser(), "/ask/"), _send)
            if at:  # the first round warms up
                took, rows, forms = took + asked, rows + inserted, forms + sent
    errors = took.count(FAILED)
    took = [one for one in took if one != FAILED]
    return {
        "at_once": AT_ONCE,
        "requests": len(took) + errors,
        "errors": errors,
        "ms_p50": rounded(percentile(took, 0.5)),
        "ms_p95": rounded(percentile(took, 0.95)),
        "bare_ms_p50": rounded(percentile(rows, 0.5)),
        "bare_ms_p95": rounded(percentile(rows, 0.95)),
        "ratio_p50": rounded(percentile(took, 0.5) / percentile(rows, 0.5)),
        "ratio_p95": rounded(percentile(took, 0.95) / percentile(rows, 0.95)),
        "default_ms_p50": rounded(percentile(forms, 0.5)),
        "default_ms_p95": rounded(percentile(forms, 0.95)),
        "ratio_default_p50": rounded(percentile(took, 0.5) / percentile(forms, 0.5)),
        "ratio_default_p95": rounded(percentile(took, 0.95) / percentile(forms, 0.95)),
    }


def _at_once(prepare: Callable[[], Ready], act: Callable[[Ready], float]) -> list[float]:
    """Eight at once; what is fetched beforehand does not count."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        ready = list(people.map(lambda _: prepare(), range(AT_ONCE)))
        return list(people.map(act, ready))


def _form(browser: Browser, path: str) -> tuple[Browser, str]:
    page = browser.get(path)
    hidden = dict(_HIDDEN.findall(page.body.decode()))
    typed = {"name": "Lotte", "channel": "call", "address": "06 12345678", "windows": ["day", "evening"]}
    return browser, urlencode({**hidden, **typed}, doseq=True)


def _ask(ready: tuple[Browser, str]) -> float:
    return _posted(*ready, PATH, "/praten/code/")


def _send(ready: tuple[Browser, str]) -> float:
    took = _posted(*ready, "/ask/", "/page/")
    assert took != FAILED, "the page beside it has to work"
    return took


def _posted(browser: Browser, form: str, path: str, onwards: str) -> float:
    """How long it took on the wire in milliseconds, or `FAILED` when it was not accepted."""
    begun = time.perf_counter()
    answer = browser.post(path, form)
    took = (time.perf_counter() - begun) * 1000
    return took if answer.status == 302 and onwards in answer.headers.get("location", "") else FAILED


def _insert(browser: Browser) -> float:
    browser.get("/read/1/")
    begun = time.perf_counter()
    answer = browser.get("/write/")
    took = (time.perf_counter() - begun) * 1000
    assert answer.status == 200, "the page beside it has to work"
    return took
