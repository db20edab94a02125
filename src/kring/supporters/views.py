"""The page on which supporters say when they can."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.supporters import queries
from kring.supporters.actions.set_availability import set_availability
from kring.supporters.forms import AvailabilityForm
from kring.supporters.queries import MyAvailability
from kring.ui.pages import render_page


@door(Who.SUPPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
def availability(request: Request) -> HttpResponse:
    """When you can, when you cannot, and the rest you have; a pause needs no reason."""
    mine = queries.mine(request.actor.subject)
    if mine is None:
        raise Http404
    today = queries.local_day(request.organisation_id, request.now)
    sent = request.POST if request.method == "POST" else None
    form = AvailabilityForm(sent, today=today, initial=_known(mine, today))
    if form.is_valid():
        set_availability(supporter_id=request.actor.subject, by=request.actor, at=request.now, **form.cleaned_data)
        messages.success(request, _("Kept. Thank you for saying when you can."))
        return redirect("supporters:availability")
    return render_page(
        request,
        "supporters/availability.html",
        form=form,
        mine=mine,
        is_paused=mine.paused_until is not None and mine.paused_until >= today,
        is_cooling=mine.cools_down_until is not None and mine.cools_down_until >= today,
        is_trained=mine.trained_until >= today,
        care=guideline.card("supporter_care"),
    )


def _known(mine: MyAvailability, today: date) -> dict[str, Any]:
    """The form as it stands; a pause that is over is none."""
    paused = mine.paused_until if mine.paused_until and mine.paused_until >= today else None
    return {
        "can_now": "yes" if mine.can_now else "no",
        "windows": mine.windows,
        "languages": mine.languages,
        "paused_until": paused,
    }
