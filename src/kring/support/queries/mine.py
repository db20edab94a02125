"""What somebody can ask about their own support."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from kring.foundation.actor import Actor
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.lookup import lookup_hash
from kring.support import access
from kring.support.domain.trajectory import State
from kring.support.models import Trajectory
from kring.support.queries.common import ConversationLine, SharedLine, card_of, conversations_of, shared_of


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


def trajectory_by_code(code: str) -> UUID | None:
    """The trajectory of a code, in the organisation in context."""
    with connection.cursor() as cursor:
        cursor.execute("select private.trajectory_by_code(%s)", [lookup_hash("code", code)])
        found: UUID | None = cursor.fetchone()[0]
    return found


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
        conversations=conversations_of(trajectory.pk),
        shared=shared_of(trajectory.pk, key),
        help_from=trajectory.help_from,
        help_until=trajectory.help_until,
        closes_on=trajectory.closes_on,
        hard_stop_on=trajectory.hard_stop_on,
        evaluation=key.tag("evaluation")[:32] if state is State.DONE else "",
    )
