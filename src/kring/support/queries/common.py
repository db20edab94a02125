"""What everybody who may see a trajectory sees of it in the same way."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.keys.sealing import OpenKey, SealBroken, open_key, open_keys
from kring.foundation.tenancy.queries import local_day
from kring.support import access
from kring.support.domain.card import Card, unpacked
from kring.support.domain.mails import Mail, Pairs, unsure
from kring.support.domain.trajectory import State
from kring.support.models import Conversation, Sharing, Trajectory

log = logging.getLogger(__name__)


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
    recipient_id: UUID | None


def unsure_of(
    underway: Pairs, conversations: Sequence[ConversationLine], actor: Actor, at: datetime
) -> frozenset[Mail]:
    """Which mails of a trajectory may not have arrived, and still matter (ADR 19)."""
    if not underway:
        return frozenset()
    return unsure(underway, conversations, at, lambda moment: local_day(actor.organisation_id, moment))


Opened = Mapping[UUID, tuple[Card, OpenKey]]
"""By trajectory its opened card and its key."""


def card_of(trajectory: Trajectory) -> tuple[Card, OpenKey]:
    """The opened card and its key. :raises KeyGone: if it was erased"""
    key = open_key(trajectory.data_key_id)
    return unpacked(key.open("card", trajectory.pk, trajectory.card)), key


def cards_of(trajectories: Sequence[Trajectory]) -> dict[UUID, Card]:
    """The opened cards by trajectory, with one statement; one is missing when it was erased."""
    return {pk: card for pk, (card, _key) in cards_and_keys_of(trajectories).items()}


def cards_and_keys_of(trajectories: Sequence[Trajectory]) -> dict[UUID, tuple[Card, OpenKey]]:
    """The same, each with its key. One that is damaged counts as erased: a night or a round must do all the others."""
    keys = open_keys([row.data_key_id for row in trajectories])
    found = {}
    for row in trajectories:
        if (key := keys.get(row.data_key_id)) is None:
            continue
        try:
            found[row.pk] = unpacked(key.open("card", row.pk, row.card)), key
        except SealBroken:
            log.exception("a card does not open")
    return found


def get_for(actor: Actor, trajectory_id: UUID, *, lock: bool = False) -> Trajectory:
    """
    The trajectory, if this actor can see it; unknown, forbidden and foreign are one and the same.

    :raises NotAllowed: if there is nothing here for this actor
    """
    rows = Trajectory.objects.select_for_update() if lock else Trajectory.objects
    trajectory = rows.filter(pk=trajectory_id).exclude(state=State.STOPPED.value).first()
    if trajectory is None:
        access.nothing_here().enforce()
    assert trajectory is not None
    access.may_view(actor, trajectory).enforce()
    return trajectory


def locked(trajectory_id: UUID) -> Trajectory:
    """
    The trajectory under lock, for an action that asked access before.

    :raises NotAllowed: if it was erased in the meantime
    """
    trajectory = Trajectory.objects.select_for_update().filter(pk=trajectory_id).first()
    if trajectory is None:
        access.nothing_here().enforce()
    assert trajectory is not None
    return trajectory


def conversations_of(trajectory_id: UUID) -> tuple[ConversationLine, ...]:
    return conversations_by_trajectory([trajectory_id]).get(trajectory_id, ())


def conversations_by_trajectory(trajectory_ids: Sequence[UUID]) -> dict[UUID, tuple[ConversationLine, ...]]:
    """The conversations of several, with one statement."""
    found: dict[UUID, tuple[ConversationLine, ...]] = {}
    for row in Conversation.objects.filter(trajectory_id__in=trajectory_ids).order_by("number"):
        line = ConversationLine(
            row.number,
            row.from_day,
            row.until_day,
            row.planned_on,
            row.planned_part,
            row.planned_by,
            row.held_on,
        )
        found[row.trajectory_id] = (*found.get(row.trajectory_id, ()), line)
    return found


def shared_of(trajectory_id: UUID, key: OpenKey) -> tuple[SharedLine, ...]:
    return shared_by_trajectory({trajectory_id: key}).get(trajectory_id, ())


def shared_by_trajectory(keys: Mapping[UUID, OpenKey]) -> dict[UUID, tuple[SharedLine, ...]]:
    """What others hear of several, each opened with its own key, with one statement."""
    found: dict[UUID, tuple[SharedLine, ...]] = {}
    for row in Sharing.objects.filter(trajectory_id__in=list(keys)).order_by("recipient", "sentence"):
        line = SharedLine(
            row.id,
            row.recipient,
            keys[row.trajectory_id].open("sharing", row.pk, row.sealed).get("recipient_name", ""),
            row.sentence,
            row.chosen,
            row.ends_on,
            row.recipient_id,
        )
        found[row.trajectory_id] = (*found.get(row.trajectory_id, ()), line)
    return found
