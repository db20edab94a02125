"""Asking for a colleague, without signing in, in under a minute (decision 1)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kring.events import access as events_access
from kring.events import queries as events
from kring.events.actions.answer_offer import answer_offer
from kring.events.queries import EventHere, OfferCard
from kring.foundation.database.context import for_a_moment
from kring.foundation.door import Who, door
from kring.foundation.limits import within_budget
from kring.foundation.reach import Channel
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.people import queries as people
from kring.support import queries, wording
from kring.support.actions.ask_for_support import Asked, Receipt, ask_for_support
from kring.support.domain.card import Card
from kring.support.forms.asking import ELSEWHERE, FROM_LISTS, MAY_STAY_EMPTY, OPENS, AskForm, Lists
from kring.support.views.own import WATCHING, asked_before
from kring.supporters import queries as supporters
from kring.ui.pages import render_page

LONG = 120
"""Colleagues and departments together, above which they are only listed for whoever wants to choose (K)."""
BUDGET, HOUR = 200, 3600  # requests an hour from one address: a whole hospital may share one
TOO_MANY, ASKED = 429, 409
AGAIN, CSRF = "again", "csrfmiddlewaretoken"
_CHANNELS = {"mail": Channel.MAIL.value, "phone": Channel.CALL.value}
_ANSWER = "yes"


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """The page of asking."""
    opens = OPENS in request.POST
    sent = request.method == "POST" and not opens
    here, offer = _came_from(request)
    known = _typed(request) if opens else _known(request, here, offer)
    form = _form(request, known) if not sent or _needs_lists(request) else _plain_form(request, known)
    if sent and form.is_valid():
        if not request.POST.get(AGAIN) and (before := _before(request, form)):
            return before
        if not within_budget(request, "ask", BUDGET, HOUR):
            return render_page(request, "support/busy.html", status=TOO_MANY, house=queries.house(request.actor))
        receipt = _asked(request, form, here, offer)
        _hand_over(request, receipt)
        return redirect(reverse("support:receipt") + (f"?weg={ELSEWHERE}" if form.goes_own_way else ""))
    return render_page(
        request,
        "support/ask.html",
        form=form,
        here=here,
        offer=offer,
        house=queries.house(request.actor),
        promise=guideline.confidentiality_promise(),
        conditions=guideline.conditions_of_confidentiality(),
    )


def _before(request: Request, form: AskForm) -> HttpResponse | None:
    """
    Who went back and asks the same once more is told that it arrived; nothing is kept, and asking anew is one tap.

    The page of asking itself is the same for everyone, whatever Kring knows: the next one may sit at this screen.
    """
    given = form.cleaned_data
    before = asked_before(request, name=given["name"], address=given["address"], form_token=given["token"])
    if before is None:
        return None
    if request.actor.kind == "web":
        request.session[WATCHING] = before.spoken_name
    typed = [(name, value) for name, values in request.POST.lists() if name != CSRF for value in values]
    receipt = "receipt" in request.session
    return render_page(request, "support/asked.html", status=ASKED, before=before, typed=typed, receipt=receipt)


def _came_from(request: Request) -> tuple[EventHere | None, OfferCard | None]:
    """
    Where they came from: "I was there", or an offer. A link that is over is as good as none.

    Who goes the own way came from nowhere: nothing ties it to an event.
    """
    given = request.POST if request.method == "POST" else request.GET
    if ELSEWHERE in (given.get("way"), given.get("weg")):
        return None, None
    names = ("here", "offer") if request.method == "POST" else ("erbij", "aanbod")
    here, offer = (given.get(name, "") for name in names)
    return (
        events.event_by_here(here, request.actor) if here else None,
        events.offer_card(offer, request.actor) if offer else None,
    )


def _form(request: Request, known: dict[str, Any]) -> AskForm:
    """The form with everything to choose from."""
    sent = request.POST if request.method == "POST" and OPENS not in request.POST else None
    return AskForm(
        sent,
        lists=_lists(request, known if sent is None else sent, known.get("unit", "")),
        today=queries.local_day(request.organisation_id, request.now),
        initial=known,
    )


def _plain_form(request: Request, known: dict[str, Any]) -> AskForm:
    """What was sent without choosing from a list, read without fetching one; if it is not right, the whole form."""
    today = queries.local_day(request.organisation_id, request.now)
    lists = replace(_kinds(request), are_short=True)
    empty = {name for name in MAY_STAY_EMPTY if not request.POST.get(name)}
    plain = AskForm(request.POST, lists=lists, today=today, initial=known, without=empty)
    return plain if plain.is_valid() else _form(request, known)


def _needs_lists(request: Request) -> bool:
    """Whether something was chosen from the organisation's own lists, or must be."""
    given = request.POST
    return bool(any(given.get(name) for name in FROM_LISTS) or _goes_own_way(request, given))


def _goes_own_way(request: Request, given: Mapping[str, Any]) -> bool:
    return given.get("way") == ELSEWHERE or guideline.goes_its_own_way(given.get("kind", ""), request.organisation_id)


def _kinds(request: Request) -> Lists:
    kinds = guideline.event_kinds(request.organisation_id)
    return Lists(
        kinds=tuple((kind.key, wording.said(kind.label)) for kind in kinds),
        own_way_kinds=frozenset(kind.key for kind in kinds if kind.own_way),
    )


def _lists(request: Request, given: Mapping[str, Any], unit: str) -> Lists:
    """
    What can be chosen from. In a large house colleagues and departments only come when somebody wants them.

    :param given: what was sent, or what is filled in
    :param unit: of whoever is signed in
    """
    lists = replace(_kinds(request), coordinators=queries.coordinators())
    wanted = given.get("lists") or _goes_own_way(request, given)
    if not wanted and supporters.number() + people.number_of_units() > LONG:
        own = people.unit(UUID(unit)) if unit else None
        return replace(lists, are_short=True, units=((own.id, own.name),) if own else ())
    cards = supporters.cards()
    named = {
        card.id: ", ".join(part for part in (card.name, wording.craft(card.craft), card.unit_name) if part)
        for card in cards
    }
    return replace(
        lists,
        units=tuple((place.id, place.label) for place in events.places()),
        free=tuple((card.id, named[card.id]) for card in cards if card.can_now),
        supporters=tuple((card.id, named[card.id]) for card in cards),
    )


def _typed(request: Request) -> dict[str, Any]:
    """What was typed before the long lists were asked for; it all stays."""
    several = ("windows", "never", "hidden_from")
    typed = {name: request.POST.getlist(name) if name in several else request.POST[name] for name in request.POST}
    return {**typed, "lists": "1"}


def _known(request: Request, here: EventHere | None, offer: OfferCard | None) -> dict[str, Any]:
    """What need not be typed again: of an offer, of an event, of whoever is signed in."""
    known: dict[str, Any] = {"way": ELSEWHERE if request.GET.get("weg") == ELSEWHERE else ""}
    if request.actor.kind == "web" and (me := people.me(request.actor.subject)):
        known |= {"name": me.name, "craft": me.craft, "unit": str(me.unit_id or "")}
    if here:
        known |= {"here": request.GET.get("erbij", ""), "kind": here.kind}
    if offer:
        known |= {"offer": request.GET.get("aanbod", ""), "kind": offer.kind}
        typed = {"name": offer.name, "channel": _CHANNELS.get(offer.channel, ""), "address": offer.address}
        known |= {name: value for name, value in typed.items() if value}
    return {name: value for name, value in known.items() if value}


def _asked(request: Request, form: AskForm, here: EventHere | None, offer: OfferCard | None) -> Receipt:
    given = form.cleaned_data
    event_id = here.event_id if here else offer.event_id if offer else None
    asked = _own_way(request, given) if form.goes_own_way else _request(request, given, event_id)
    receipt = ask_for_support(asked=asked, form_token=given["token"], by=request.actor, at=request.now)
    if offer:
        _say_yes(request, given["offer"])
    return receipt


def _request(request: Request, given: dict[str, Any], event_id: UUID | None) -> Asked:
    """What was typed, as a request."""
    unit = people.unit(UUID(given["unit"])) if given.get("unit") else None
    card = replace(
        _card(request, given),
        elsewhere=given.get("elsewhere", False),
        kind=given.get("kind", ""),
        day=given.get("day"),
        event_id=event_id,
    )
    return replace(
        _asked_for(given, card),
        unit_id=unit.id if unit else None,
        unit_name=unit.name if unit and given.get("share_unit") else "",
        division_id=unit.division_id if unit else None,
    )


def _own_way(request: Request, given: dict[str, Any]) -> Asked:
    """
    Unwanted behaviour: somebody from elsewhere, and the unit stands under seal for the matching alone (decision 4).

    What it is about, when it was and where they came from are not kept, not even sealed.
    """
    away = UUID(given["unit"]) if given["unit"] else None
    return _asked_for(given, replace(_card(request, given), elsewhere=True, away=away))


def _card(request: Request, given: dict[str, Any]) -> Card:
    return Card(
        name=given["name"],
        channel=given["channel"],
        address=given["address"],
        person_id=request.actor.subject if request.actor.kind == "web" else None,
        never=tuple(UUID(key) for key in given.get("never", ())),
        choice=UUID(given["choice"]) if given.get("choice") else None,
    )


def _asked_for(given: dict[str, Any], card: Card) -> Asked:
    return Asked(
        card=card,
        windows=tuple(given["windows"]),
        language=(get_language() or "nl")[:2],
        craft=given.get("craft", ""),
        hidden_from=tuple(UUID(key) for key in given.get("hidden_from", ())),
    )


def _say_yes(request: Request, token: str) -> None:
    """Whoever asks because of an offer has answered it."""
    guest = events_access.holder(request.actor, "answer_by_link", token)
    if guest is None:
        return
    with for_a_moment(guest, back_to=request.actor):
        answers = {answer.value: answer for answer in events.offer_page(guest).choices}
        if _ANSWER in answers:
            answer_offer(answer=answers[_ANSWER], by=guest, at=request.now)


def _hand_over(request: Request, receipt: Receipt) -> None:
    """The way back: the code, once, in this session; without signing in also the page it opens."""
    if request.actor.kind == "web":
        for name in ("trajectory", WATCHING):
            request.session.pop(name, None)
    else:
        request.session.flush()
        request.session["trajectory"] = str(receipt.trajectory_id)
    request.session["receipt"] = receipt.code


@door(Who.MINE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: Request) -> HttpResponse:
    """The code, right after asking, until it was kept."""
    if request.method == "POST":
        request.session.pop("receipt", None)
        return redirect("support:mine")
    code = request.session.get("receipt")
    page = queries.my_support(request.actor) if code else None
    if page is None:
        return redirect("support:mine")
    house = queries.house(request.actor)
    return render_page(
        request,
        "support/receipt.html",
        code=code,
        page=page,
        house=house,
        expected=queries.expected(house, page.asked_at, request.now),
        adviser_first=request.GET.get("weg") == ELSEWHERE,
    )
