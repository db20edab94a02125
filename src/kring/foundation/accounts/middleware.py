"""From session to actor: who is this, in this organisation, with which roles now."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpResponse

from kring.foundation.actor import Actor
from kring.foundation.database import context
from kring.foundation.keys.lookup import person_tag
from kring.foundation.requests import Request

Handler = Callable[[Request], HttpResponse]


def actor(get_response: Handler) -> Handler:
    """Replace the public actor by the person behind the session, if there is one, roles read afresh."""

    def middleware(request: Request) -> HttpResponse:
        if (
            hasattr(request, "organisation_id")
            and request.session.session_key
            and request.user.is_authenticated
        ):
            if person := _person(request):
                request.actor = person
                context.enter(person)
        return get_response(request)

    return middleware


def _person(request: Request) -> Actor | None:
    organisation = request.organisation_id
    with connection.cursor() as cursor:
        cursor.execute("select person_id, roles from private.who(%s, %s)", [request.user.pk, organisation])
        row = cursor.fetchone()
    if row is None:
        return None
    person_id, roles = row
    return Actor("web", organisation, person_id, person_tag(organisation, person_id), frozenset(roles))
