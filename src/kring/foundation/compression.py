"""
Smaller pages for whoever nobody knows yet: a first visit on a telephone in a corridor.

Compressing a page that holds a secret next to text of somebody else's choice betrays the secret by the length
(BREACH). So only answers to somebody without a session are compressed, and only when nothing came along in the
address: then whoever looks on has no way to put words into the page.
"""

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]

WORTH_IT = 500  # bytes; below that the headers weigh more
BROTLI, GZIP = 5, 6
"""How hard is tried: little over what takes no time."""


def compressed(get_response: Handler) -> Handler:
    """Middleware: compress the pages of whoever is not known, as the browser likes it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _may(request, response):
            patch_vary_headers(response, ("Accept-Encoding",))
            _compress(response, request.headers.get("Accept-Encoding", ""))
        return response

    return middleware


def _may(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and settings.SESSION_COOKIE_NAME not in response.cookies
        and response.status_code == 200
        and not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Encoding")
        and len(response.content) >= WORTH_IT
    )


def _compress(response: HttpResponse, accepted: str) -> None:
    likes = {
        part.partition(";")[0].strip() for part in accepted.lower().split(",") if "q=0" not in part.split(";")[1:]
    }
    if "br" in likes:
        response.content, encoding = brotli.compress(response.content, quality=BROTLI), "br"
    elif "gzip" in likes:
        response.content, encoding = gzip.compress(response.content, GZIP, mtime=0), "gzip"
    else:
        return
    response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))
