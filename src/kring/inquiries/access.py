"""
Who may do what with questionnaires to advisers.

    administrator, coordinator, HR   begin one, invite advisers, see who answered and what, take one away
    administrator, coordinator       also decide, when it begins, that its experiences are shared; if that is with a
                                     name, they say for which other organisation somebody answers
    who holds the link of a mail     reads, answers, corrects and takes back their own answers
"""

import re
from datetime import date

from django.db import connection
from django.db.models import Q

from kring.experiences import access as experiences
from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if
from kring.foundation.keys.lookup import lookup_hash
from kring.inquiries.domain.terms import Terms
from kring.inquiries.models import Inquiry, Invitation

_NOTHING = "There is nothing here."
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def sends(actor: Actor) -> bool:
    """Whoever makes policy here asks advisers."""
    return experiences.tells(actor)


def may_send(actor: Actor) -> Decision:
    """Begin a questionnaire, invite, see who answered and what."""
    return allowed_if(sends(actor), _NOTHING)


def may_share(actor: Actor) -> Decision:
    """Decide that what is answered is shared with other organisations."""
    return allowed_if(experiences.shares(actor), _NOTHING)


def may_name_houses(actor: Actor, *, is_named: bool) -> Decision:
    """Invite for another organisation: where its name goes out, whoever may share says which."""
    return allowed_if(sends(actor) and (not is_named or experiences.shares(actor)), _NOTHING)


def visible(actor: Actor) -> Q:
    """The questionnaires of the own organisation, for whoever sends."""
    return Q(organisation_id=actor.organisation_id) & Q(is_removed=False) if sends(actor) else Q(pk__in=[])


def is_own(actor: Actor, invitation: Invitation) -> bool:
    """Whether this is the adviser who was invited."""
    here = actor.organisation_id == invitation.organisation_id
    return here and actor.kind == "guest" and actor.subject == invitation.pk


def may_read(actor: Actor, invitation: Invitation) -> Decision:
    """See the own answers, and take them back."""
    return allowed_if(is_own(actor, invitation), _NOTHING)


def may_answer(actor: Actor, invitation: Invitation, inquiry: Inquiry, today: date) -> Decision:
    """Answer and correct, until the last day."""
    is_open = Terms(inquiry.closes_on).is_open(today) and not inquiry.is_removed
    return allowed_if(is_own(actor, invitation) and is_open, _NOTHING)


def hash_for(token: str) -> bytes:
    """What the database knows of a link."""
    return lookup_hash("inquiry-link", token)


def holder(actor: Actor, token: str) -> Actor | None:
    """
    The authority that a link gives: a guest of one invitation, tagged with its questionnaire.

    None if it opens nothing (any more).
    """
    if not _TOKEN.fullmatch(token):
        return None
    with connection.cursor() as cursor:
        cursor.execute("select id, inquiry_id from private.invitation_by_link(%s)", [hash_for(token)])
        found = cursor.fetchone()
    return Actor("guest", actor.organisation_id, subject=found[0], tag=str(found[1])) if found else None
