"""What a coordinator can ask: open work, and requests without a supporter."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.keys.sealing import OpenKey
from kring.foundation.tenancy.queries import local_day
from kring.support import access
from kring.support.domain.card import Card
from kring.support.domain.trajectory import State
from kring.support.models import Trajectory, WorkItem
from kring.support.queries.common import card_of, get_for


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Open work of the coordinator, by spoken name."""

    id: UUID
    trajectory_id: UUID
    kind: str
    spoken_name: str
    since: date
    due_at: datetime


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request without a supporter, as the coordinator sees it."""

    trajectory_id: UUID
    spoken_name: str
    state: State
    craft: str
    windows: tuple[str, ...]
    unit_name: str
    language: str
    asked_on: date
    asked_waiting: bool
    question_unsure: bool


def worklist(actor: Actor) -> tuple[WorkLine, ...]:
    """Open work of the coordinator, by due time."""
    access.may_coordinate(actor).enforce()
    rows = WorkItem.objects.exclude(hidden_from__contains=[actor.subject]).order_by("due_at")
    return tuple(WorkLine(*row) for row in rows.values_list(*(field.name for field in fields(WorkLine))))


SEEN = "pk spoken_name state craft windows unit_name language asked_at question_unsure".split()
"""What a coordinator sees of a request; plain rows, since there may be many."""


def open_requests(
    actor: Actor, trajectory_id: UUID | None = None, *, but: Collection[UUID] = (), most: int | None = None
) -> tuple[OpenRequest, ...]:
    """Requests without a supporter, oldest first: all, all `but` these, at `most` so many; or this one only."""
    access.may_coordinate(actor).enforce()
    rows = Trajectory.objects.filter(access.visible(actor), supporter_id=None).order_by("asked_at")
    if trajectory_id:
        rows = rows.filter(pk=trajectory_id)
    if but:
        rows = rows.exclude(pk__in=but)
    return tuple(_open_request(actor, *row) for row in rows.values_list(*SEEN)[:most])


def open_request(actor: Actor, trajectory_id: UUID) -> tuple[OpenRequest, Card, OpenKey]:
    """One request without a supporter, with its card; the caller writes the access log with the key."""
    trajectory = get_for(actor, trajectory_id)
    access.may_assign(actor, trajectory).enforce()
    card, key = card_of(trajectory)
    return _open_request(actor, *(getattr(trajectory, name) for name in SEEN)), card, key


def _open_request(
    actor: Actor,
    key: UUID,
    spoken_name: str,
    state: str,
    craft: str,
    windows: list[str],
    unit_name: str,
    language: str,
    asked_at: datetime,
    question_unsure: bool,
) -> OpenRequest:
    searching = State(state) is State.SEARCHING
    return OpenRequest(
        trajectory_id=key,
        spoken_name=spoken_name,
        state=State(state),
        craft=craft,
        windows=tuple(windows),
        unit_name=unit_name,
        language=language,
        asked_on=local_day(actor.organisation_id, asked_at),
        asked_waiting=searching,
        question_unsure=searching and question_unsure,
    )
