"""Answering with a page."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers

UNPROCESSABLE = 422


def render_page(
    request: HttpRequest,
    template: str,
    /,
    *,
    status: int = 200,
    fragment: str | None = None,
    **context: Any,
) -> TemplateResponse:
    """
    A page, or only its `fragment` template when htmx asks for a piece of it.

    A form in the context that was filled in wrongly makes the status 422, so that htmx and tests can see it.
    """
    if status == 200 and any(_is_wrong(value) for value in context.values()):
        status = UNPROCESSABLE
    piece = fragment is not None and wants_piece(request)
    response = TemplateResponse(request, fragment if piece and fragment else template, context, status=status)
    if fragment is not None:
        patch_vary_headers(response, ("HX-Request",))
    return response


def wants_piece(request: HttpRequest) -> bool:
    """Whether htmx asks for a piece: not for a boosted page and not to restore its history."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def _is_wrong(value: object) -> bool:
    return isinstance(value, BaseForm) and value.is_bound and not value.is_valid()
