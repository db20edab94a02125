"""The shape of addresses on the web; whether they answer is not asked here."""

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)
TRACKS = ("utm_", "mc_", "_hs", "pk_", "mtm_")
TRACKERS = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "yclid", "sid", "sessionid", "phpsessid"})


def address_problem(address: str) -> str | None:
    """Say what is wrong with the shape of a web address, if anything; whether it answers is not asked."""
    if address != "".join(address.split()) or len(address) > 500:
        return "must be one web address of at most 500 characters, without spaces"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme != "https":
        return "must begin with https://"
    if parts.username or parts.password or port:
        return "must not hold a name, a password or a port"
    if not _HOST.fullmatch(host):
        return f"{host!r} is not the name of a site"
    if follows_somebody(address):
        return "tells the site where a reader came from; leave that part out"
    return None


def follows_somebody(address: str) -> bool:
    """Whether an address tells the site where a reader came from, or who they are."""
    names = [name.lower() for name, _value in parse_qsl(urlsplit(address).query, keep_blank_values=True)]
    return any(name in TRACKERS or name.startswith(TRACKS) for name in names)


def same_place(address: str) -> str:
    """An address without what makes no difference, to find one place that is written in two ways."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def written_twice(addresses: Iterable[str]) -> list[tuple[str, ...]]:
    """Addresses that lead to one place and are written in different ways."""
    found: dict[str, set[str]] = defaultdict(set)
    for address in addresses:
        found[same_place(address)].add(address)
    return [tuple(sorted(ways)) for ways in found.values() if len(ways) > 1]
