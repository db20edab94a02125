"""What a supporter can ask: what they are asked, whom they support, what stopped."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.keys.sealing import OpenKey
from kring.support import access
from kring.support.domain.mails import MailState, Pairs
from kring.support.domain.trajectory import ProposalState, State
from kring.support.models import Notice, Proposal, Trajectory
from kring.support.queries.common import (
    ConversationLine,
    SharedLine,
    card_of,
    conversations_of,
    get_for,
    shared_of,
)


@dataclass(frozen=True, slots=True)
class Question:
    """
    A request as a supporter sees it before saying yes (decision 6).

    `trajectory_id` is for going on after saying yes; nothing opens with it before. `unsure`: the mail about it may not
    have arrived.
    """

    id: UUID
    trajectory_id: UUID
    state: ProposalState
    spoken_name: str
    craft: str
    windows: tuple[str, ...]
    unit_name: str
    because: tuple[str, ...]
    answer_by: datetime
    unsure: bool


@dataclass(frozen=True, slots=True)
class SupportedLine:
    """One line in a supporter's own list; `remind_help` from four weeks after the event until it closes (A28)."""

    trajectory_id: UUID
    spoken_name: str
    state: State
    next_number: int | None
    next_from: date | None
    next_until: date | None
    planned_on: date | None
    planned_part: str
    closes_on: date | None
    remind_help: bool


@dataclass(frozen=True, slots=True)
class Supported:
    """
    The supporter's page of one person they support.

    `conversations` holds what this supporter held or will hold; a number that is missing was held with an earlier
    supporter. `proposed` is what this supporter proposed and nobody chose; what was chosen is not theirs to see.
    """

    trajectory_id: UUID
    spoken_name: str
    state: State
    name: str
    channel: str
    address: str
    reach_since: date | None
    unit_name: str
    conditions_told_on: date | None
    conversations: tuple[ConversationLine, ...]
    proposed: tuple[SharedLine, ...]
    underway: Pairs
    remind_help: bool
    closes_on: date | None
    hard_stop_on: date


@dataclass(frozen=True, slots=True)
class Companion:
    """What stands beside the guide during a conversation: two words, no name."""

    trajectory_id: UUID
    spoken_name: str
    conditions_told_on: date | None
    remind_help: bool


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Something stopped; no name."""

    id: UUID
    spoken_name: str


def questions(actor: Actor) -> tuple[Question, ...]:
    """What a supporter is asked now."""
    rows = Proposal.objects.filter(supporter_id=actor.subject, state=ProposalState.OPEN.value)
    return tuple(_question(row) for row in rows.order_by("answer_by"))


def question(actor: Actor, proposal_id: UUID) -> Question:
    """
    One question to this supporter, open or not any more.

    :raises NotAllowed: also when it does not exist (any more)
    """
    row = Proposal.objects.filter(pk=proposal_id).first()
    if row is None:
        access.nothing_here().enforce()
    assert row is not None
    access.may_answer(actor, row).enforce()
    return _question(row)


def supported_by(actor: Actor, today: date) -> tuple[SupportedLine, ...]:
    """A supporter's own list, what comes first on top."""
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
                row.closes_on,
                _time_for_help(row, today),
            )
        )
    return tuple(sorted(lines, key=lambda line: line.planned_on or line.next_until or date.max))


def supported(actor: Actor, trajectory_id: UUID, today: date) -> tuple[Supported, OpenKey]:
    """
    The page of one person a supporter supports; the caller writes the access log with the key.

    :raises NotAllowed: also when it does not exist
    :raises KeyGone: if it was erased at this moment
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
        reach_since=card.reach_since,
        unit_name=trajectory.unit_name,
        conditions_told_on=trajectory.conditions_told_on,
        conversations=conversations_of(trajectory.pk),
        proposed=tuple(line for line in shared_of(trajectory.pk, key) if not line.chosen),
        underway=card.underway,
        remind_help=_time_for_help(trajectory, today),
        closes_on=trajectory.closes_on,
        hard_stop_on=trajectory.hard_stop_on,
    )
    return page, key


def companion(actor: Actor, trajectory_id: UUID, today: date) -> Companion:
    """
    Beside the guide: the card stays closed.

    :raises NotAllowed: also when it does not exist
    """
    trajectory = get_for(actor, trajectory_id)
    access.may_support(actor, trajectory).enforce()
    return Companion(
        trajectory.pk,
        trajectory.spoken_name,
        trajectory.conditions_told_on,
        _time_for_help(trajectory, today),
    )


def notices(actor: Actor) -> tuple[NoticeLine, ...]:
    """What stopped, for a supporter: a spoken name and nothing else."""
    rows = Notice.objects.filter(supporter_id=actor.subject).order_by("spoken_name")
    return tuple(NoticeLine(row.id, row.spoken_name) for row in rows)


def _question(row: Proposal) -> Question:
    return Question(
        row.id,
        row.trajectory_id,
        ProposalState(row.state),
        row.spoken_name,
        row.craft,
        tuple(row.windows),
        row.unit_name,
        tuple(row.because),
        row.answer_by,
        row.mail == MailState.UNSURE.value,
    )


def _time_for_help(trajectory: Trajectory, today: date) -> bool:
    """Four weeks after, or longer ago: an event of long ago means now (A28)."""
    return trajectory.help_from is not None and trajectory.help_from <= today
