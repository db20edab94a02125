"""What a first visit weighs over the wire: the page and everything it names, as a browser asks for it."""

import re
from typing import Any

from bench.data import cast_of
from bench.place import Place
from bench.serving import Browser, both

PAGES = {"home": "/", "asking": "/praten/"}
MODERN = {"Accept-Encoding": "gzip, br"}
_NAMED = re.compile(rb'(?:src|href)="(/static/[^"]+|/huisstijl[^"]+)"')
_IMPORTED = re.compile(rb'(?:from|import)\s*"(\./[^"]+)"')


def weight(place: Place) -> dict[str, Any]:
    """Bytes of the body and of the headers of each, for home and asking; nothing was kept from before."""
    with both(place) as (kring, _):
        return {name: _visit(kring.browser(cast_of(place)["host"]), path) for name, path in PAGES.items()}


def _visit(browser: Browser, path: str) -> dict[str, int]:
    plain = browser.get(path)
    page = browser.get(path, **MODERN)
    parts = {path: _bytes(page)}
    for found in _NAMED.findall(plain.body):
        address = found.decode().replace("&amp;", "&")
        parts.setdefault(address, _bytes(browser.get(address, **MODERN)))
    return {"page": parts[path], "page_unpacked": len(plain.body), "parts": len(parts), "total": sum(parts.values())}


def _bytes(answer: Any) -> int:
    return len(answer.body) + sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
