"""From session to actor: who is this, in this organisation, with which roles now."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from kring.foundation.actor import Actor
from kring.foundation.database import context
from kring.foundation.keys.lookup import person_tag

Handler = Callable[[HttpRequest], HttpResponse]


def actor(get_response: Handler) -> Handler:
    """Replace the public actor by the person behind the session, if there is one, roles read afresh."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if hasattr(request, "organisation_id") and request.session.session_key and request.user.is_authenticated:
            if person := _person(request):
                request.actor = person  # type: ignore[attr-defined]
                context.enter(person)
        return get_response(request)

    return middleware


def _person(request: HttpRequest) -> Actor | None:
    organisation = request.organisation_id  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("select person_id, roles from private.who(%s, %s)", [request.user.pk, organisation])
        row = cursor.fetchone()
    if row is None:
        return None
    person_id, roles = row
    return Actor("web", organisation, person_id, person_tag(organisation, person_id), frozenset(roles))
