"""One transaction around the whole request, with its context inside (decision 25)."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

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
        if request.path_info in standing_alone():
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


@cache
def standing_alone() -> frozenset[str]:
    """Addresses of the views that are marked so; there are few, and none has anything of the page asked for in it."""
    return frozenset(_alone(get_resolver().url_patterns, "/"))


def _alone(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _alone(pattern.url_patterns, address)
        elif getattr(pattern.callback, "without_organisation", False):
            yield address


def roll_back(request: Request) -> None:
    """Ask that nothing this request wrote remains."""
    request.roll_back = True
