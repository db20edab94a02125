"""When supporters can, which they say themselves, and until when they are trained, which a coordinator says."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline
from kring.supporters import queries
from kring.supporters.actions.set_availability import set_availability
from kring.supporters.actions.set_training import set_training
from kring.supporters.forms import AvailabilityForm, TrainingForm
from kring.supporters.queries import MyAvailability
from kring.ui.pages import render_page


@door(Who.SUPPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
def availability(request: Request) -> HttpResponse:
    """When you can, when you cannot, and the rest you have; a pause needs no reason."""
    mine = queries.mine(request.actor.subject)
    if mine is None:
        raise Http404
    today = local_day(request.organisation_id, request.now)
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


@door(Who.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: Request, supporter_id: UUID) -> HttpResponse:
    """Until when the training of one supporter is valid."""
    card = queries.card(supporter_id)
    if card is None:
        raise Http404
    today = local_day(request.organisation_id, request.now)
    sent = request.POST if request.method == "POST" else None
    form = TrainingForm(sent, today=today, initial={"until": card.trained_until})
    is_me = supporter_id == request.actor.subject
    if form.is_valid() and not is_me:
        until = form.cleaned_data["until"]
        set_training(supporter_id=supporter_id, until=until, by=request.actor, at=request.now)
        messages.success(request, _("Kept."))
        return redirect("portal:team")
    return render_page(
        request,
        "supporters/training.html",
        form=form,
        card=card,
        is_trained=card.trained_until >= today,
        is_me=is_me,
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
