"""
Who may do what in the signpost.

    everyone                                reads; asks to be called back; draws a code
    coordinator, occupational health        keep the entries of the organisation
    adviser, occupational health            keep a page of their own, and take over requests that were sent there
    administrator                           all entries, also somebody's own page on their behalf; the bought codes
    coordinator, administrator              the organisation's own texts
    who holds the link in a mail            takes over the one request behind it
    who holds the code of a request         sees how far it is; takes it back
"""

import re
from typing import Literal
from uuid import UUID

from django.db import connection

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if
from kring.foundation.keys.lookup import lookup_hash
from kring.referral.domain.lists import PAGES_OF_ROLES
from kring.referral.models import ContactRequest

_NOTHING = "There is nothing here."
KEEPERS = frozenset({"coordinator", "administrator", "occupational"})


def keeps(actor: Actor, *roles: str) -> bool:
    """Signed in with one of these roles."""
    return actor.kind == "web" and not actor.roles.isdisjoint(roles)


def may_keep(actor: Actor, keeper_id: UUID | None) -> Decision:
    """Change an entry: of the organisation, one's own page, or as administrator any."""
    if keeper_id is None:
        return allowed_if(keeps(actor, *KEEPERS), _NOTHING)
    own = actor.subject == keeper_id and keeps(actor, *PAGES_OF_ROLES)
    return allowed_if(own or keeps(actor, "administrator"), _NOTHING)


def own_places(actor: Actor) -> frozenset[str]:
    """The places in which this person may have a page of their own."""
    held = [places for role, places in PAGES_OF_ROLES.items() if keeps(actor, role)]
    return frozenset().union(*held)


def may_have_page(actor: Actor, place: str) -> Decision:
    """Have a page of one's own as this."""
    return allowed_if(place in own_places(actor), _NOTHING)


def may_buy(actor: Actor) -> Decision:
    """Fill a pool of codes, or empty it."""
    return allowed_if(keeps(actor, "administrator"), _NOTHING)


def may_keep_checks(actor: Actor) -> Decision:
    """Say when PAGO and PMO are."""
    return allowed_if(keeps(actor, *KEEPERS), _NOTHING)


def may_keep_texts(actor: Actor) -> Decision:
    """Write an own version of a page to read."""
    return allowed_if(keeps(actor, "coordinator", "administrator"), _NOTHING)


def may_take_over(actor: Actor, request: ContactRequest) -> Decision:
    """See whom to call back: with the link of the mail, or as the one whose page it was sent to."""
    here = actor.organisation_id == request.organisation_id
    holds = actor.kind == "guest" and actor.subject == request.pk
    own = request.keeper_id == actor.subject and keeps(actor, *PAGES_OF_ROLES)
    return allowed_if(here and (holds or own), _NOTHING)


def may_take_back(actor: Actor, request: ContactRequest) -> Decision:
    """Take a request back: with its code."""
    here = actor.organisation_id == request.organisation_id
    return allowed_if(here and actor.kind == "guest" and actor.subject == request.pk, _NOTHING)


Opens = Literal["contact_by_code", "contact_by_link"]
_KINDS: dict[Opens, str] = {"contact_by_code": "contact-code", "contact_by_link": "contact-link"}
_SHAPES: dict[Opens, re.Pattern[str]] = {
    "contact_by_code": re.compile(r"[0-9]{16}"),
    "contact_by_link": re.compile(r"[A-Za-z0-9_-]{22}"),
}


def hash_for(opens: Opens, given: str) -> bytes:
    """What the database knows of a code or a link."""
    return lookup_hash(_KINDS[opens], given)


def holder(actor: Actor, opens: Opens, given: str) -> Actor | None:
    """The authority that a code or a link gives: a guest of one request. None if it opens nothing (any more)."""
    if not _SHAPES[opens].fullmatch(given):
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"select private.{opens}(%s)", [hash_for(opens, given)])
        found: UUID | None = cursor.fetchone()[0]
    return Actor("guest", actor.organisation_id, subject=found) if found else None
