"""The page of one person a supporter supports, and the forms on it. Each opening of the card is in the access log."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.foundation.audit import log
from kring.foundation.door import Who, door
from kring.foundation.reach import link_to
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.support import queries
from kring.support.actions.call_along import call_along
from kring.support.actions.finish_support import finish_support
from kring.support.actions.hold_conversation import (
    ConditionsFirst,
    DayNotYet,
    hold_conversation,
    tell_conditions,
)
from kring.support.actions.plan_conversation import DayDoesNotFit, plan_conversation
from kring.support.actions.share import propose_sharing
from kring.support.actions.step_back import step_back
from kring.support.domain.mails import TO_PERSON, TO_SUPPORTER
from kring.support.domain.trajectory import NotNow, State
from kring.support.forms.supporting import NO_SUCH_DAY, HeldForm, PlanForm, ProposeForm
from kring.support.queries import ConversationLine, Supported
from kring.support.views.gone import answers_posts, gone_is_told
from kring.ui.pages import UNPROCESSABLE, render_page


@dataclass(frozen=True, slots=True)
class Step:
    """One of three on the path. `line` is missing if it was held with an earlier supporter."""

    number: int
    state: str
    line: ConversationLine | None


@door(Who.SUPPORTER)
@require_safe
@gone_is_told
def first(request: Request, trajectory_id: UUID) -> HttpResponse:
    """Right after saying yes: do you lead or assess this person, were you there? Only the name opens (decision 6)."""
    page = _open_card(request, trajectory_id, "name")
    return render_page(request, "support/supporting/first.html", page=page)


@door(Who.SUPPORTER)
@require_safe
@gone_is_told
def person(request: Request, trajectory_id: UUID) -> HttpResponse:
    """Name, way to reach, and the path of three conversations."""
    return _person_page(request, trajectory_id)


@door(Who.SUPPORTER)
@gone_is_told
@answers_posts
def conditions(request: Request, trajectory_id: UUID) -> HttpResponse:
    """The three conditions were told."""
    tell_conditions(trajectory_id=trajectory_id, by=request.actor, at=request.now)
    messages.success(request, _("Good. Now you both know where you stand."))
    return redirect("support:person", trajectory_id)


@door(Who.SUPPORTER)
@gone_is_told
@answers_posts
def plan(request: Request, trajectory_id: UUID, number: int) -> HttpResponse:
    """Choose a moment for the next conversation."""
    form = PlanForm(request.POST, today=queries.local_day(request.organisation_id, request.now))
    if form.is_valid():
        try:
            plan_conversation(
                trajectory_id=trajectory_id,
                number=number,
                by=request.actor,
                at=request.now,
                **form.cleaned_data,
            )
        except DayDoesNotFit:
            form.add_error("day", NO_SUCH_DAY)
        except NotNow:
            return _changed_meanwhile(request, trajectory_id)
    if form.errors:
        return _person_page(request, trajectory_id, plan_form=form)
    messages.success(request, _("The moment stands. Your colleague sees it too."))
    return redirect("support:person", trajectory_id)


@door(Who.SUPPORTER)
@gone_is_told
@answers_posts
def held(request: Request, trajectory_id: UUID, number: int) -> HttpResponse:
    """Mark a conversation as held."""
    form = HeldForm(request.POST, today=queries.local_day(request.organisation_id, request.now))
    if form.is_valid():
        try:
            hold_conversation(
                trajectory_id=trajectory_id,
                number=number,
                by=request.actor,
                at=request.now,
                **form.cleaned_data,
            )
        except DayNotYet:
            form.add_error("day", _("This day does not fit. It cannot be still to come, or before what came first."))
        except (NotNow, ConditionsFirst):
            return _changed_meanwhile(request, trajectory_id)
    if form.errors:
        return _person_page(request, trajectory_id, held_form=form)
    messages.success(request, _("Noted. Only the day is kept. Take a moment for yourself."))
    return redirect("support:person", trajectory_id)


@door(Who.SUPPORTER)
@gone_is_told
@answers_posts
def propose(request: Request, trajectory_id: UUID) -> HttpResponse:
    """Propose a sentence; only the professional can let anyone hear it."""
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return _person_page(request, trajectory_id, propose_form=form)
    propose_sharing(trajectory_id=trajectory_id, by=request.actor, at=request.now, **form.cleaned_data)
    messages.success(request, _("Proposed. Your colleague decides whether anyone hears it."))
    return redirect("support:person", trajectory_id)


@door(Who.SUPPORTER)
@gone_is_told
@answers_posts
def along(request: Request, trajectory_id: UUID) -> HttpResponse:
    """Acute danger: put the two words on the coordinators' list."""
    if call_along(trajectory_id=trajectory_id, by=request.actor, at=request.now):
        messages.success(
            request, _("The coordinators see the two words now, and nothing else. It does not ring: call them too.")
        )
    else:
        messages.warning(request, _("There is no coordinator who may look along here. Call 112, or 113."))
    return redirect("support:person", trajectory_id)


@door(Who.SUPPORTER)
@gone_is_told
@answers_posts
def enough(request: Request, trajectory_id: UUID) -> HttpResponse:
    """The two agreed that it was enough."""
    try:
        finish_support(trajectory_id=trajectory_id, by=request.actor, at=request.now)
    except NotNow:
        return _changed_meanwhile(request, trajectory_id)
    return redirect("support:person", trajectory_id)


@door(Who.SUPPORTER)
@gone_is_told
@answers_posts
def not_me(request: Request, trajectory_id: UUID) -> HttpResponse:
    """Step back, without a reason."""
    try:
        step_back(trajectory_id=trajectory_id, by=request.actor, at=request.now)
    except NotNow:
        return _changed_meanwhile(request, trajectory_id)
    messages.success(request, _("You stepped back. Kring looks for somebody else. Nobody asks why."))
    return redirect("support:today")


def _changed_meanwhile(request: Request, trajectory_id: UUID) -> HttpResponse:
    """The page was old: something happened since it was opened."""
    messages.warning(request, _("That did not fit any more. This is how it stands now."))
    return redirect("support:person", trajectory_id)


def _open_card(request: Request, trajectory_id: UUID, *fields: str) -> Supported:
    """Open the card, and leave one line about it that the person can read."""
    day = queries.local_day(request.organisation_id, request.now)
    page, key = queries.supported(request.actor, trajectory_id, day)
    log.record(
        "contactcard.read",
        "R",
        by=request.actor,
        at=request.now,
        object_tag=key.tag("object"),
        subject_tag=key.tag("subject"),
        fields=fields,
    )
    return page


def _person_page(
    request: Request,
    trajectory_id: UUID,
    *,
    plan_form: PlanForm | None = None,
    held_form: HeldForm | None = None,
    propose_form: ProposeForm | None = None,
) -> HttpResponse:
    page = _open_card(request, trajectory_id, "name", "channel")
    steps = _steps(page)
    coming = next((step.line for step in steps if step.state == "now"), None)
    day = queries.local_day(request.organisation_id, request.now)
    known = {"day": coming.planned_on, "part": coming.planned_part} if coming else {}
    unsure = queries.unsure_of(page.underway, page.conversations, request.actor, request.now)
    wrong = plan_form or held_form or propose_form
    return render_page(
        request,
        "support/supporting/person.html",
        status=UNPROCESSABLE if wrong else 200,
        page=page,
        reach=link_to(page.channel, page.address),
        steps=steps,
        is_done=page.state is State.DONE,
        unsure_me=bool(unsure & TO_SUPPORTER),
        unsure_other=bool(unsure & TO_PERSON) and page.state is State.ACTIVE,
        plan_form=plan_form or PlanForm(today=day, initial=known),
        held_form=held_form or HeldForm(today=day),
        propose_form=propose_form or ProposeForm(),
        promise=guideline.confidentiality_promise(),
        conditions=guideline.conditions_of_confidentiality(),
        reminder=guideline.help_reminder(),
        advise=guideline.card("advise_help"),
        cards=(guideline.card("stop_and_explain"), guideline.card("acute_danger")),
        house=queries.house(request.actor),
    )


def _steps(page: Supported) -> tuple[Step, ...]:
    """The path: held before, held, next, later; no more than is still to come once they are done."""
    lines = {line.number: line for line in page.conversations}
    steps = []
    now_seen = False
    for number in range(1, guideline.MAX_CONVERSATIONS + 1):
        line = lines.get(number)
        if line is None and (now_seen or number > max(lines, default=0)):
            continue
        if line is None or line.held_on:
            steps.append(Step(number, "done", line))
        else:
            steps.append(Step(number, "later" if now_seen else "now", line))
            now_seen = True
    return tuple(steps)
