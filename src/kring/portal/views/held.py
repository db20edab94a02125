"""What Kring knows about me (wat Kring van mij weet): with a code, or signed in."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.portal.queries.held import known
from kring.ui.pages import render_page


@door(Who.MINE)
@never_cache
@require_safe
def held(request: Request) -> HttpResponse:
    """Everything that is held, what for, who may see it, who looked, and when it goes."""
    return render_page(
        request,
        "portal/held.html",
        known=known(request.actor, str(request.LANGUAGE_CODE)),
        with_code=request.actor.kind == "code",
        signed_in=request.user.is_authenticated,
    )
