"""Let it be known: the form, the own way, and the reporter's page."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kring.events import access, queries
from kring.events.actions.name_colleagues import TooManyNamed, name_colleagues
from kring.events.actions.report_event import Report, TokenTaken, report_event
from kring.events.forms import ReportForm, Rows, when_chosen
from kring.events.wording import OUTSIDE_THE_ORGANISATION
from kring.foundation.actor import Actor
from kring.foundation.database import context
from kring.foundation.decision import NotAllowed
from kring.foundation.door import Who, door
from kring.foundation.limits import within_budget
from kring.foundation.qr import square_for
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import organisation
from kring.guideline import queries as guideline
from kring.people import queries as people
from kring.ui.frame import HelpNumber
from kring.ui.pages import UNPROCESSABLE, render_page

LISTED = 150
"""Units that a browser gets to complete a name from (K)."""
HOUR = 3600
REPORTS_AN_HOUR = 30
NAMINGS_AN_HOUR = 60
TOO_MANY_REQUESTS = 429


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request) -> HttpResponse:
    """Something happened: about one minute, without signing in."""
    if guideline.goes_its_own_way(request.POST.get("kind", ""), request.organisation_id):
        return redirect("events:own_way")
    form = _report_form(request)
    if not form.is_valid():
        return render_page(request, "events/report.html", form=form)
    if not within_budget(request, "report", REPORTS_AN_HOUR, HOUR):
        return render_page(request, "events/later.html", status=TOO_MANY_REQUESTS)
    token = form.cleaned_data["token"]
    try:
        report_event(report=_typed(form), form_token=token, by=request.actor, at=request.now)
    except TokenTaken:
        form.add_error(None, _("Open this page again and fill it in once more."))
        return render_page(request, "events/report.html", form=form)
    return redirect("events:event", token)


def _report_form(request: Request) -> ReportForm:
    """In a large house the units stay here: Kring looks up what was typed, and asks which one is meant."""
    few = people.number_of_units() <= LISTED
    places = queries.places() if few or request.POST else ()
    return ReportForm(request.POST or None, places=places, of=request.organisation_id, lists_places=few)


@door(Who.EVERYONE)
@require_safe
def own_way(request: Request) -> HttpResponse:
    """Unwanted behaviour by a colleague or manager: nothing is kept, the confidential adviser comes first."""
    here = organisation(request.organisation_id)
    return render_page(
        request,
        "events/own_way.html",
        card=guideline.card("own_way"),
        adviser_does=guideline.card("confidential_adviser"),
        outside=OUTSIDE_THE_ORGANISATION,
        adviser=HelpNumber("", here.confidential_adviser),
        ask_url=f"{reverse('support:ask')}?weg=elders",
    )


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: Request, token: str) -> HttpResponse:
    """The reporter's page: what was typed, colleagues to name, the square to scan. Never an answer."""
    guest = _enter(request, token)
    rows = Rows(request.POST or None)
    if colleagues := rows.colleagues():
        if not within_budget(request, "name", NAMINGS_AN_HOUR, HOUR):
            return render_page(request, "events/later.html", status=TOO_MANY_REQUESTS)
        try:
            site = request.build_absolute_uri("/")
            name_colleagues(colleagues=colleagues, site=site, by=guest, at=request.now)
        except TooManyNamed:
            rows.refuse()
        else:
            return redirect("events:event", token)
    page = queries.event_page(guest, request.now)
    return render_page(
        request,
        "events/event.html",
        status=UNPROCESSABLE if rows.errors else 200,
        page=page,
        rows=rows,
        token=token,
        here_url=_here_url(request, token),
        square=square_for(_here_url(request, token)),
        manages=request.actor.has("manager"),
    )


@door(Who.EVERYONE)
@never_cache
@require_safe
def poster(request: Request, token: str) -> HttpResponse:
    """The square on a sheet of paper, for the wall of the coffee room."""
    page = queries.event_page(_enter(request, token), request.now)
    here_url = _here_url(request, token)
    return render_page(
        request, "events/poster.html", page=page, token=token, here_url=here_url, square=square_for(here_url)
    )


def _enter(request: Request, token: str) -> Actor:
    guest = access.holder(request.actor, "event_by_page", token)
    if guest is None:
        raise NotAllowed(queries.NOTHING)
    context.enter(guest)
    return guest


def _here_url(request: Request, token: str) -> str:
    return request.build_absolute_uri(reverse("events:here", args=[access.here_token(token)]))


def _typed(form: ReportForm) -> Report:
    place = form.cleaned_data["place"]
    return Report(
        kind=form.cleaned_data["kind"],
        criteria=tuple(form.cleaned_data["criteria"]),
        when=when_chosen(form),
        unit_id=place.id if place else None,
        unit_name=place.name if place else "",
        reporter=form.cleaned_data["reporter"],
    )
