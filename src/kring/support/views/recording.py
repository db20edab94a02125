"""There was a conversation already: on call or in the corridor, entered with consent (decision 9)."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.support import queries
from kring.support.actions.hold_conversation import DayNotYet
from kring.support.actions.record_conversation import Talked, record_conversation
from kring.support.forms.recording import TalkedForm
from kring.support.views.gone import gone_is_told
from kring.ui.pages import render_page


@door(Who.SUPPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_told
def record(request: Request) -> HttpResponse:
    """Enter it, and hand over the code: it is shown in this answer and nowhere else."""
    day = queries.local_day(request.organisation_id, request.now)
    form = TalkedForm(request.POST if request.method == "POST" else None, today=day)
    if form.is_valid():
        given = form.cleaned_data
        talked = Talked(given["name"], given["channel"], given["address"], given["day"], get_language() or "nl")
        try:
            receipt = record_conversation(talked=talked, form_token=given["token"], by=request.actor, at=request.now)
        except DayNotYet:
            form.add_error("day", _("This day does not fit. Choose a day of the past two weeks."))
        else:
            return render_page(request, "support/supporting/recorded.html", receipt=receipt)
    return render_page(
        request,
        "support/supporting/record.html",
        form=form,
        promise=guideline.confidentiality_promise(),
        conditions=guideline.conditions_of_confidentiality(),
    )
