"""Is it alive, is it ready, is it well, and the figures. For machines that watch; nobody signs in for these."""

import hmac
from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from kring.foundation.watch import figures

View = Callable[[HttpRequest], HttpResponse]
BEARER = "Bearer "
_OPEN = "select has_schema_privilege('private', 'usage')"
_WRITABLE = "select not pg_is_in_recovery()"
_ON_TIME = "select private.clock_behind() < 600"
_ALIVE = "select exists(select from procrastinate_workers where last_heartbeat > now() - interval '2 minutes')"


def apart(view: View) -> View:
    """A view without organisation, session or door; what it says is never kept."""
    never = never_cache(view)
    never.without_organisation = True  # type: ignore[attr-defined]
    return never


@apart
def live(request: HttpRequest) -> HttpResponse:
    """`ok` as long as this process answers; when it does not, start it again."""
    return _say("ok")


@apart
def ready(request: HttpRequest) -> HttpResponse:
    """`ok` when this process can serve people: the database can be written, and no backup is being restored."""
    return _say(_serving())


@apart
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` only when the installation as a whole works: database, its clock, and worker."""
    serving = _serving()
    if serving == "ok" and not _asked(_ALIVE):
        return _say("queue")
    return _say("clock" if serving == "ok" and not _asked(_ON_TIME) else serving)


@apart
def technical(request: HttpRequest) -> HttpResponse:
    """The figures, for whoever holds the token; without a token in the settings they do not exist."""
    token: str = settings.KRING_FIGURES_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"{BEARER}{token}".encode()):
        raise Http404
    return HttpResponse(figures.page(), content_type=figures.CONTENT_TYPE)


def _serving() -> str:
    if not _asked(_WRITABLE):
        return "database"
    return "ok" if _asked(_OPEN) else "restoring"


def _asked(sql: str) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return bool(cursor.fetchone()[0])
    except Error:
        return False


def _say(word: str) -> HttpResponse:
    return HttpResponse(word, status=200 if word == "ok" else 503, content_type="text/plain")
