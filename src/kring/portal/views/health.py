"""Whether this installation can work: database and queue."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` only when the database answers and a worker was alive in the last two minutes."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "select exists(select from procrastinate_workers where last_heartbeat > now() - interval '2 minutes')"
            )
            (alive,) = cursor.fetchone()
    except Error:
        return HttpResponse("database", status=503, content_type="text/plain")
    if not alive:
        return HttpResponse("queue", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


healthz.without_organisation = True  # type: ignore[attr-defined]
