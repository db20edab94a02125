"""The coordinator's pages. They name nobody who is supported, except on a card that was opened on purpose."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.portal.domain.due import part_of_day
from kring.portal.forms import AskForm, TakeOverForm
from kring.portal.queries import coordination as asked
from kring.portal.queries.addresses import address
from kring.portal.queries.house import house
from kring.portal.wording import GREETINGS
from kring.support import queries as support
from kring.support.actions import NotNow
from kring.support.actions.assign_supporter import search_on, take_over
from kring.ui.pages import render_page
from kring.ui.paging import sheet_of

SHOWN_AT_ONCE = 15


@door(Who.COORDINATOR)
@require_safe
def overview(request: Request) -> HttpResponse:
    """What asks for attention now; what is done is gone."""
    here = house(request.organisation_id)
    found = asked.overview(request.actor, here, request.now, str(request.LANGUAGE_CODE))
    return render_page(
        request,
        "portal/overview.html",
        greeting=GREETINGS[part_of_day(request.now.astimezone(here.zone).time())],
        overview=found,
        work=sheet_of(found.work, request, size=SHOWN_AT_ONCE),
        heard=tuple(
            (line.told(str(request.LANGUAGE_CODE)), line.ends_on)
            for line in support.heard(request.actor, "coordinator", request.now)
        ),
        offers_url=address("events:to_offer"),
    )


@door(Who.COORDINATOR)
@require_safe
def requests(request: Request) -> HttpResponse:
    """Requests that nobody said yes to."""
    here = house(request.organisation_id)
    lines = asked.request_lines(request.actor, here, request.now, str(request.LANGUAGE_CODE))
    return render_page(request, "portal/requests.html", lines=lines)


@door(Who.COORDINATOR)
@require_safe
def one_request(request: Request, request_id: UUID) -> HttpResponse:
    """One request, its card closed, and who could be asked."""
    here = house(request.organisation_id)
    page = asked.request_page(request.actor, request_id, here, request.now, str(request.LANGUAGE_CODE))
    return render_page(request, "portal/request.html", page=page)


@door(Who.COORDINATOR)
@require_safe
def opened_request(request: Request, request_id: UUID) -> HttpResponse:
    """The same with the card open; the log keeps that."""
    here = house(request.organisation_id)
    page = asked.opened_page(request.actor, request_id, here, request.now, str(request.LANGUAGE_CODE))
    return render_page(request, "portal/request.html", page=page)


@door(Who.COORDINATOR)
@require_POST
def ask(request: Request, request_id: UUID) -> HttpResponse:
    """Let Kring search on, or ask one supporter first."""
    form = AskForm(request.POST)
    if not form.is_valid():
        raise Http404
    choice = form.cleaned_data["supporter"]
    search_on(trajectory_id=request_id, choice=choice, by=request.actor, at=request.now)
    messages.success(
        request,
        _("Kring asks this colleague first. If that does not work out, Kring asks somebody else.")
        if choice
        else _("Kring searches on."),
    )
    return redirect("portal:requests")


@door(Who.COORDINATOR)
def overdue(request: Request, item_id: UUID) -> HttpResponse:
    """Take over what lies still: first what it means and a closed reason, then doing it."""
    here = house(request.organisation_id)
    item = asked.overdue_item(request.actor, item_id, here, request.now)
    form = TakeOverForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_page(request, "portal/overdue.html", item=item, form=form)
    reason = form.cleaned_data["reason"]
    try:
        taken = take_over(work_item_id=item_id, reason=reason, by=request.actor, at=request.now)
    except NotNow:
        messages.info(request, _("Meanwhile this went on by itself."))
        return redirect("portal:overview")
    messages.success(request, _("You took this over. The log keeps that you did, and why."))
    return redirect("portal:request", taken)


@door(Who.COORDINATOR)
@require_safe
def team(request: Request) -> HttpResponse:
    """Who there is per craft, and who can now; of many, the names of one craft at a time."""
    here = house(request.organisation_id)
    crafts = asked.team(request.actor, here, request.now, str(request.LANGUAGE_CODE))
    small = sum(len(craft.people) for craft in crafts) <= SHOWN_AT_ONCE
    chosen = next((craft for craft in crafts if craft.craft.key == request.GET.get("vak")), None)
    names = sheet_of(chosen.people, request) if chosen and not small else None
    return render_page(request, "portal/team.html", crafts=crafts, small=small, chosen=chosen, names=names)
