"""Budgets of attempts per address, counted apart from the request, and without keeping an address."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connections

from kring.foundation.keys.lookup import lookup_hash
from kring.foundation.requests import Request

LONGEST = 7200
_NOWHERE = "0.0.0.0"  # noqa: S104 (nothing listens here)


def within_budget(request: Request, name: str, budget: int, seconds: int) -> bool:
    """
    Count one attempt from this address and say whether it is among the first `budget` of these `seconds`.

    The count stands on the alias `apart`, so it stays when the request is rolled back; it holds an HMAC.
    A whole ward often shares one address: keep the budget wide enough for a shift.

    :param seconds: at most two hours, after which counts are forgotten
    """
    assert 0 < seconds <= LONGEST, seconds
    key = lookup_hash("attempt", f"{name}:{request.organisation_id}:{address_of(request)}")
    with connections["apart"].cursor() as cursor:
        cursor.execute("select private.attempt(%s, %s, %s)", [key, budget, seconds])
        (within,) = cursor.fetchone()
    return bool(within)


def address_of(request: Request) -> str:
    """
    The address of whoever asks; an IPv6 address counts as its /64, which one household has as a whole.

    Behind proxies it is what the outermost trusted one saw; what a caller wrote in the header is not believed.
    """
    given = request.META.get("REMOTE_ADDR", "")
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies: int = settings.KRING_TRUSTED_PROXIES
    if proxies and len(passed) >= proxies:
        given = passed[-proxies]
    try:
        address = ip_address(given)
    except ValueError:
        return _NOWHERE
    if isinstance(address, IPv6Address):
        return str(ip_network(f"{address}/64", strict=False).network_address)
    return str(address)
