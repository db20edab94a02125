"""Whose page it is: by code or signed in, and which one of several."""

from kring.foundation.database.context import for_a_moment
from kring.foundation.door import held_by_code
from kring.foundation.requests import Request
from kring.support import queries
from kring.support.queries import AskedBefore, MySupport

WATCHING = "watching"


def own(request: Request) -> MySupport | None:
    """One's own support; with several, the one that was chosen last."""
    return queries.my_support(request.actor, request.session.get(WATCHING, ""))


def asked_before(request: Request, *, name: str, address: str, form_token: str) -> AskedBefore | None:
    """The request that this browser can open already, if the same is asked once more: by code, or signed in."""
    held = held_by_code(request)
    if held is None:
        if request.actor.kind != "web":
            return None
        return queries.asked_before(request.actor, name=name, address=address, form_token=form_token)
    with for_a_moment(held, back_to=request.actor):
        return queries.asked_before(held, name=name, address=address, form_token=form_token)


def end(request: Request) -> None:
    """Stop watching: without signing in the session ends, signed in only what belongs to a code goes."""
    if request.user.is_authenticated:
        for name in ("trajectory", "receipt", WATCHING):
            request.session.pop(name, None)
    else:
        request.session.flush()
