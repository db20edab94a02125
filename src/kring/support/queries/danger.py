"""Cards that two people open because of danger: what is asked, what is open, and what whoever it is about reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import open_key
from kring.foundation.tenancy.queries import local_day
from kring.support import access, wording
from kring.support.models import Reveal
from kring.support.queries.mine import coordinators


@dataclass(frozen=True, slots=True)
class Opening:
    """A card that was asked for, or is open. `mine`: whether the reader asked for it."""

    id: UUID
    spoken_name: str
    why: str
    asked_by: str
    mine: bool
    until: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """How to reach somebody, for an hour."""

    name: str
    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """What whoever it is about reads: who did it, on which day, and why."""

    on_day: date
    who: tuple[str, ...]
    why: str


def by_words(spoken_name: str) -> UUID | None:
    """The support that goes by these two words, unless this coordinator was left out or two go by the same."""
    with connection.cursor() as cursor:
        cursor.execute("select id from private.trajectory_by_words(%s)", [" ".join(spoken_name.split())])
        found = cursor.fetchall()
    return found[0][0] if len(found) == 1 else None


def openings(actor: Actor) -> tuple[Opening, ...]:
    """What is asked and what is open, for this coordinator; row-level security knows the clock too."""
    access.may_coordinate(actor).enforce()
    names = dict(coordinators())
    rows = Reveal.objects.exclude(person_tag=actor.tag) if actor.tag else Reveal.objects.all()
    return tuple(_opening(row, actor, names) for row in rows.order_by("asked_at"))


def opening(actor: Actor, reveal_id: UUID) -> Opening:
    """
    One of them.

    :raises NotAllowed: if there is nothing here for this coordinator (any more)
    """
    return _opening(_row(actor, reveal_id), actor, dict(coordinators()))


def opened_card(actor: Actor, reveal_id: UUID, at: datetime) -> OpenedCard:
    """
    The card itself, within its hour, for the two; each reading stands in the log.

    :raises NotAllowed: if it is not open for this coordinator (any more)
    """
    row = _row(actor, reveal_id)
    access.may_read_opened(actor, row, at).enforce()
    try:
        key = open_key(row.data_key_id)
    except KeyGone:
        access.nothing_here().enforce()
        raise
    card = key.open("reveal", row.pk, row.sealed)
    log.record(
        "danger.read",
        "R",
        by=actor,
        at=at,
        object_tag=key.tag("object"),
        subject_tag=key.tag("subject"),
        fields=["name", "channel", "address"],
        reason=row.reason,
        emergency=True,
    )
    return OpenedCard(card["name"], card["channel"], card["address"])


def opened_for_me(actor: Actor, trajectory_id: UUID) -> tuple[OpenedLine, ...]:
    """Which cards of one's own two people opened, the latest first."""
    return opened_by_trajectory([trajectory_id]).get(trajectory_id, ())


def opened_by_trajectory(trajectory_ids: Sequence[UUID]) -> dict[UUID, tuple[OpenedLine, ...]]:
    """The same for several, with as many statements."""
    rows = Reveal.objects.filter(trajectory_id__in=trajectory_ids, confirmed_by__isnull=False).order_by(
        "-confirmed_at"
    )
    names, found = dict(coordinators()) if rows else {}, dict[UUID, tuple[OpenedLine, ...]]()
    for row in rows:
        if row.confirmed_at and row.trajectory_id:
            line = OpenedLine(
                local_day(row.organisation_id, row.confirmed_at),
                tuple(names[one] for one in (row.asked_by, row.confirmed_by) if one in names),
                str(wording.DANGERS.get(row.reason, "")),
            )
            found[row.trajectory_id] = (*found.get(row.trajectory_id, ()), line)
    return found


def _row(actor: Actor, reveal_id: UUID) -> Reveal:
    access.may_coordinate(actor).enforce()
    row = Reveal.objects.filter(pk=reveal_id).first()
    if row is None:
        access.nothing_here().enforce()
    assert row is not None
    return row


def _opening(row: Reveal, actor: Actor, names: dict[UUID, str]) -> Opening:
    return Opening(
        id=row.pk,
        spoken_name=row.spoken_name,
        why=str(wording.DANGERS.get(row.reason, "")),
        asked_by=names.get(row.asked_by, ""),
        mine=row.asked_by == actor.subject,
        until=row.ends_at or row.confirm_by,
        is_open=row.ends_at is not None,
    )
