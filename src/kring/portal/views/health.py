"""Whether this installation can work: database, queue, and no backup that is being restored."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` only when the database answers, its door is open and a worker was alive in the last two minutes."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select has_schema_privilege('private', 'usage')")
            (is_open,) = cursor.fetchone()
            if not is_open:
                return HttpResponse("restoring", status=503, content_type="text/plain")
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
