"""Counts every answer, and writes one line about it where that is asked for. Outermost, so that all time counts."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kring.foundation.door import Who
from kring.foundation.watch.figures import tally

log = logging.getLogger("kring.requests")
Handler = Callable[[HttpRequest], HttpResponse]

# Pages of work. Of all others, where people ask, read and are supported, a line names no page at all.
NAMED = frozenset({Who.SUPPORTER, Who.COORDINATOR, Who.MANAGER, Who.TRAINER, Who.ADMINISTRATOR})
STEP = 50
"""Milliseconds; rounded up, so that the time of an answer does not tell which page it was."""


def watch(get_response: Handler) -> Handler:
    """Count, and log one line per answer if the settings ask for it."""
    counts = tally()

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        response = get_response(request)
        seconds = time.monotonic() - started
        view = getattr(getattr(request, "resolver_match", None), "func", None)
        if getattr(view, "without_organisation", False):
            return response  # who watches is not counted
        counts.count(seconds, response.status_code)
        if settings.KRING_REQUEST_LOG:
            log.info("answered", extra={"said": line(request.path, view, response.status_code, seconds)})
        return response

    return middleware


def line(path: str, view: object, status: int, seconds: float) -> dict[str, str | int]:
    """
    What is said of one answer: no address, no browser, no query, no method, nothing of what was typed.

    :param view: its door says whether the first part of the path may be named
    """
    here = path.split("/")[1] if getattr(view, "door", None) in NAMED else "page"
    milliseconds = int(seconds * 1000)
    return {
        "page": here,
        "outcome": "ok" if status < 400 else status,
        "within_ms": milliseconds + -milliseconds % STEP,
    }
