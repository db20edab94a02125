"""What only the professional decides: a moment, their number, what others hear, whom, stopping (decisions 7 and 9)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kring.foundation.actor import NOBODY
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.people import queries as people
from kring.support import queries
from kring.support.actions.change_reach import change_reach
from kring.support.actions.plan_conversation import DayDoesNotFit, plan_conversation
from kring.support.actions.share import share
from kring.support.actions.step_back import choose_another
from kring.support.actions.stop_support import erase_support, stop_support
from kring.support.domain.trajectory import NotNow, State
from kring.support.forms.mine import PARTS, MomentForm, OwnAddressForm, SharingForm
from kring.support.queries import ConversationLine, MySupport, SharedLine
from kring.support.views.own import end, own
from kring.ui import forms as ui
from kring.ui.pages import render_page

RECIPIENTS = ("line_manager", "trainer", "coordinator")
"""Who can hear something through Kring."""

_CHANGED = lazy("This has changed meanwhile. Look how it is now.")


@door(Who.MINE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def moment(request: Request, number: int) -> HttpResponse:
    """Choose a day and a part of the day for a conversation."""
    page = own(request)
    line = _conversation(page, number)
    if page is None or line is None:
        return redirect("support:mine")
    today = queries.local_day(request.organisation_id, request.now)
    form = MomentForm(
        request.POST if request.method == "POST" else None,
        today=today,
        ends=page.hard_stop_on,
        initial=_proposed(page, line, today),
    )
    if request.method == "POST" and form.is_valid() and _planned(request, page, number, form):
        return redirect("support:mine")
    return render_page(request, "support/moment.html", page=page, line=line, form=form, late=line.until_day < today)


def _conversation(page: MySupport | None, number: int) -> ConversationLine | None:
    """:raises Http404: if there can be no conversation with this number"""
    if number not in range(1, guideline.MAX_CONVERSATIONS + 1):
        raise Http404
    if page is None or page.state is not State.ACTIVE:
        return None
    open_lines = (line for line in page.conversations if line.held_on is None)
    return next((line for line in open_lines if line.number == number), None)


def _proposed(page: MySupport, line: ConversationLine, today: date) -> dict[str, object]:
    fitting = next((part for part in PARTS if part in page.windows), PARTS[0])
    return {"day": line.planned_on or max(line.from_day, today), "part": line.planned_part or fitting}


def _planned(request: Request, page: MySupport, number: int, form: MomentForm) -> bool:
    try:
        plan_conversation(
            trajectory_id=page.trajectory_id,
            number=number,
            day=form.cleaned_data["day"],
            part=form.cleaned_data["part"],
            by=request.actor,
            at=request.now,
        )
    except DayDoesNotFit:
        form.add_error("day", _("This day does not fit any more. Choose another one."))
        return False
    except NotNow:
        messages.warning(request, _CHANGED)
    return True


@dataclass(frozen=True, slots=True)
class Section:
    """One recipient on the page: what is heard now, in the words that are read, and what was proposed."""

    recipient: str
    form: SharingForm | None
    heard_by: str
    heard: tuple[str, ...]
    proposed: tuple[SharedLine, ...]
    ends_on: date | None


@door(Who.MINE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: Request) -> HttpResponse:
    """Another number or address, for as long as somebody may get in touch."""
    page = own(request)
    if page is None or page.state is State.DONE:
        return redirect("support:mine")
    form = OwnAddressForm(
        request.POST if request.method == "POST" else None,
        initial={"channel": page.channel, "address": page.address},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_reach(trajectory_id=page.trajectory_id, by=request.actor, at=request.now, **form.cleaned_data)
        except NotNow:
            messages.warning(request, _CHANGED)
        else:
            messages.success(request, _("It is changed."))
        return redirect("support:mine")
    return render_page(request, "support/reach.html", page=page, form=form, active=page.state is State.ACTIVE)


@door(Who.MINE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def others(request: Request) -> HttpResponse:
    """What others may hear: per recipient, nothing unless chosen."""
    page = own(request)
    if page is None:
        return redirect("support:mine")
    asked = request.POST.get("for", "") if request.method == "POST" else ""
    if request.method == "POST" and asked not in RECIPIENTS:
        raise Http404
    hearers = {recipient: _hearers(request, page, recipient, asked) for recipient in RECIPIENTS}
    forms = {recipient: _form(request, page, recipient, hearers[recipient], asked) for recipient in RECIPIENTS}
    if asked and _shared(request, page, asked, forms[asked], hearers[asked]):
        return redirect("support:others")
    return render_page(
        request,
        "support/others.html",
        page=page,
        sections=tuple(_section(page, recipient, form) for recipient, form in forms.items()),
        wrong=forms[asked] if asked else None,
    )


class Hearer(NamedTuple):
    """Somebody who can be chosen to hear something. `key` is what the form sends: of a manager, the unit."""

    key: UUID
    person_id: UUID
    name: str
    label: str


class Hearers(NamedTuple):
    """Who can be chosen, and who is to begin with; `more`: there are others, who come when one is looked up."""

    known: tuple[Hearer, ...] = ()
    first: UUID | None = None
    more: bool = False


def _hearers(request: Request, page: MySupport, recipient: str, asked: str) -> Hearers:
    """
    Who can be chosen: managers by the unit they lead, trainers by name; coordinators hear it together.

    First comes who hears it now; else, of managers, who leads from one's own unit upwards. A trainer is never guessed,
    and nobody is for who went the own way: it may be about them.
    """
    if recipient == "coordinator":
        return Hearers()
    heard = {line.recipient_id for line in page.chosen if line.recipient == recipient and line.recipient_id}
    if recipient == "trainer":
        trainers = tuple(Hearer(key, key, name, name) for key, name in queries.trainers())
        return Hearers(trainers, _first(trainers, heard))
    guess = None if page.stays_away else people.first_lead(_own_unit(request, page))
    more = asked != recipient and people.are_many_led(ui.FEW)
    led = people.led_units(heard | {guess or NOBODY} if more else None)
    known = tuple(Hearer(unit_id, lead, name, f"{name} · {unit_name}") for unit_id, unit_name, lead, name in led)
    return Hearers(known, _first(known, heard) or guess, more)


def _first(known: tuple[Hearer, ...], heard: set[UUID]) -> UUID | None:
    return next((one.key for one in known if one.person_id in heard), None) if heard else None


def _own_unit(request: Request, page: MySupport) -> UUID:
    me = people.me(request.actor.subject) if request.actor.kind == "web" else None
    return (me.unit_id if me else None) or page.unit_id or NOBODY


def _form(request: Request, page: MySupport, recipient: str, hearers: Hearers, asked: str) -> SharingForm | None:
    """The form of one recipient; None where Kring knows nobody it could be."""
    if recipient != "coordinator" and not hearers.known and not hearers.more:
        return None
    initial = {
        "sentences": [line.sentence for line in page.chosen if line.recipient == recipient],
        "who": str(hearers.first or ""),
    }
    sent = request.POST if asked == recipient and "take_back" not in request.POST else None
    pairs = [(one.key, one.label) for one in hearers.known]
    return SharingForm(sent, recipient=recipient, people=pairs, more=hearers.more, initial=initial)


def _shared(request: Request, page: MySupport, recipient: str, form: SharingForm | None, hearers: Hearers) -> bool:
    sentences: tuple[str, ...] = ()
    hearer: Hearer | None = None
    if "take_back" not in request.POST:
        if form is None or not form.is_valid():
            return False
        sentences = tuple(form.cleaned_data["sentences"])
        given = form.cleaned_data.get("who") if sentences else None
        hearer = next((one for one in hearers.known if str(one.key) == given), None)
    share(
        trajectory_id=page.trajectory_id,
        recipient=recipient,
        sentences=sentences,
        recipient_id=hearer.person_id if hearer else None,
        recipient_name=hearer.name if hearer else "",
        by=request.actor,
        at=request.now,
    )
    messages.success(request, _("It is as you chose.") if sentences else _("Nothing is heard any more."))
    return True


def _section(page: MySupport, recipient: str, form: SharingForm | None) -> Section:
    chosen = [line for line in page.chosen if line.recipient == recipient]
    told = {item.key: item.told_about(page.name, get_language() or "nl") for item in guideline.sharing_sentences()}
    return Section(
        recipient=recipient,
        form=form,
        heard_by=next((line.recipient_name for line in chosen), ""),
        heard=tuple(told[line.sentence] for line in chosen if line.sentence in told),
        proposed=tuple(line for line in page.proposed if line.recipient == recipient),
        ends_on=min((min(line.ends_on, page.gone_on) for line in chosen), default=None),
    )


@door(Who.MINE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def another(request: Request) -> HttpResponse:
    """Rather another colleague; no reason is asked."""
    page = own(request)
    if page is None or page.state is not State.ACTIVE:
        return redirect("support:mine")
    if request.method == "POST":
        try:
            choose_another(trajectory_id=page.trajectory_id, by=request.actor, at=request.now)
        except NotNow:
            messages.warning(request, _CHANGED)
        return redirect("support:mine")
    held = sum(1 for line in page.conversations if line.held_on)
    return render_page(request, "support/another.html", page=page, left=guideline.MAX_CONVERSATIONS - held)


@door(Who.MINE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request) -> HttpResponse:
    """Stop, or erase everything at once; both end what this session holds of it."""
    page = own(request)
    if page is None:
        return redirect("support:mine")
    ways = {"stop": stop_support, "erase": erase_support}
    if request.method == "POST" and (way := ways.get(request.POST.get("what", ""))):
        way(trajectory_id=page.trajectory_id, by=request.actor, at=request.now)
        end(request)
        return redirect("support:gone")
    return render_page(request, "support/stop.html", page=page)
