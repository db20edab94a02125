"""The page on which somebody keeps something for themselves, on their own device (decision 12)."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.guideline import queries as guideline
from kring.portal.queries.addresses import address
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_safe
def device(request: Request) -> HttpResponse:
    """The same page for everyone: what is kept stays in the browser, so nothing here depends on it (A11, §4.1, K)."""
    return render_page(
        request,
        "portal/device.html",
        kinds=guideline.event_kinds(request.organisation_id),
        weeks=range(1, 9),
        ask_url=address("support:ask"),
    )
