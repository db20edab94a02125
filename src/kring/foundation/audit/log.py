"""Writing the access log, sealing it, and checking that nobody changed it."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Model

from kring.foundation.actor import Actor
from kring.foundation.audit.models import AccessLine, AccessSeal
from kring.foundation.database.inserting import insert

BATCH = 5000
_HASHED = ("id at event action refused actor roles object_tag subject_tag fields_seen reason").split()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log as whoever it is about may read it: the day, not the time."""

    on_day: date
    actor: str
    roles: tuple[str, ...]
    event: str
    fields: tuple[str, ...]
    reason: str
    emergency: bool


def record(
    event: str,
    action: str,
    *,
    by: Actor,
    at: datetime,
    object_tag: str = "",
    subject_tag: str = "",
    fields: Sequence[str] = (),
    reason: str = "",
    emergency: bool = False,
    beside: Sequence[Model] = (),
) -> None:
    """
    Write one line in the request's own transaction.

    :param event: name from the closed catalogue, such as `contactcard.read`
    :param action: C create, R read, U update, D delete, E execute, S search, X export, P purge
    :param object_tag: pseudonym from the thing's own key, never an id
    :param emergency: whether ordinary rules were stepped over, as two people together may (decision 8)
    :param beside: new rows of the action that go into the same statement
    """
    line = AccessLine(
        organisation_id=by.organisation_id,
        at=at,
        event=event,
        action=action,
        actor=by.label,
        roles=",".join(sorted(by.roles)),
        object_tag=object_tag,
        subject_tag=subject_tag,
        fields_seen=list(fields),
        reason=reason,
        emergency=emergency,
    )
    insert(*beside, line)


_ABOUT = """
select line.* from unnest(%s::text[]) with ordinality as asked (tag, place)
cross join lateral private.lines_about(asked.tag) with ordinality as line
order by asked.place, line.ordinality
"""


def lines_about(*subject_tags: str) -> tuple[Line, ...]:
    """What the log says about each of these tags in the organisation in context, the latest of each first."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT, [list(subject_tags)])
        rows = cursor.fetchall()
    return tuple(
        Line(day, actor, tuple(roles.split(",")) if roles else (), event, tuple(fields), reason, emergency)
        for day, actor, roles, event, fields, reason, emergency, _place in rows
    )


def seal(organisation_id: UUID, *, at: datetime) -> int:
    """Put the lines that are not sealed yet under one hash, chained to the last; answers how many."""
    with connection.cursor() as cursor:  # two rounds at once would give two seals one number
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"seal:{organisation_id}"])
    lines = list(
        AccessLine.objects.filter(organisation_id=organisation_id, sealed_in=None).order_by("at", "id")[:BATCH]
    )
    if not lines:
        return 0
    last = AccessSeal.objects.filter(organisation_id=organisation_id).order_by("-number").first()
    previous = last.hash if last else "0" * 64
    made = AccessSeal.objects.create(
        id=uuid.uuid4(),
        organisation_id=organisation_id,
        number=last.number + 1 if last else 1,
        lines=len(lines),
        previous=previous,
        hash=_hash(previous, lines),
        made_at=at,
    )
    AccessLine.objects.filter(pk__in=[line.pk for line in lines]).update(sealed_in=made.pk)
    return len(lines)


def broken_seals(organisation_id: UUID) -> list[int]:
    """The numbers of the seals that do not fit their lines, or the seal before."""
    broken, previous = [], None
    for made in AccessSeal.objects.filter(organisation_id=organisation_id).order_by("number"):
        lines = list(AccessLine.objects.filter(sealed_in=made.pk).order_by("at", "id"))
        fits = made.hash == _hash(made.previous, lines) and len(lines) == made.lines
        if not fits or (previous is not None and made.previous != previous):
            broken.append(made.number)
        previous = made.hash
    return broken


def _hash(previous: str, lines: Iterable[AccessLine]) -> str:
    digest = hashlib.sha256(previous.encode())
    for line in lines:
        values = {name: str(getattr(line, name)) for name in _HASHED}
        if line.emergency:  # lines from before this column keep the hash they had
            values["emergency"] = "True"
        digest.update(json.dumps(values, sort_keys=True).encode())
    return digest.hexdigest()
