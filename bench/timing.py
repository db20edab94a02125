"""Time and queries of each request, measured inside the web server and told in a header. Only the bench has it."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import psycopg

HEADER = "X-Bench"
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_here = threading.local()


def _count(name: str) -> None:
    """Count each statement that goes to the database, also those that do not go by Django."""
    original = getattr(psycopg.Cursor, name)

    def counted(self: Any, *given: Any, **named: Any) -> Any:
        _here.queries = getattr(_here, "queries", 0) + 1
        return original(self, *given, **named)

    setattr(psycopg.Cursor, name, counted)


def measured(application: Application) -> Application:
    """The same application; each answer says how many microseconds, and of the processor, and queries it took."""
    _count("execute")
    _count("executemany")

    def inner(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said[:] = [status, headers, *rest]
            return lambda _: None

        _here.queries = 0
        begun, worked = time.perf_counter(), time.thread_time()
        answer = application(environ, start)
        body = b"".join(answer)
        took, cpu = int((time.perf_counter() - begun) * 1e6), int((time.thread_time() - worked) * 1e6)
        if close := getattr(answer, "close", None):
            close()
        status, headers, *rest = said
        start_response(status, [*headers, (HEADER, f"{took} {cpu} {_here.queries}")], *rest)
        return [body]

    return inner
