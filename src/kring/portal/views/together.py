"""Open a card together because of acute danger: a coordinator asks, a second one confirms (decision 8)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kring.foundation.accounts.proof import with_fresh_proof
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.portal.forms import TogetherForm
from kring.portal.queries import together as asked
from kring.portal.queries.house import house
from kring.support.actions import NotNow
from kring.support.actions.call_along import put_away
from kring.support.actions.open_together import (
    Danger,
    NobodyByTheseWords,
    TooFewToOpen,
    ask_to_open,
    confirm_opening,
)
from kring.ui.pages import render_page


@door(Who.COORDINATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: Request) -> HttpResponse:
    """What supporters ask to look along with, what waits for a second person, and asking for one."""
    form = TogetherForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _asks(request, form):
        return redirect("portal:together")
    here = house(request.organisation_id)
    page = asked.page(request.actor, here, request.now)
    return render_page(request, "portal/together.html", page=page, form=form, here=here)


def _asks(request: Request, form: TogetherForm) -> bool:
    words, reason = form.cleaned_data["spoken_name"], Danger(form.cleaned_data["reason"])
    try:
        ask_to_open(spoken_name=words, reason=reason, by=request.actor, at=request.now)
    except NobodyByTheseWords:
        form.add_error("spoken_name", _("No conversations go by these two words, or you stand outside them."))
        return False
    except TooFewToOpen:
        form.add_error(
            None, _("There is no second coordinator for this colleague. Call 112, or the on-call physician.")
        )
        return False
    except NotNow:
        messages.info(request, _("This was asked already. A second coordinator can confirm it."))
        return True
    messages.success(request, _("Now call the other coordinator. Nothing is open until somebody else confirms."))
    return True


@door(Who.COORDINATOR)
@with_fresh_proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: Request, opening_id: UUID) -> HttpResponse:
    """Confirm as the second person; after that the card, for the two, for an hour."""
    if request.method == "POST":
        try:
            confirm_opening(reveal_id=opening_id, by=request.actor, at=request.now)
        except NotNow:
            messages.info(request, _("Meanwhile these conversations stopped. There is no card any more."))
            return redirect("portal:together")
        return redirect("portal:second", opening_id)
    opening, card = asked.opened(request.actor, opening_id, request.now)
    return render_page(request, "portal/second.html", opening=opening, card=card)


@door(Who.COORDINATOR)
@require_POST
def done(request: Request, item_id: UUID) -> HttpResponse:
    """Looked along, or told."""
    put_away(work_item_id=item_id, by=request.actor, at=request.now)
    messages.success(request, _("Done. It is off the list."))
    return redirect("portal:together")
