"""Choose a language: the only moment at which the language cookie is set."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kring.foundation.door import Who, door


@door(Who.EVERYONE)
@csrf_exempt  # harmless if forged, and so a page without a form of its own needs no cookie at all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the choice and go back to where the person was, never to another site."""
    response = HttpResponseRedirect(_back(request))
    wished = request.POST.get("language", "")
    if wished in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wished,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    own = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if own else "/"
