"""Ask other sites whether an address still answers. By hand only: Kring itself asks nobody anything."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

WAIT = 20
"""Seconds after which a site counts as silent."""
AT_ONCE = 6
REFUSES_HEAD = {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}


def unreachable(addresses: Iterable[str], *, wait: float = WAIT) -> Iterator[tuple[str, str]]:
    """Which addresses do not answer, each with what was heard instead."""
    asked = list(addresses)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for address, heard in zip(asked, pool.map(lambda one: _heard(one, wait), asked), strict=True):
            if heard:
                yield address, heard


def _heard(address: str, wait: float) -> str:
    try:
        return _asked(address, "HEAD", wait)
    except HTTPError as answer:
        if answer.code not in REFUSES_HEAD:
            return f"{answer.code} {answer.reason}"
    except (OSError, HTTPException, ValueError) as problem:
        return str(problem)
    try:
        return _asked(address, "GET", wait)
    except HTTPError as answer:
        return f"{answer.code} {answer.reason}"
    except (OSError, HTTPException, ValueError) as problem:
        return str(problem)


def _asked(address: str, method: str, wait: float) -> str:
    request = Request(address, method=method, headers={"User-Agent": "Kring link check", "Accept": "*/*"})  # noqa: S310 (reading.py let only https in)
    with urlopen(request, timeout=wait):  # noqa: S310 (the same)
        return ""
