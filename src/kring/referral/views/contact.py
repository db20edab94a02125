"""A request to be called back: sent by whoever wants that, followed with a code, taken over by the provider."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kring.foundation.actor import Actor
from kring.foundation.database.context import for_a_moment
from kring.foundation.door import Who, door
from kring.foundation.limits import within_budget
from kring.foundation.reach import link_to
from kring.foundation.requests import Request
from kring.referral import access
from kring.referral.actions.ask_contact import ask_contact
from kring.referral.actions.draw_code import draw_code
from kring.referral.actions.end_contact import take_back, take_over
from kring.referral.forms.visiting import CodeForm, ContactForm, DrawForm
from kring.referral.queries import contact as asked
from kring.referral.views.visiting import card_of
from kring.referral.wording import CHANNELS, STATES, WINDOWS
from kring.ui.pages import render_page

HOUR = 3600
ASKED_AN_HOUR, LOOKED_AN_HOUR, DRAWN_IN_TWO_HOURS = 20, 100, 10
TOO_MANY_REQUESTS = 429


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, provider_id: UUID) -> HttpResponse:
    """
    Ask to be called back. The code stands on the answer and nowhere else.

    :raises Http404: if nobody takes requests here
    """
    card = card_of(request, provider_id)
    if not card.takes_requests:
        raise Http404
    form = ContactForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_page(request, "referral/ask.html", card=card, form=form)
    if not within_budget(request, "contact", ASKED_AN_HOUR, HOUR):
        return _too_many(request, card.phone)
    code = ask_contact(
        provider_id=card.id,
        caller=form.caller,
        form_token=form.cleaned_data["token"],
        by=request.actor,
        at=request.now,
    )
    return render_page(request, "referral/asked.html", card=card, code=code)


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: Request) -> HttpResponse:
    """How a request is, by its code; the code stands in no address. With `erase` it is taken back."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_page(request, "referral/follow.html", form=form)
    if not within_budget(request, "contact-code", LOOKED_AN_HOUR, HOUR):
        return _too_many(request, "")
    guest = access.holder(request.actor, "contact_by_code", form.cleaned_data["code"])
    if guest is None:
        return render_page(request, "referral/follow.html", form=form, is_gone=True)
    with for_a_moment(guest, back_to=request.actor):
        if "erase" in request.POST:
            take_back(by=guest)
            messages.success(request, _("It is erased. If the message left already, there was no name in it."))
            return redirect("referral:signpost")
        found = asked.followed(guest)
    if found is None:
        return render_page(request, "referral/follow.html", form=form, is_gone=True)
    title, text = STATES[found.state]
    return render_page(
        request, "referral/followed.html", found=found, title=title, text=text, code=form.cleaned_data["code"]
    )


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """
    Behind the link in a provider's mail. Only a button shows the name, and only a button takes it over.

    Filters that follow every link in a mail press no buttons.
    """
    if not within_budget(request, "contact-link", LOOKED_AN_HOUR, HOUR):
        return _too_many(request, "")
    guest = access.holder(request.actor, "contact_by_link", token)
    if guest is None:
        return render_page(request, "referral/take_over.html", caller=None, is_over=True)
    with for_a_moment(guest, back_to=request.actor):
        return _taking(request, guest, guest.subject, "referral/take_over.html")


@door(Who.KEEPER)
@never_cache
@require_safe
def waiting(request: Request) -> HttpResponse:
    """What was sent to one's own page."""
    return render_page(request, "referral/waiting.html", waiting=asked.waiting(request.actor))


@door(Who.KEEPER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Request, request_id: UUID) -> HttpResponse:
    """One of them."""
    return _taking(request, request.actor, request_id, "referral/take_over_mine.html")


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: Request, provider_id: UUID) -> HttpResponse:
    """
    Draw a bought code: once on the screen, kept nowhere.

    :raises Http404: if this provider has no codes
    """
    card = card_of(request, provider_id)
    form = DrawForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_page(request, "referral/draw.html", card=card, form=form)
    if not within_budget(request, "draw", DRAWN_IN_TWO_HOURS, 2 * HOUR):
        return _too_many(request, card.phone)
    code = draw_code(provider_id=card.id, form_token=form.cleaned_data["token"])
    return render_page(request, "referral/drawn.html", card=card, code=code)


def _taking(request: Request, by: Actor, request_id: UUID, template: str) -> HttpResponse:
    """Show whom to call back when the button is pressed; with `done` it is taken over."""
    caller = asked.caller(request_id, by)
    if caller is None:
        return render_page(request, template, caller=None, is_over=True)
    if "done" in request.POST:
        take_over(request_id=request_id, by=by)
        return render_page(request, template, caller=None, is_done=True)
    if request.method != "POST":
        return render_page(request, template, caller=None)
    page = render_page(
        request,
        template,
        caller=caller,
        href=link_to(caller.channel, caller.address),
        channel=CHANNELS.get(caller.channel, ""),
        window=WINDOWS.get(caller.window, ""),
    )
    return page


def _too_many(request: Request, phone: str) -> HttpResponse:
    return render_page(request, "referral/later.html", status=TOO_MANY_REQUESTS, phone=phone)
