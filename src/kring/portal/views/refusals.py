"""What people see when something is refused: a clear sentence, and nothing they entered is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

NEVER_SHOWN = ("password", "csrfmiddlewaretoken")


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    The form came from a page that was open too long, or from elsewhere.

    What was typed here can be sent again with one tap; what comes from elsewhere is not repeated.
    """
    typed = _typed(request) if _came_from_here(request) else ()
    return render(request, "403_csrf.html", {"typed": typed, "action": request.get_full_path()}, status=403)


def _came_from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _typed(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The fields of the form; nothing at all of a form with a password, which is typed again."""
    if any(NEVER_SHOWN[0] in name for name in request.POST):
        return ()
    return tuple(
        (name, str(value)) for name, values in request.POST.lists() if name not in NEVER_SHOWN for value in values
    )
