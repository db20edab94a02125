"""Published half-years: for everyone who is signed in, and the same for all of them."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.portal.queries import figures as asked
from kring.portal.queries.house import house
from kring.ui.pages import render_page


@door(Who.SIGNED_IN)
@require_safe
def figures(request: Request) -> HttpResponse:
    """What was fixed, how rounding works, and when the next numbers come. Nothing live (decision 16)."""
    here = house(request.organisation_id)
    published = asked.published(request.GET.get("half", ""), request.organisation_id, str(request.LANGUAGE_CODE))
    today = request.now.astimezone(here.zone).date()
    return render_page(
        request,
        "portal/figures.html",
        published=published,
        coming=asked.coming(today, published.names if published else ()),
    )
