"""Whose page it is: by code or signed in, and which one of several."""

from kring.foundation.requests import Request
from kring.support import queries
from kring.support.queries import MySupport

WATCHING = "watching"


def own(request: Request) -> MySupport | None:
    """One's own support; with several, the one that was chosen last."""
    return queries.my_support(request.actor, request.session.get(WATCHING, ""))


def end(request: Request) -> None:
    """Stop watching: without signing in the session ends, signed in only what belongs to a code goes."""
    if request.user.is_authenticated:
        for name in ("trajectory", "receipt", WATCHING):
            request.session.pop(name, None)
    else:
        request.session.flush()
