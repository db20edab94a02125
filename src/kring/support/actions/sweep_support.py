"""What time brings (decision 26): clocks that ran out, reminders, what closes."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef

from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import local_day
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.letters import Underway
from kring.support.actions.tell_of_moment import tell_of_moments
from kring.support.actions.tell_of_reach import tell_of_reach
from kring.support.domain.mails import Mail
from kring.support.domain.trajectory import ProposalState, State, WorkKind
from kring.support.models import Conversation, Notice, Proposal, Sharing, Trajectory, WorkItem
from kring.supporters import queries as supporters

GRACE = timedelta(days=2)  # K: before an unmarked conversation asks for attention


def sweep_support(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """One round: ask the next supporter where the clock ran out, remind, show what lies still."""
    Proposal.objects.filter(organisation_id=organisation_id, state=ProposalState.OPEN.value, answer_by__lt=at).update(
        state=ProposalState.EXPIRED.value
    )
    find_supporters(organisation_id, by, at)
    tell_of_moments(organisation_id, at)
    tell_of_reach(organisation_id, at)
    _remind_of_help(organisation_id, at)
    _show_overdue(organisation_id, at)
    today = local_day(organisation_id, at)
    Notice.objects.filter(organisation_id=organisation_id, gone_on__lte=today).delete()
    Sharing.objects.filter(organisation_id=organisation_id, ends_on__lte=today).delete()


def _remind_of_help(organisation_id: UUID, at: datetime) -> None:
    """Four to six weeks after: both are reminded to talk about professional help; doubt means advise (A28)."""
    today = local_day(organisation_id, at)
    due = list(
        Trajectory.objects.select_for_update(skip_locked=True).filter(
            organisation_id=organisation_id,
            state__in=[State.ACTIVE.value, State.DONE.value],
            help_from__lte=today,
            help_reminded_on=None,
        )
    )
    if not due:
        return
    mails = {c.id: c for c in supporters.candidates(today)}
    letters = Underway(due, at)
    for trajectory in due:
        trajectory.help_reminded_on = today
        if supporter := mails.get(trajectory.supporter_id) if trajectory.supporter_id else None:
            letters.to_supporter(trajectory, Mail.HELP_SUPPORTER, supporter.mail, supporter.language)
        letters.to_person(trajectory, Mail.HELP)
    letters.send(organisation_id, keeping=["help_reminded_on"])


def _show_overdue(organisation_id: UUID, at: datetime) -> None:
    """A first conversation that nobody marked, or a later one long past: on the coordinator's list, by spoken name."""
    long_past = local_day(organisation_id, at) - GRACE
    known = WorkItem.objects.filter(trajectory=OuterRef("trajectory_id"), kind=WorkKind.OVERDUE.value)
    late = (
        Conversation.objects.filter(
            organisation_id=organisation_id,
            held_on=None,
            until_day__lt=long_past,
            trajectory__state=State.ACTIVE.value,
        )
        .exclude(planned_on__gte=long_past)
        .exclude(Exists(known))
    )
    # The trajectory under lock: who plans a moment just now waits, and then takes the line off the list again.
    rows = Trajectory.objects.select_for_update(skip_locked=True).filter(
        Exists(late.filter(trajectory=OuterRef("pk"))), organisation_id=organisation_id
    )
    trajectories = {row.pk: row for row in rows}
    still = late.filter(trajectory__in=list(trajectories)).order_by("trajectory_id", "number")
    fresh = [
        WorkItem(
            id=uuid4(),
            organisation_id=organisation_id,
            trajectory_id=conversation.trajectory_id,
            kind=WorkKind.OVERDUE.value,
            spoken_name=trajectories[conversation.trajectory_id].spoken_name,
            hidden_from=trajectories[conversation.trajectory_id].hidden_from,
            since=conversation.until_day,
            due_at=at,
        )
        for conversation in still.distinct("trajectory_id")
    ]
    WorkItem.objects.bulk_create(fresh, ignore_conflicts=True)  # another round may have been first
