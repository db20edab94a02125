"""The context processor of every page."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from kring.ui.frame import Frame


def frame(request: HttpRequest) -> dict[str, Frame]:
    """What the portal put on the request, or an empty frame, completed with what the request knows."""
    given = getattr(request, "frame", None)
    return {
        "frame": replace(
            given if isinstance(given, Frame) else Frame(),
            path=request.get_full_path() if request.method == "GET" else request.path,
            language=get_language() or settings.LANGUAGE_CODE,
            leave_url=settings.KRING_LEAVE_URL,
        )
    }
