"""From session to actor: who is this, here, with which roles now; and nothing of it in a cache."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from kring.foundation.accounts.membership import person_behind
from kring.foundation.accounts.sessions import IDLE, SessionStore
from kring.foundation.actor import Actor
from kring.foundation.database import context
from kring.foundation.requests import Request

Handler = Callable[[Request], HttpResponse]

SECOND_FACTOR_ROLES = frozenset({"supporter", "coordinator", "administrator"})
SHORT_IDLE = timedelta(minutes=10)
_READING = {"GET", "HEAD"}


def actor(get_response: Handler) -> Handler:
    """
    Replace the public actor by the person behind the session, if there is one, roles read afresh.

    A session of another organisation, or of an account that is nobody here, is as good as none. What belongs
    to a session, or to a form, is never stored by the browser.
    """

    def middleware(request: Request) -> HttpResponse:
        if not hasattr(request, "organisation_id"):
            return get_response(request)
        known = has_session(request)
        if known and request.user.is_authenticated:
            _enter(request)
        response = get_response(request)
        if known or has_session(request) or _has_form(request):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def has_session(request: Request) -> bool:
    """Whether somebody is signed in or came with a code; costs nothing for whoever has no cookie."""
    session = request.session
    return bool(session.session_key) and (SESSION_KEY in session or "trajectory" in session)


def idle_time(who: Actor) -> timedelta:
    """How long this actor may do nothing."""
    return SHORT_IDLE if who.roles & SECOND_FACTOR_ROLES else IDLE


def _enter(request: Request) -> None:
    session = request.session
    assert isinstance(session, SessionStore)
    person = _person(request)
    if person is not None and session.idle_for >= idle_time(person):
        session.flush()
        person = None
    if person is None:
        request.user = AnonymousUser()
        return
    request.actor = person
    context.enter(person)


def _person(request: Request) -> Actor | None:
    if request.session.get("organisation") != str(request.organisation_id):
        return None
    assert request.user.pk is not None
    return person_behind(request.user.pk, request.organisation_id)


def _has_form(request: Request) -> bool:
    """Whether the page holds a token against forgery, so a form, or answers one."""
    return request.method not in _READING or bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))
