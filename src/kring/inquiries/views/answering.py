"""
Behind the link in an adviser's mail: read, answer measure by measure, come back, send, correct, take back.

Following the link changes nothing, so that filters that open every link in a mail do no harm.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kring.catalogue import queries as catalogue
from kring.experiences import queries as experiences
from kring.foundation.actor import Actor
from kring.foundation.database.context import for_a_moment
from kring.foundation.door import Who, door
from kring.foundation.limits import within_budget
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.inquiries import access, queries
from kring.inquiries.actions.keep_answer import drop_answer, keep_answer, send_answers, take_back
from kring.inquiries.domain.adviser import FIELDS, CannotBe
from kring.inquiries.forms import AnswerForm, OtherForm
from kring.inquiries.queries import Mine
from kring.inquiries.views.words import line
from kring.inquiries.wording import CRAFTS, WRONG
from kring.ui.pages import render_page

HOUR = 3600
OPENED_AN_HOUR = 300
"""Pages an hour from one address: a whole department of advisers may share it."""
TOO_MANY_REQUESTS = 429


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answering(request: Request, token: str) -> HttpResponse:
    """Everything on one page: who asks, who sees what, the measures, and what was answered so far."""
    return _behind(request, token, lambda guest, mine: _whole(request, token, guest, mine))


@door(Who.EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, token: str, entry: str) -> HttpResponse:
    """
    Tell about one measure; with `antwoord` in the address about what was told before.

    :raises Http404: if there is no such measure, or the last day is over
    """
    return _behind(request, token, lambda guest, mine: _one(request, token, entry, guest, mine))


def _behind(request: Request, token: str, show: Callable[[Actor, Mine], HttpResponse]) -> HttpResponse:
    """Let the holder of the link act; a link that is over, or never was, gives the same page."""
    if not within_budget(request, "inquiry-link", OPENED_AN_HOUR, HOUR):
        return render_page(request, "inquiries/later.html", status=TOO_MANY_REQUESTS)
    guest = access.holder(request.actor, token)
    if guest is not None:
        with for_a_moment(guest, back_to=request.actor):
            mine = queries.mine(guest, _today(request), str(request.LANGUAGE_CODE))
            if mine is not None:
                return show(guest, mine)
    return render_page(request, "inquiries/over.html")


def _whole(request: Request, token: str, guest: Actor, mine: Mine) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        done = _act(request, token, guest)
        if isinstance(done, HttpResponse):
            return done
        problem = done
    measures = [(one, [line(told) for told in mine.answers if told.entry == one.id]) for one in mine.measures]
    asked = {one.id for one in mine.measures}
    return render_page(
        request,
        "inquiries/answering.html",
        status=422 if problem else 200,
        mine=mine,
        craft=CRAFTS[mine.craft],
        token=token,
        problem=problem,
        measures=measures,
        others=[line(told) for told in mine.answers if told.entry not in asked],
        is_whole=all(told.is_whole for told in mine.answers),
        other=OtherForm(measures=queries.all_measures(str(request.LANGUAGE_CODE))),
    )


def _act(request: Request, token: str, guest: Actor) -> HttpResponse | str:
    """What a button on the page does; a sentence if it cannot be."""
    does = request.POST.get("does", "")
    if does == "take_back":
        take_back(by=guest, at=request.now)
        return render_page(request, "inquiries/over.html", is_taken_back=True)
    if does == "other":
        form = OtherForm(request.POST, measures=queries.all_measures(str(request.LANGUAGE_CODE)))
        if form.is_valid():
            return redirect("inquiries:answer", token, form.cleaned_data["measure"])
        return _("Choose a measure first.")
    if does == "send":
        try:
            send_answers(by=guest, at=request.now)
        except CannotBe as wrong:
            return str(WRONG[wrong.why])
        messages.success(request, _("Thank you. Your answers are sent. You can still change them."))
    return redirect("inquiries:answering", token)


def _one(request: Request, token: str, entry: str, guest: Actor, mine: Mine) -> HttpResponse:
    cards = [card for card in catalogue.cards([entry], str(request.LANGUAGE_CODE)) if not card.is_own]
    if not cards or not mine.is_open:
        raise Http404
    earlier = next((one for one in mine.answers if str(one.id) == request.GET.get("antwoord", "")), None)
    if request.method == "POST" and request.POST.get("does") == "drop" and earlier is not None:
        drop_answer(answer_id=earlier.id, by=guest, at=request.now)
        messages.success(request, _("That answer is gone."))
        return redirect("inquiries:answering", token)
    form = _form(request, mine, _begin(earlier))
    if form.is_valid() and _kept(request, form, entry, guest):
        return redirect("inquiries:answering", token)
    return render_page(
        request, "inquiries/answer.html", form=form, card=cards[0], token=token, mine=mine, earlier=earlier
    )


def _begin(earlier: queries.Told | None) -> dict[str, object] | None:
    """What a form begins with: what was told before, under the same id."""
    return {**earlier.given, "answer": earlier.id} if earlier else None


def _form(request: Request, mine: Mine, initial: dict[str, object] | None) -> AnswerForm:
    groups, situations = experiences.choices(str(request.LANGUAGE_CODE))
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        groups=groups,
        situations=situations,
        half_years=experiences.half_years(_today(request)),
        is_draft=request.POST.get("does") == "later" and mine.answered_on is None,
    )


def _kept(request: Request, form: AnswerForm, entry: str, guest: Actor) -> bool:
    given = {name: form.cleaned_data.get(name) or ([] if name in {"helped", "hindered"} else "") for name in FIELDS}
    answer_id = form.cleaned_data.get("answer")
    if not isinstance(answer_id, UUID):
        return False
    try:
        keep_answer(answer_id=answer_id, entry=entry, given=given, by=guest, at=request.now)
    except CannotBe as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, WRONG[wrong.why])
        return False
    messages.success(request, _("Kept."))
    return True


def _today(request: Request) -> date:
    return local_day(request.organisation_id, request.now)
