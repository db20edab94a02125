"""The frame around every page: name, navigation by role, help now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def frame(get_response: Handler) -> Handler:
    """Hang the frame on the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return middleware
