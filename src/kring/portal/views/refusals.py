"""What people see when something is refused or fails: a clear sentence, and nothing they entered is lost."""

import sys

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache

from kring.foundation.database.reach import is_out_of_reach
from kring.ui.language import chosen

NEVER_SHOWN = ("password", "csrfmiddlewaretoken")
AGAIN_SECONDS = 5


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    The form came from a page that was open too long, or from elsewhere.

    What was typed here can be sent again with one tap; what comes from elsewhere is not repeated.
    """
    typed = _typed(request) if _came_from_here(request) else ()
    return render(request, "403_csrf.html", {"typed": typed, "action": request.get_full_path()}, status=403)


@never_cache
def failed(request: HttpRequest) -> HttpResponse:
    """
    Something broke (500), or the database cannot be reached for a moment (503), as while a standby takes over.

    Django calls it for an exception that nobody caught. After a 503 what was typed can be sent again with one tap;
    a request for a colleague that arrived after all is known by the token of its form.
    """
    with translation.override(chosen(request)):
        if not is_out_of_reach(sys.exc_info()[1]):
            return render(None, "500.html", status=500)
        # The failure may have come before the cookie against forgery was read.
        CsrfViewMiddleware(failed).process_request(request)
        held = {"typed": _repeatable(request), "action": request.get_full_path()}
        response = render(request, "503.html", held, status=503)
    response.headers["Retry-After"] = str(AGAIN_SECONDS)
    return response


def _repeatable(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    if request.method != "POST" or request.FILES or not _came_from_here(request):
        return ()
    return _typed(request)


def _came_from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _typed(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The fields of the form; nothing at all of a form with a password, which is typed again."""
    if any(NEVER_SHOWN[0] in name for name in request.POST):
        return ()
    return tuple(
        (name, str(value)) for name, values in request.POST.lists() if name not in NEVER_SHOWN for value in values
    )
