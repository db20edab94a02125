"""Ending a session, keeping it, and leaving in a hurry."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from kring.foundation.accounts.middleware import has_session
from kring.foundation.door import Who, door
from kring.foundation.requests import Request

# Not "storage": what somebody keeps on their own device stays theirs (decision 12). Not "cookies": that would sign
# people out of everything under the same domain; our own are deleted by name.
CLEARED = '"cache"'
OWN_COOKIES = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)


@door(Who.EVERYONE)
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session of a login or a code, and clear what the browser holds of it."""
    return _cleared(request, redirect("account_signed_out"))


@door(Who.EVERYONE)
@csrf_exempt  # another site's request comes without the cookie, and a page without a form has no token
@require_POST
def leave(request: Request) -> HttpResponse:
    """The same for whoever is leaving in a hurry: the page is gone already, so there is nothing to show."""
    return _cleared(request, HttpResponse(status=204))


@door(Who.EVERYONE)
@require_GET
def stay(request: Request) -> HttpResponse:
    """Keep the session: that it was asked for is enough. 404 when it is over."""
    return HttpResponse(status=204 if has_session(request) else 404)


@door(Who.EVERYONE)
@require_GET
def signed_out(request: Request) -> HttpResponse:
    """A page that says nothing about who was here or why."""
    return render(request, "account/signed_out.html")


def _cleared(request: Request, response: HttpResponse) -> HttpResponse:
    logout(request)
    response.headers["Clear-Site-Data"] = CLEARED
    for name in OWN_COOKIES:
        response.delete_cookie(name)
    return response
