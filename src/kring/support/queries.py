"""What can be asked about support; answers are plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kring.foundation.actor import Actor
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.lookup import lookup_hash
from kring.foundation.keys.sealing import OpenKey, open_key
from kring.support import access
from kring.support.domain.card import Card, unpacked
from kring.support.domain.trajectory import ProposalState, State
from kring.support.models import Conversation, Notice, Proposal, Sharing, Trajectory, WorkItem


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """One of the three conversations."""

    number: int
    from_day: date
    until_day: date
    planned_on: date | None
    planned_part: str
    planned_by: str
    held_on: date | None


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A sentence that a recipient hears, or that the supporter proposes."""

    id: UUID
    recipient: str
    recipient_name: str
    sentence: str
    chosen: bool
    ends_on: date


@dataclass(frozen=True, slots=True)
class MySupport:
    """The page of the person it is for: who it will be, how far it is, what others hear."""

    trajectory_id: UUID
    spoken_name: str
    state: State
    asked_waiting: bool
    name: str
    channel: str
    address: str
    windows: tuple[str, ...]
    supporter_name: str
    supporter_craft: str
    because: tuple[str, ...]
    conditions_told_on: date | None
    conversations: tuple[ConversationLine, ...]
    shared: tuple[SharedLine, ...]
    help_from: date | None
    help_until: date | None
    closes_on: date | None
    hard_stop_on: date
    evaluation: str


@dataclass(frozen=True, slots=True)
class Question:
    """A request as a supporter sees it before saying yes (decision 6)."""

    id: UUID
    spoken_name: str
    craft: str
    windows: tuple[str, ...]
    unit_name: str
    because: tuple[str, ...]
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class SupportedLine:
    """One line in a supporter's own list."""

    trajectory_id: UUID
    spoken_name: str
    state: State
    next_number: int | None
    next_from: date | None
    next_until: date | None
    planned_on: date | None
    planned_part: str
    remind_help: bool


@dataclass(frozen=True, slots=True)
class Supported:
    """The supporter's page of one person they support."""

    trajectory_id: UUID
    spoken_name: str
    state: State
    name: str
    channel: str
    address: str
    unit_name: str
    conditions_told_on: date | None
    conversations: tuple[ConversationLine, ...]
    proposed: tuple[SharedLine, ...]
    help_from: date | None
    help_until: date | None
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Something stopped; no name."""

    id: UUID
    spoken_name: str


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


def trajectory_by_code(code: str) -> UUID | None:
    """The trajectory of a code, in the organisation in context."""
    with connection.cursor() as cursor:
        cursor.execute("select private.trajectory_by_code(%s)", [lookup_hash("code", code)])
        found: UUID | None = cursor.fetchone()[0]
    return found


def card_of(trajectory: Trajectory) -> tuple[Card, OpenKey]:
    """The opened card and its key. :raises KeyGone: if it was erased"""
    key = open_key(trajectory.data_key_id)
    return unpacked(key.open("card", trajectory.pk, trajectory.card)), key


def own_trajectory(actor: Actor) -> Trajectory | None:
    """The person's own trajectory: by code, or the latest when signed in."""
    rows = Trajectory.objects.exclude(state=State.STOPPED.value)
    if actor.kind == "code":
        return rows.filter(pk=actor.subject).first()
    if actor.kind == "web" and actor.tag:
        return rows.filter(person_tag=actor.tag).order_by("-asked_at").first()
    return None


def my_support(actor: Actor) -> MySupport | None:
    """Everything about one's own support; None when there is none (any more)."""
    trajectory = own_trajectory(actor)
    if trajectory is None:
        return None
    access.may_decide(actor, trajectory).enforce()
    try:
        card, key = card_of(trajectory)
    except KeyGone:
        return None
    state = State(trajectory.state)
    return MySupport(
        trajectory_id=trajectory.pk,
        spoken_name=trajectory.spoken_name,
        state=state,
        asked_waiting=state is State.SEARCHING,
        name=card.name,
        channel=card.channel,
        address=card.address,
        windows=tuple(trajectory.windows),
        supporter_name=trajectory.supporter_name,
        supporter_craft=trajectory.supporter_craft,
        because=tuple(trajectory.because),
        conditions_told_on=trajectory.conditions_told_on,
        conversations=_conversations(trajectory.pk),
        shared=_shared(trajectory.pk, key),
        help_from=trajectory.help_from,
        help_until=trajectory.help_until,
        closes_on=trajectory.closes_on,
        hard_stop_on=trajectory.hard_stop_on,
        evaluation=key.tag("evaluation")[:32] if state is State.DONE else "",
    )


def questions(actor: Actor) -> tuple[Question, ...]:
    """What a supporter is asked now."""
    rows = Proposal.objects.filter(supporter_id=actor.subject, state=ProposalState.OPEN.value)
    return tuple(
        Question(
            row.id,
            row.spoken_name,
            row.craft,
            tuple(row.windows),
            row.unit_name,
            tuple(row.because),
            row.answer_by,
        )
        for row in rows.order_by("answer_by")
    )


def supported_by(actor: Actor, today: date) -> tuple[SupportedLine, ...]:
    """A supporter's own list, most urgent first."""
    rows = (
        Trajectory.objects.filter(supporter_id=actor.subject, supporter_organisation_id=actor.organisation_id)
        .exclude(state=State.STOPPED.value)
        .prefetch_related("conversations")
    )
    lines = []
    for row in rows:
        coming = sorted((c for c in row.conversations.all() if not c.held_on), key=lambda c: c.number)
        first = coming[0] if coming else None
        lines.append(
            SupportedLine(
                row.pk,
                row.spoken_name,
                State(row.state),
                first.number if first else None,
                first.from_day if first else None,
                first.until_day if first else None,
                first.planned_on if first else None,
                first.planned_part if first else "",
                bool(row.help_from and row.help_until and row.help_from <= today <= row.help_until),
            )
        )
    return tuple(sorted(lines, key=lambda line: line.planned_on or line.next_until or date.max))


def supported(actor: Actor, trajectory_id: UUID) -> tuple[Supported, OpenKey]:
    """
    The page of one person a supporter supports; the caller writes the access log with the key.

    :raises NotAllowed: also when it does not exist
    """
    trajectory = get_for(actor, trajectory_id)
    access.may_support(actor, trajectory).enforce()
    card, key = card_of(trajectory)
    page = Supported(
        trajectory_id=trajectory.pk,
        spoken_name=trajectory.spoken_name,
        state=State(trajectory.state),
        name=card.name,
        channel=card.channel,
        address=card.address,
        unit_name=trajectory.unit_name,
        conditions_told_on=trajectory.conditions_told_on,
        conversations=_conversations(trajectory.pk),
        proposed=tuple(line for line in _shared(trajectory.pk, key) if not line.chosen),
        help_from=trajectory.help_from,
        help_until=trajectory.help_until,
        closes_on=trajectory.closes_on,
    )
    return page, key


def notices(actor: Actor) -> tuple[NoticeLine, ...]:
    """What stopped, for a supporter: a spoken name and nothing else."""
    rows = Notice.objects.filter(supporter_id=actor.subject)
    return tuple(NoticeLine(row.id, row.spoken_name) for row in rows)


def worklist(actor: Actor) -> tuple[WorkLine, ...]:
    """Open work of the coordinator, by due time."""
    access.may_coordinate(actor).enforce()
    rows = WorkItem.objects.exclude(hidden_from__contains=[actor.subject]).order_by("due_at")
    return tuple(
        WorkLine(row.id, row.trajectory_id, row.kind, row.spoken_name, row.since, row.due_at) for row in rows
    )


def open_requests(actor: Actor) -> tuple[OpenRequest, ...]:
    """Requests without a supporter, oldest first."""
    access.may_coordinate(actor).enforce()
    rows = Trajectory.objects.filter(access.visible(actor), supporter_id=None).order_by("asked_at")
    return tuple(_open_request(row) for row in rows)


def open_request(actor: Actor, trajectory_id: UUID) -> tuple[OpenRequest, Card, OpenKey]:
    """One request without a supporter, with its card; the caller writes the access log with the key."""
    trajectory = get_for(actor, trajectory_id)
    access.may_assign(actor, trajectory).enforce()
    card, key = card_of(trajectory)
    return _open_request(trajectory), card, key


def get_for(actor: Actor, trajectory_id: UUID, *, lock: bool = False) -> Trajectory:
    """
    The trajectory, if this actor can see it; unknown, forbidden and foreign are one and the same.

    :raises NotAllowed: if there is nothing here for this actor
    """
    rows = Trajectory.objects.select_for_update() if lock else Trajectory.objects
    trajectory = rows.filter(pk=trajectory_id).exclude(state=State.STOPPED.value).first()
    if trajectory is None:
        access.allowed_if(False, "There is nothing here.").enforce()
    assert trajectory is not None
    return trajectory


def _open_request(row: Trajectory) -> OpenRequest:
    return OpenRequest(
        row.pk,
        row.spoken_name,
        State(row.state),
        row.craft,
        tuple(row.windows),
        row.unit_name,
        row.language,
        row.asked_at.date(),
        State(row.state) is State.SEARCHING,
    )


def _conversations(trajectory_id: UUID) -> tuple[ConversationLine, ...]:
    rows = Conversation.objects.filter(trajectory_id=trajectory_id).order_by("number")
    return tuple(
        ConversationLine(
            row.number,
            row.from_day,
            row.until_day,
            row.planned_on,
            row.planned_part,
            row.planned_by,
            row.held_on,
        )
        for row in rows
    )


def _shared(trajectory_id: UUID, key: OpenKey) -> tuple[SharedLine, ...]:
    rows = Sharing.objects.filter(trajectory_id=trajectory_id).order_by("recipient", "sentence")
    return tuple(
        SharedLine(
            row.id,
            row.recipient,
            key.open("sharing", row.pk, row.sealed).get("recipient_name", ""),
            row.sentence,
            row.chosen,
            row.ends_on,
        )
        for row in rows
    )
