"""The side of whoever was there: "I was there" and the offer."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.events import access, queries
from kring.events.actions.answer_offer import answer_offer
from kring.events.actions.erase_offer import erase_offer
from kring.events.domain.asking import Answer
from kring.events.forms import AnswerForm
from kring.foundation.actor import Actor
from kring.foundation.database import context
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import organisation
from kring.guideline import queries as guideline
from kring.ui.frame import HelpNumber
from kring.ui.pages import render_page

GONE = 404


@door(Who.EVERYONE)
@never_cache
@require_safe
def here(request: Request, token: str) -> HttpResponse:
    """Scanned: I was there. Nothing is kept of who looks."""
    event = queries.event_by_here(token, request.actor)
    if event is None:
        return _over(request)
    return render_page(
        request,
        "events/here.html",
        event=event,
        ask_url=f"{reverse('support:ask')}?erbij={token}",
        reading=guideline.reading_page("what_is_normal"),
    )


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: Request, token: str) -> HttpResponse:
    """An offer, for one person. Reading it changes nothing; whatever is answered, the next step is a redirect."""
    guest = _enter(request, token)
    if guest is None:
        return _over(request)
    page = queries.offer_page(guest)
    form = AnswerForm(request.POST or None, choices=page.choices)
    if form.is_valid():
        answer_offer(answer=form.chosen, by=guest, at=request.now)
        if form.chosen is Answer.YES:
            return redirect(f"{reverse('support:ask')}?aanbod={token}")
        return redirect("events:offer", token)
    return render_page(
        request,
        "events/offer.html",
        page=page,
        form=form,
        token=token,
        ask_url=f"{reverse('support:ask')}?aanbod={token}",
        ways=_ways(request),
        later=page.answer is Answer.LATER,
        said_no=page.answer is Answer.NO,
        outside=page.answer is Answer.OUTSIDE,
    )


@door(Who.EVERYONE)
@never_cache
@require_POST
def erase(request: Request, token: str) -> HttpResponse:
    """Erase what is kept for this offer, at once. An unknown link gets the same page."""
    guest = _enter(request, token)
    if guest is not None:
        erase_offer(by=guest)
    return render_page(request, "events/erased.html")


def _enter(request: Request, token: str) -> Actor | None:
    guest = access.holder(request.actor, "answer_by_link", token)
    if guest is not None:
        context.enter(guest)
    return guest


def _ways(request: Request) -> list[HelpNumber]:
    """Whom one can call outside the colleagues, as far as this organisation has a number."""
    here = organisation(request.organisation_id)
    known = (
        (_("Help from outside your work"), here.outside_help),
        (_("Occupational physician or social worker"), here.occupational_health),
        (_("Confidential adviser"), here.confidential_adviser),
    )
    return [HelpNumber(label, phone) for label, phone in known if phone]


def _over(request: Request) -> HttpResponse:
    return render_page(request, "events/over.html", status=GONE, ask_url=reverse("support:ask"))
