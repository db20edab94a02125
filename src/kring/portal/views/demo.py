"""
The demonstration: become somebody of the cast with one tap, and read the mail that would have gone out.

Outside the demonstration these addresses do not exist (decision 33).
"""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kring.foundation.accounts.membership import person_behind
from kring.foundation.accounts.models import Account
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.portal import access
from kring.portal.queries import demo as asked
from kring.portal.queries.house import house
from kring.ui.pages import render_page


@door(Who.DEMO)
@require_safe
def cast(request: Request) -> HttpResponse:
    """:raises Http404: outside the demonstration"""
    _only_in_demo(request)
    here = house(request.organisation_id)
    people, elsewhere = asked.cast(here.host, str(request.LANGUAGE_CODE))
    return render_page(request, "portal/demo.html", people=people, elsewhere=elsewhere, port=request.get_port())


@door(Who.DEMO)
@require_POST
def become(request: Request, key: str) -> HttpResponse:
    """
    Sign in as somebody of the cast.

    :raises Http404: outside the demonstration, or for anybody who is not in the cast of this organisation
    """
    _only_in_demo(request)
    somebody = asked.somebody(house(request.organisation_id).host, key)
    account = Account.objects.filter(pk=somebody.account_id, is_active=True).first() if somebody else None
    if account is None:
        raise Http404
    request.session.flush()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["organisation"] = str(request.organisation_id)
    request.session["second_factor"] = True
    return redirect(_first_page(account, request))


@door(Who.DEMO)
@require_safe
def mail(request: Request) -> HttpResponse:
    """:raises Http404: outside the demonstration"""
    _only_in_demo(request)
    hosts = asked.hosts() | {house(request.organisation_id).host, request.get_host().rsplit(":", 1)[0]}
    return render_page(request, "portal/demo_mail.html", letters=asked.letters(hosts, request.get_port()))


def _first_page(account: Account, request: Request) -> str:
    """Where this role has something to do."""
    somebody = person_behind(account.pk, request.organisation_id)
    places = {
        "coordinator": "portal:overview",
        "supporter": "support:today",
        "manager": "portal:my_team",
        "trainer": "portal:my_trainees",
    }
    held = (page for role, page in places.items() if somebody and somebody.has(role))
    return next(held, "portal:home")


def _only_in_demo(request: Request) -> None:
    if not access.is_demo(house(request.organisation_id).is_demo):
        raise Http404
