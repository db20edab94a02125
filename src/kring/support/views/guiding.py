"""The guide of each conversation: to read, before or during. Nothing can be ticked and nothing is kept."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.support import queries
from kring.support.queries import Companion
from kring.support.views.gone import gone_is_told
from kring.ui.pages import render_page

NUMBERS = range(1, guideline.MAX_CONVERSATIONS + 1)


@door(Who.SUPPORTER)
@require_safe
def guide(request: Request, number: int) -> HttpResponse:
    """To prepare or to print: the guide without anybody."""
    return _page(request, number, None)


@door(Who.SUPPORTER)
@require_safe
@gone_is_told
def guide_for(request: Request, trajectory_id: UUID, number: int) -> HttpResponse:
    """The guide with the two words beside it; name and number stay closed."""
    day = queries.local_day(request.organisation_id, request.now)
    return _page(request, number, queries.companion(request.actor, trajectory_id, day))


def _page(request: Request, number: int, companion: Companion | None) -> HttpResponse:
    if number not in NUMBERS:
        raise Http404
    of = request.organisation_id
    found = guideline.conversation_guide(number, of)
    return render_page(
        request,
        "support/supporting/guide.html",
        guide=found,
        numbers=tuple((one, one == number) for one in NUMBERS),
        sources=", ".join(dict.fromkeys(code for part in found.parts for code in part.source.codes)),
        companion=companion,
        conditions=guideline.conditions_of_confidentiality(),
        three_questions=guideline.card("three_questions"),
        topics=guideline.topics(of),
        topics_aid=guideline.card("topics_aid"),
        reminder=guideline.help_reminder(),
        advise=guideline.card("advise_help"),
        cards=(guideline.card("stop_and_explain"), guideline.card("acute_danger")),
        care=guideline.card("supporter_care"),
        house=queries.house(request.actor),
    )
