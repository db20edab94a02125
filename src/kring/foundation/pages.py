"""Every page there is: its name, its address, and for whom its door opens. Read from Django's own resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from kring.foundation.door import Who


@dataclass(frozen=True, slots=True)
class Page:
    """
    One address.

    `who` is None for a page outside every organisation, such as the health check.
    """

    address: str
    name: str
    who: Who | None


def all_pages() -> list[Page]:
    """Every page, in order of address."""
    return sorted(_walk(get_resolver(), "/", ()), key=lambda page: (page.address, page.name))


def _walk(resolver: URLResolver, address: str, spaces: tuple[str, ...]) -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        place = address + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = ":".join([*spaces, pattern.name or place])
            yield Page(place, name, getattr(pattern.callback, "door", None))
        else:
            yield from _walk(pattern, place, (*spaces, pattern.namespace) if pattern.namespace else spaces)
