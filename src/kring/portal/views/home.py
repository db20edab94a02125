"""Home, the circles, and the numbers to call: for everyone, without signing in."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.portal.queries import reading as asked
from kring.portal.queries.addresses import address
from kring.portal.queries.house import house
from kring.ui.frame import OUTSIDE_HELP
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_safe
def home(request: Request) -> HttpResponse:
    """What somebody can do here, and the circle around them. The same for everyone, whatever Kring knows."""
    return render_page(
        request,
        "portal/home.html",
        rings=asked.linked_rings(reverse("portal:circles"), str(request.LANGUAGE_CODE)),
        welcome=house(request.organisation_id).welcome.get(str(request.LANGUAGE_CODE), ""),
        ask_url=address("support:ask"),
        report_url=address("events:report"),
        signpost_url=address("referral:signpost"),
        code_url=address("support:code"),
        sign_in_url="" if request.actor.kind == "web" else address("account_login"),
    )


@door(Who.EVERYONE)
@require_safe
def circles(request: Request) -> HttpResponse:
    """Who stands in each ring, and how to reach them in this organisation."""
    here, language = house(request.organisation_id), str(request.LANGUAGE_CODE)
    return render_page(
        request,
        "portal/circles.html",
        circles=asked.circles(here, local_day(request.organisation_id, request.now), language),
        rings=asked.linked_rings("", language),
        signpost_url=address("referral:signpost"),
        ask_url=address("support:ask"),
    )


@door(Who.EVERYONE)
@require_safe
def numbers(request: Request) -> HttpResponse:
    """Every number there is, large enough to tap with a shaking hand."""
    here = house(request.organisation_id)
    return render_page(request, "portal/numbers.html", house=here, outside=OUTSIDE_HELP)
