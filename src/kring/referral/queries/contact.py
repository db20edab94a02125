"""Requests to be called back: how one is, for whoever holds its code; whom to call, for the provider."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import open_key
from kring.referral import access
from kring.referral.domain.contact import Caller
from kring.referral.models import ContactRequest


@dataclass(frozen=True, slots=True)
class Followed:
    """A request as the person sees it."""

    state: str
    provider_name: str
    phone: str
    gone_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request at somebody's own page that waits to be taken over, without a name."""

    id: UUID
    gone_at: datetime


def followed(by: Actor) -> Followed | None:
    """How a request is; for whoever holds its code."""
    row = ContactRequest.objects.select_related("provider").filter(pk=by.subject).first()
    if row is None:
        return None
    return Followed(row.state, row.provider.name, row.provider.phone, row.gone_at)


def waiting(actor: Actor) -> tuple[Waiting, ...]:
    """What was sent to somebody's own page and was not taken over, the oldest first."""
    rows = ContactRequest.objects.filter(keeper_id=actor.subject, sealed__isnull=False).order_by("gone_at")
    return tuple(Waiting(row.id, row.gone_at) for row in rows)


def caller(request_id: UUID, by: Actor) -> Caller | None:
    """
    Whom to call back; None if that was taken over, taken back or is too old.

    :raises NotAllowed: if the reader neither holds the link nor has the page it was sent to
    """
    row = ContactRequest.objects.filter(pk=request_id).first()
    if row is None or row.sealed is None or row.data_key_id is None:
        return None
    access.may_take_over(by, row).enforce()
    try:
        held = open_key(row.data_key_id).open("caller", row.id, row.sealed)
    except KeyGone:
        return None
    return Caller(**held)
