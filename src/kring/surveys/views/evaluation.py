"""The evaluation: one page, one link, once."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.foundation.tenancy.queries import local_day
from kring.surveys import access
from kring.surveys.actions.answer_evaluation import answer_evaluation
from kring.surveys.forms import EvaluationForm
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: Request, token: str) -> HttpResponse:
    """Ask, and count. A link that was used before shows the same pages."""
    today = _today(request)
    access.may_evaluate(request.organisation_id, token, today).enforce()
    form = EvaluationForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_page(request, "surveys/evaluation.html", form=form)
    answer_evaluation(
        token=token,
        scores=form.scores,
        advice=form.advice,
        organisation_id=request.organisation_id,
        today=today,
    )
    return redirect("surveys:thanks")


@door(Who.EVERYONE)
@require_GET
def thanks(request: Request) -> HttpResponse:
    """The same words for the first time and for every other time."""
    return render_page(request, "surveys/thanks.html")


def _today(request: Request) -> date:
    return local_day(request.organisation_id, request.now)
