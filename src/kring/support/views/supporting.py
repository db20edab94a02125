"""A supporter's day: what is asked, who is supported, what stopped."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.events import queries as events
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal, pass_proposal
from kring.support.actions.dismiss_notice import dismiss_notice
from kring.support.domain.trajectory import NotNow, ProposalState
from kring.support.queries import Question
from kring.support.views.gone import gone_is_told
from kring.ui.pages import render_page

TOO_LATE = 409


@door(Who.SUPPORTER)
@require_safe
def today(request: Request) -> HttpResponse:
    """Everything a supporter has to do, on one page."""
    day = queries.local_day(request.organisation_id, request.now)
    supported = queries.supported_by(request.actor, day)
    return render_page(
        request,
        "support/supporting/today.html",
        questions=queries.questions(request.actor),
        supported=supported,
        reminded=tuple(line for line in supported if line.remind_help),
        notices=queries.notices(request.actor),
        to_approach=events.waiting_for_me(request.actor),
        reminder=guideline.help_reminder(),
        care=guideline.card("supporter_care"),
        coordinators=", ".join(name for _id, name in queries.coordinators()),
    )


@door(Who.SUPPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_told
def question(request: Request, proposal_id: UUID) -> HttpResponse:
    """One question: to read, and to say yes or pass."""
    if request.method == "POST":
        return _answered(request, proposal_id)
    asked = queries.question(request.actor, proposal_id)
    if asked.state is not ProposalState.OPEN:
        return _late(request, asked)
    return render_page(request, "support/supporting/question.html", question=asked)


def _answered(request: Request, proposal_id: UUID) -> HttpResponse:
    answer = request.POST.get("answer")
    try:
        if answer == "yes":
            trajectory = accept_proposal(proposal_id=proposal_id, by=request.actor, at=request.now)
            return redirect("support:first", trajectory)
        if answer == "pass":
            pass_proposal(proposal_id=proposal_id, by=request.actor, at=request.now)
            messages.success(request, _("Passed on. Nobody asks why, and nobody counts it."))
            return redirect("support:today")
    except NotNow:
        return _late(request, queries.question(request.actor, proposal_id))
    return redirect("support:question", proposal_id)


def _late(request: Request, asked: Question) -> HttpResponse:
    """What there is instead of a question that was answered, or went on."""
    if asked.state is ProposalState.ACCEPTED:
        return redirect("support:person", asked.trajectory_id)
    if asked.state is ProposalState.PASSED:
        return redirect("support:today")
    return render_page(request, "support/supporting/late.html", status=TOO_LATE)


@door(Who.SUPPORTER)
@require_POST
def put_away(request: Request, notice_id: UUID) -> HttpResponse:
    """Put away a line that something stopped."""
    dismiss_notice(notice_id=notice_id, by=request.actor, at=request.now)
    return redirect("support:today")
