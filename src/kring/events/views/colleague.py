"""An offer for a colleague one worries about, and the reminders a manager asks for."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.events.actions.offer_colleague import offer_colleague
from kring.events.actions.remind_team import remind_team, stop_reminding
from kring.events.forms import ForColleagueForm
from kring.foundation.door import Who, door
from kring.foundation.limits import within_budget
from kring.foundation.requests import Request
from kring.ui.pages import render_page

HOUR = 3600
OFFERS_AN_HOUR = 20
TOO_MANY_REQUESTS = 429


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def for_colleague(request: Request) -> HttpResponse:
    """Ask an offer for a colleague. Known, offered before or new: the sender sees the same."""
    form = ForColleagueForm(request.POST or None)
    if not form.is_valid():
        return render_page(request, "events/for_colleague.html", form=form)
    if not within_budget(request, "colleague", OFFERS_AN_HOUR, HOUR):
        return render_page(request, "events/later.html", status=TOO_MANY_REQUESTS)
    offer_colleague(
        name=form.cleaned_data["name"],
        mail=form.cleaned_data["mail"],
        asked_by=form.asked_by,
        site=request.build_absolute_uri("/"),
        by=request.actor,
        at=request.now,
    )
    return redirect("events:for_colleague_done")


@door(Who.EVERYONE)
@require_safe
def for_colleague_done(request: Request) -> HttpResponse:
    """It was sent; nothing that was typed stands here."""
    return render_page(request, "events/for_colleague_done.html")


@door(Who.MANAGER)
@require_POST
def remind(request: Request) -> HttpResponse:
    """Be reminded to ask the team how it goes, or not any more."""
    if "stop" in request.POST:
        stop_reminding(by=request.actor)
    else:
        remind_team(by=request.actor, at=request.now)
    return redirect("portal:my_team")
