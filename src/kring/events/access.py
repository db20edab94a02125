"""
Who may do what with events and offers, and which rows that are.

    actor                              sees and does
    who holds the reporter's link      what was typed; names colleagues, for two weeks
    who scans "I was there"            only that this event exists
    who holds the link of an offer     their own side of it: answers, erases
    the coordinator                    events; offers still to make; never an answer
    the supporter who approaches       the offers handed to them
    a manager                          the days on which they want to be reminded of their team
    everyone else                      nothing, and is told that nothing is there
"""

import base64
import re
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db import connection
from django.db.models import Q

from kring.events.models import Event, Offer, OfferAnswer
from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if
from kring.foundation.keys.lookup import lookup_hash

NAMING_LASTS = timedelta(days=14)
_NOTHING = "There is nothing here."
_NONE = Q(pk__in=[])


def coordinates(actor: Actor) -> bool:
    """A coordinator, signed in."""
    return actor.kind == "web" and actor.has("coordinator")


def may_coordinate(actor: Actor) -> Decision:
    """See the lists of events and open offers, and hand names to a supporter."""
    return allowed_if(coordinates(actor), _NOTHING)


def may_view_event(actor: Actor, event: Event) -> Decision:
    """See an event: kind, criteria, week, unit."""
    here = actor.organisation_id == event.organisation_id
    holds = actor.kind == "guest" and actor.subject == event.pk
    return allowed_if(here and (holds or coordinates(actor)), _NOTHING)


def visible_events(actor: Actor) -> Q:
    """The same, for many rows."""
    if coordinates(actor):
        return Q(organisation_id=actor.organisation_id)
    if actor.kind == "guest":
        return Q(organisation_id=actor.organisation_id, pk=actor.subject)
    return _NONE


def may_name(actor: Actor, event: Event, today: date) -> Decision:
    """Name colleagues: with the reporter's link, for two weeks."""
    may_view_event(actor, event).enforce()
    return allowed_if(actor.kind == "guest" and today <= event.reported_on + NAMING_LASTS, _NOTHING)


def may_approach(actor: Actor, offer: Offer) -> Decision:
    """See the card of an offer and tick it: the coordinator, or the supporter it was handed to."""
    handed = actor.kind == "web" and offer.approacher_id == actor.subject
    here = actor.organisation_id == offer.organisation_id
    return allowed_if(here and (handed or coordinates(actor)), _NOTHING)


def visible_offers(actor: Actor) -> Q:
    """The same, for many rows."""
    if coordinates(actor):
        return Q(organisation_id=actor.organisation_id)
    if actor.kind == "web":
        return Q(organisation_id=actor.organisation_id, approacher_id=actor.subject)
    return _NONE


def may_answer(actor: Actor, answer: OfferAnswer) -> Decision:
    """See, answer and erase the own side of an offer: with its link, nobody else."""
    here = actor.organisation_id == answer.organisation_id
    return allowed_if(here and actor.kind == "guest" and actor.subject == answer.pk, _NOTHING)


def visible_answers(actor: Actor) -> Q:
    """The same, for many rows."""
    if actor.kind == "guest":
        return Q(organisation_id=actor.organisation_id, pk=actor.subject)
    return _NONE


def may_be_reminded(actor: Actor) -> Decision:
    """Ask to be reminded of the own team."""
    return allowed_if(actor.kind == "web" and actor.has("manager"), _NOTHING)


def own_reminders(actor: Actor) -> Q:
    """The days on which this person wants to be reminded."""
    if actor.kind == "web":
        return Q(organisation_id=actor.organisation_id, person_id=actor.subject)
    return _NONE


# --- links: what stands in an address, what the database knows of it, and whose authority it gives
Opens = Literal["event_by_page", "event_by_here", "answer_by_link"]
_KINDS: dict[Opens, str] = {
    "event_by_page": "event-page",
    "event_by_here": "event-here",
    "answer_by_link": "offer",
}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def is_token(text: str) -> bool:
    """Whether this looks like a token of ours."""
    return _TOKEN.fullmatch(text) is not None


def hash_for(opens: Opens, token: str) -> bytes:
    """What the database knows of a token."""
    return lookup_hash(_KINDS[opens], token)


def here_token(page_token: str) -> str:
    """
    The token of the square to scan, from the token of the reporter's page.

    The way back does not exist: who scans cannot find the reporter's page.
    """
    return base64.urlsafe_b64encode(lookup_hash("event-here-token", page_token)[:16]).decode().rstrip("=")


def holder(actor: Actor, opens: Opens, token: str) -> Actor | None:
    """The authority that a link gives: a guest of one event, or of one offer. None if it opens nothing (any more)."""
    found = _resolve(opens, token) if is_token(token) else None
    return Actor("guest", actor.organisation_id, subject=found) if found else None


def _resolve(opens: Opens, token: str) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute(f"select private.{opens}(%s)", [hash_for(opens, token)])
        found: UUID | None = cursor.fetchone()[0]
    return found
