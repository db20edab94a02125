"""
The door of every page: each view says who may come in, and a view that does not say is not served.

Rows are guarded by `access.py` and the database; the door only decides on kinds of people, so that forgetting it
cannot open anything.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from kring.foundation.actor import Actor
from kring.foundation.database import context
from kring.foundation.database.middleware import roll_back
from kring.foundation.decision import NotAllowed
from kring.foundation.requests import Request

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Who(Enum):
    """Kinds of people a page is for."""

    EVERYONE = "everyone"
    MINE = "whoever is supported: signed in, or with a code"
    SIGNED_IN = "signed in"
    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"
    KEEPER = "whoever keeps the signpost up to date"
    DEMO = "only in the demo"


_OTHERS = ("allauth.", "django.views.static", "django.contrib.staticfiles")
_BY_ROLE: dict[Who, frozenset[str]] = {
    **{who: frozenset({who.value}) for who in (Who.SUPPORTER, Who.COORDINATOR, Who.MANAGER, Who.TRAINER)},
    Who.ADMINISTRATOR: frozenset({"administrator"}),
    Who.KEEPER: frozenset({"coordinator", "administrator", "adviser", "occupational"}),
}
_SECOND_FACTOR = {Who.SUPPORTER, Who.COORDINATOR, Who.ADMINISTRATOR, Who.KEEPER}


def door(who: Who) -> Callable[[View], View]:
    """Say whom a view is for."""

    def mark(view: View) -> View:
        view.door = who  # type: ignore[attr-defined]
        return view

    return mark


class Door:
    """Middleware: refuses views without a door, and people who are not meant."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Request, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer instead of the view where the door stays closed."""
        who = getattr(view, "door", None)
        if who is None:
            if getattr(view, "without_organisation", False) or view.__module__.startswith(_OTHERS):
                return None
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} does not say whom it is for")
        return self._answer(request, who)

    def process_exception(self, request: Request, problem: Exception) -> None:
        """A refusal is answered like something that does not exist; nothing written remains."""
        roll_back(request)
        if isinstance(problem, NotAllowed):
            raise Http404 from problem

    def _answer(self, request: Request, who: Who) -> HttpResponse | None:
        actor = request.actor
        if who is Who.EVERYONE:
            return None
        if who is Who.DEMO:
            return None if settings.KRING_DEMO else _missing()
        if who is Who.MINE:
            return self._mine(request, actor)
        if actor.kind != "web":
            return redirect(f"{reverse('account_login')}?next={request.path}")
        if who in _BY_ROLE and not actor.roles & _BY_ROLE[who]:
            return _missing()
        return _second_factor(request) if who in _SECOND_FACTOR else None

    def _mine(self, request: Request, actor: Actor) -> HttpResponse | None:
        """The code's own context where there is one; otherwise the person's."""
        if held := held_by_code(request):
            request.actor = held
            context.enter(held)
            return None
        if actor.kind == "web":
            return None
        return redirect("support:code")


def held_by_code(request: Request) -> Actor | None:
    """Whoever came with a code, or just got one, as long as this session lasts."""
    trajectory = request.session.get("trajectory")
    return Actor("code", request.organisation_id, subject=UUID(trajectory)) if trajectory else None


def _missing() -> HttpResponse:
    raise Http404


def _second_factor(request: Request) -> HttpResponse | None:
    """Supporters and coordinators sign in with a second factor; without one they are asked to make it first."""
    if request.session.get("second_factor"):
        return None
    return HttpResponseRedirect(reverse("mfa_index"))
