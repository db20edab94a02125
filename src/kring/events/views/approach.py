"""The offering side: what is still to offer, whom to approach, and ticking it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kring.events import queries
from kring.events.actions.hand_over import HandedOver, hand_over
from kring.events.actions.mark_approached import mark_approached
from kring.events.forms import HandOverForm
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.supporters import queries as supporters
from kring.ui.pages import render_page
from kring.ui.paging import sheet_of


@door(Who.COORDINATOR)
@never_cache
@require_safe
def to_offer(request: Request) -> HttpResponse:
    """Events of the last 90 days; those with somebody still to approach stand on top."""
    return render_page(
        request,
        "events/to_offer.html",
        open_offers=sheet_of(queries.open_offers(request.actor, request.now), request, size=15, name="nog"),
        events=sheet_of(queries.event_list(request.actor), request, size=15),
        now=request.now,
    )


@door(Who.COORDINATOR)
@never_cache
@require_safe
def names(request: Request, event_id: UUID) -> HttpResponse:
    """The names of one event. Opening this page stands in the access log."""
    return _names(request, event_id, HandOverForm(supporters=_supporters()))


def _names(request: Request, event_id: UUID, form: HandOverForm) -> HttpResponse:
    page = queries.approach_page(request.actor, event_id, request.now)
    unsure = any(one.unsure for one in page.people)
    return render_page(
        request, "events/names.html", page=page, unsure=unsure, event_id=event_id, form=form, now=request.now
    )


@door(Who.COORDINATOR)
@require_POST
def give(request: Request, event_id: UUID) -> HttpResponse:
    """Hand the names of this event to a supporter."""
    form = HandOverForm(request.POST, supporters=_supporters())
    if not form.is_valid():
        return _names(request, event_id, form)
    chosen = UUID(form.cleaned_data["supporter"])
    done = hand_over(event_id=event_id, supporter_id=chosen, by=request.actor, at=request.now)
    messages.success(request, str(_HANDED_OVER[done]))
    return redirect("events:names", event_id)


@door(Who.COORDINATOR)
@require_POST
def approached(request: Request, event_id: UUID, offer_id: UUID) -> HttpResponse:
    """Tick one; nothing is asked about what was said."""
    mark_approached(offer_id=offer_id, by=request.actor, at=request.now)
    return redirect("events:names", event_id)


@door(Who.SUPPORTER)
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """Whom this supporter approaches. Opening this page stands in the access log."""
    people = queries.handed_to_me(request.actor, request.now)
    unsure = any(one.unsure for one in people)
    return render_page(request, "events/mine.html", people=people, unsure=unsure, now=request.now)


@door(Who.SUPPORTER)
@require_POST
def done(request: Request, offer_id: UUID) -> HttpResponse:
    """Tick one of mine."""
    mark_approached(offer_id=offer_id, by=request.actor, at=request.now)
    return redirect("events:mine")


_HANDED_OVER = {
    HandedOver.TOLD: _lazy("Handed over. The supporter gets a mail without names, and finds them under Today."),
    HandedOver.HAD: _lazy("This supporter has these names already, under Today. There is no new mail."),
    HandedOver.NOBODY: _lazy("There is nobody left to hand over: everyone was approached."),
}


def _supporters() -> list[tuple[UUID, str]]:
    return [(card.id, f"{card.name} · {card.unit_name}".rstrip(" ·")) for card in supporters.cards()]
