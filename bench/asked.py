"""
What asking for help goes to: `python -m bench.asked <times>`, one after another in one process, prints JSON.

Medians on the clock of this thread: what others do on the machine counts least there, and waiting not at all.
"""

import io
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import django

django.setup()

from django.middleware.csrf import CsrfViewMiddleware

from bench.asking import HIDDEN, PATH, TYPED
from bench.figures import percentile, rounded
from kring.config.wsgi import application
from kring.foundation.accounts.sessions import SessionStore
from kring.support.actions import ask_for_support
from kring.support.views import asking

PARTS: dict[str, tuple[Any, str]] = {
    "form": (asking, "_plain_form"),
    "attempts": (asking, "within_budget"),
    "keeping": (asking, "ask_for_support"),
    "job": (ask_for_support, "announce"),
    "session": (SessionStore, "save"),
    "token": (CsrfViewMiddleware, "_check_token"),
}
INSIDE = {"job": "keeping"}
"""What is a part of another part."""
WARM = 10


def asked(host: str, times: int) -> dict[str, float]:
    """Milliseconds of each part, of what is around them, and of the whole."""
    found: dict[str, list[float]] = {}
    for at in range(WARM + times):
        cookies, form = _opened(host)
        with _timed() as took:
            begun = time.thread_time()
            status, _headers, _body = _answer(host, "POST", form, cookies)
            took["whole"] = time.thread_time() - begun
        assert status.startswith("302"), status
        for part, outer in INSIDE.items():
            took[outer] -= took[part]
        took["around"] = took["whole"] - sum(took[part] for part in PARTS)
        if at >= WARM:
            for name, seconds in took.items():
                found.setdefault(name, []).append(seconds * 1000)
    return {name: rounded(percentile(all_of_them, 0.5)) for name, all_of_them in found.items()}


@contextmanager
def _timed() -> Iterator[dict[str, float]]:
    """How long each part takes in the block."""
    took, originals = dict.fromkeys(PARTS, 0.0), {part: getattr(*where) for part, where in PARTS.items()}

    def beside(part: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*given: Any, **named: Any) -> Any:
            begun = time.thread_time()
            try:
                return original(*given, **named)
            finally:
                took[part] += time.thread_time() - begun

        return inner

    for part, (owner, name) in PARTS.items():
        setattr(owner, name, beside(part, originals[part]))
    try:
        yield took
    finally:
        for part, (owner, name) in PARTS.items():
            setattr(owner, name, originals[part])


def _opened(host: str) -> tuple[str, bytes]:
    """Open the page of asking; the cookie, and the form as somebody fills it in."""
    _status, headers, body = _answer(host, "GET", b"", "")
    jar: SimpleCookie = SimpleCookie()
    for name, value in headers:
        if name.lower() == "set-cookie":
            jar.load(value)
    form = urlencode({**dict(re.findall(HIDDEN, body.decode())), **TYPED}, doseq=True)
    return "; ".join(f"{name}={one.value}" for name, one in jar.items()), form.encode()


def _answer(host: str, method: str, form: bytes, cookies: str) -> tuple[str, list[tuple[str, str]], bytes]:
    said: list[Any] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": PATH,
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "HTTP_HOST": host,
        "HTTP_COOKIE": cookies,
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(form)),
        "wsgi.input": io.BytesIO(form),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    serve: Any = application
    answer = serve(environ, lambda status, headers, *_rest: said.extend([status, headers]))
    body = b"".join(answer)
    answer.close()
    return said[0], said[1], body


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asked(sys.argv[1], int(sys.argv[2]))))
