"""
A budget of tries, so that nobody floods an open page.

What is counted is an HMAC of the name and the caller's address; the address itself is never kept. The count stands
apart from the request's transaction: a refused try is counted too.
"""

from django.conf import settings
from django.db import connections
from django.http import HttpRequest

from kring.foundation.keys.lookup import lookup_hash


def within_budget(request: HttpRequest, name: str, budget: int, seconds: int) -> bool:
    """
    Count one try of this caller and tell whether it fits.

    :param name: what is counted, such as `report`; each name has its own budget
    :param budget: how many tries fit in one span
    :param seconds: the length of a span
    """
    tried = lookup_hash("attempt", f"{name}:{client_address(request)}")
    with connections["apart"].cursor() as cursor:
        cursor.execute("select private.attempt(%s, %s, %s)", [tried, budget, seconds])
        (fits,) = cursor.fetchone()
    return bool(fits)


def client_address(request: HttpRequest) -> str:
    """Where the request came from: what the nearest trusted proxy says, and without one the connection itself."""
    here = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.KRING_TRUSTED_PROXIES
    if not proxies:
        return here
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return passed[-proxies] if len(passed) >= proxies else here
