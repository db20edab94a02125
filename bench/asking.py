"""Asking for help, eight at once, beside eight at once who insert one row with a bare page; not one error."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench.data import cast_of
from bench.figures import percentile, rounded
from bench.place import Place
from bench.serving import WORKERS, Browser, Served, both

AT_ONCE = 8
PATH = "/praten/"
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?')


def asking(place: Place, *, each: int) -> dict[str, Any]:
    """Eight people at once send so many requests each; and as many rows are inserted, in turn with them."""
    with psycopg.connect(place.superuser, autocommit=True) as connection:
        connection.execute("truncate private.attempt")  # one address asks as often here as a hospital does in a day
    with both(place, workers=1 if each == 1 else WORKERS) as (kring, bare):
        host = cast_of(place)["host"]
        _round(kring, host, bare, min(each, 2))
        took, rows, errors = [], [], 0
        for _ in range(each):
            asked, kept, wrong = _round(kring, host, bare, 1)
            took += asked
            rows += kept
            errors += wrong
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
    }


def _round(kring: Served, host: str, bare: Served, each: int) -> tuple[list[float], list[float], int]:
    """Forms are fetched beforehand: what counts is the sending."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        ready = list(people.map(lambda _: [_form(kring.browser(host)) for _ in range(each)], range(AT_ONCE)))
        asked = list(people.map(lambda forms: [_ask(*one) for one in forms], ready))
        kept = list(people.map(lambda _: _insert(bare.browser(), each), range(AT_ONCE)))
    times = [took for one in asked for took in one]
    return [took for took in times if took >= 0], [took for one in kept for took in one], times.count(-1.0)


def _form(browser: Browser) -> tuple[Browser, str]:
    page = browser.get(PATH)
    hidden = dict(_HIDDEN.findall(page.body.decode()))
    typed = {"name": "Lotte", "channel": "call", "address": "06 12345678", "windows": ["day", "evening"]}
    return browser, urlencode({**hidden, **typed}, doseq=True)


def _ask(browser: Browser, form: str) -> float:
    """How long it took on the wire in milliseconds, or -1 when it was not accepted."""
    begun = time.perf_counter()
    answer = browser.post(PATH, form)
    took = (time.perf_counter() - begun) * 1000
    return took if answer.status == 302 and "/praten/code/" in answer.headers.get("location", "") else -1.0


def _insert(browser: Browser, each: int) -> list[float]:
    times = []
    browser.get("/read/1/")
    for _ in range(each):
        begun = time.perf_counter()
        browser.get("/write/")
        times.append((time.perf_counter() - begun) * 1000)
    return times
