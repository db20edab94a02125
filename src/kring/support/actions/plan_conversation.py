"""Plan a conversation (een moment kiezen): a day and a part of the day; either of the two can."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.database.context import for_a_moment
from kring.foundation.tenancy.queries import local_day, organisation
from kring.guideline import queries as guideline
from kring.support import access
from kring.support.domain.trajectory import NotNow, State, WorkKind
from kring.support.models import Conversation, Trajectory
from kring.support.queries import get_for


class DayDoesNotFit(Exception):
    """The day lies in the past or beyond the hard stop."""


@transaction.atomic
def plan_conversation(*, trajectory_id: UUID, number: int, day: date, part: str, by: Actor, at: datetime) -> None:
    """
    Put a day on a conversation that was not held yet; planning again replaces it.

    :raises NotAllowed: if this is not one of the two
    :raises NotNow: if the conversation was held, or the support is over
    :raises DayDoesNotFit: if the day is past, or after everything is gone
    """
    trajectory = get_for(by, trajectory_id, lock=True)
    access.may_plan(by, trajectory).enforce()
    if trajectory.state != State.ACTIVE.value:
        raise NotNow
    if day < local_day(by.organisation_id, at) or day >= trajectory.hard_stop_on:
        raise DayDoesNotFit
    conversation = Conversation.objects.filter(trajectory=trajectory, number=number, held_on=None).first()
    if conversation is None:
        raise NotNow
    if (day, part) != (conversation.planned_on, conversation.planned_part):
        conversation.to_tell = True  # the next round tells the other: who moves it five times sends one mail
    conversation.planned_on, conversation.planned_part = day, part
    conversation.planned_by = "professional" if access.is_own(by, trajectory) else "supporter"
    conversation.save(update_fields=["planned_on", "planned_part", "planned_by", "to_tell"])
    keep_closing_day(trajectory)
    clear_overdue(trajectory, by)


def keep_closing_day(trajectory: Trajectory) -> None:
    """It closes by itself fourteen days after the last conversation, planned or held, or sooner (decision 9)."""
    days = [c.held_on or c.planned_on or c.until_day for c in Conversation.objects.filter(trajectory=trajectory)]
    after = organisation(trajectory.organisation_id).closes_after_days
    trajectory.closes_on = min(guideline.closes_on(max(days), after), trajectory.hard_stop_on)
    trajectory.save(update_fields=["closes_on"])


def clear_overdue(trajectory: Trajectory, by: Actor) -> None:
    """Whatever was overdue has moved; a call to look along stays until a coordinator did."""
    with for_a_moment(access.inside(trajectory.pk, by), back_to=by):
        trajectory.workitem_set.filter(kind=WorkKind.OVERDUE.value).delete()
