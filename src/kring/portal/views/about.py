"""Who sees what, what Kring is, and how well it can be used by everyone."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.portal.queries.addresses import address
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_safe
def who_sees_what(request: Request) -> HttpResponse:
    """The promises in plain words, a table by role, and what nobody can promise (privacy contract 6.1, 6.2)."""
    return render_page(request, "portal/who_sees_what.html", mine_url=address("portal:held"))


@door(Who.EVERYONE)
@require_safe
def about(request: Request) -> HttpResponse:
    """What Kring is."""
    return render_page(request, "portal/about.html")


@door(Who.EVERYONE)
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """What was done for accessibility, and what does not work well yet."""
    return render_page(request, "portal/accessibility.html")
