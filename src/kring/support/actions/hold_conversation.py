"""Mark that a conversation took place (gesprek gevoerd), and tell the conditions before the first one counts."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.tenancy.queries import local_day
from kring.support import access
from kring.support.actions.plan_conversation import clear_overdue, keep_closing_day
from kring.support.domain.trajectory import NotNow, State, move
from kring.support.models import Conversation
from kring.support.queries import get_for


class ConditionsFirst(Exception):
    """The conditions of confidentiality must be told before the first conversation counts (RPOG 36)."""


class DayNotYet(Exception):
    """The day lies in the future, before the support began, or before the conversation that came first."""


@transaction.atomic
def tell_conditions(*, trajectory_id: UUID, by: Actor, at: datetime) -> None:
    """
    Note that the three conditions were told, with the day and nothing else.

    :raises NotAllowed: if somebody else supports this person
    """
    trajectory = get_for(by, trajectory_id, lock=True)
    access.may_support(by, trajectory).enforce()
    if trajectory.conditions_told_on is None:
        trajectory.conditions_told_on = local_day(by.organisation_id, at)
        trajectory.save(update_fields=["conditions_told_on"])
        log.record("conditions.told", "U", by=by, at=at)


@transaction.atomic
def hold_conversation(*, trajectory_id: UUID, number: int, day: date, by: Actor, at: datetime) -> None:
    """
    Mark conversation 1, 2 or 3 as held on a day. After the third, the support is done and closes by itself.

    :raises NotAllowed: if somebody else supports this person
    :raises ConditionsFirst: if the conditions were not told
    :raises DayNotYet: if the day has not come, or lies before the request or the conversation before
    :raises NotNow: if it was marked before, or an earlier one was not
    """
    trajectory = get_for(by, trajectory_id, lock=True)
    access.may_support(by, trajectory).enforce()
    if trajectory.state != State.ACTIVE.value:
        raise NotNow
    if trajectory.conditions_told_on is None:
        raise ConditionsFirst
    lines = list(Conversation.objects.filter(trajectory=trajectory).order_by("number"))
    coming = [line for line in lines if line.held_on is None]
    if not coming or coming[0].number != number:
        raise NotNow
    conversation = coming[0]
    earliest = max(
        [local_day(by.organisation_id, trajectory.asked_at), *(line.held_on for line in lines if line.held_on)]
    )
    if not earliest <= day <= local_day(by.organisation_id, at):
        raise DayNotYet
    conversation.held_on = day
    conversation.save(update_fields=["held_on"])
    if len(coming) == 1:
        trajectory.state = move(trajectory.state, State.DONE)
        trajectory.save(update_fields=["state"])
    keep_closing_day(trajectory)
    clear_overdue(trajectory, by)
    log.record("conversation.held", "U", by=by, at=at)
