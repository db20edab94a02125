"""For whoever leads or trains people: how to ask how it goes, and only what somebody chose to let them know."""

from datetime import date

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kring.events import queries as events
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.portal.queries.addresses import address
from kring.support import queries as support
from kring.ui.pages import render_page


@door(Who.MANAGER)
@never_cache
@require_safe
def my_team(request: Request) -> HttpResponse:
    """A manager's page. What nobody chose to tell is not there, and its absence says nothing."""
    return _page(request, "line_manager", events.reminder_days(request.actor))


@door(Who.TRAINER)
@never_cache
@require_safe
def my_trainees(request: Request) -> HttpResponse:
    """The same for a trainer, with what was chosen for a trainer."""
    return _page(request, "trainer")


def _page(request: Request, recipient: str, days: tuple[date, ...] = ()) -> HttpResponse:
    language = get_language() or "nl"
    lines = support.heard(request.actor, recipient, request.now)
    return render_page(
        request,
        "portal/my_team.html",
        trains=recipient == "trainer",
        heard=tuple((line.told(language), line.ends_on) for line in lines),
        asking=guideline.asking_parts(),
        cards=(guideline.card("check_in"), guideline.card("check_out")),
        report_url=address("events:report"),
        days=days,
    )


@door(Who.EVERYONE)
@require_safe
def what_you_can(request: Request) -> HttpResponse:
    """The thirteen aspects of knowledge and skill that the guideline expects (A20)."""
    aspects = guideline.aspects()
    return render_page(
        request,
        "portal/what_you_can.html",
        know=tuple(one for one in aspects if not one.skill),
        can=tuple(one for one in aspects if one.skill),
        readings_url=address("portal:readings"),
    )
