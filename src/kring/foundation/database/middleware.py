"""One transaction around the whole request, with its context inside (decision 25)."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.urls.exceptions import Resolver404

from kring.foundation.actor import Actor
from kring.foundation.database import context
from kring.foundation.requests import Request
from kring.foundation.tenancy import hosts

Handler = Callable[[Request], HttpResponse]


def one_transaction(get_response: Handler) -> Handler:
    """
    Open a transaction, find the organisation by host name, and set the public context.

    The actor's own context follows when the session is known. A view marked `without_organisation` (the health
    check) is answered outside. On a status of 500 and above, or an exception, nothing remains.
    """

    def middleware(request: Request) -> HttpResponse:
        if _stands_alone(request):
            return get_response(request)
        with transaction.atomic(durable=True):
            organisation = hosts.organisation_for(request.get_host())
            if organisation is None:
                return HttpResponse(status=404)
            request.organisation_id = organisation
            actor = Actor("public", organisation)
            request.actor = actor
            request.now = context.enter(actor)
            response = get_response(request)
            if response.status_code >= 500 or getattr(request, "roll_back", False):
                transaction.set_rollback(True)
        return response

    return middleware


def _stands_alone(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except (Resolver404, Http404):
        return False
    return bool(getattr(match.func, "without_organisation", False))


def roll_back(request: Request) -> None:
    """Ask that nothing this request wrote remains."""
    request.roll_back = True
