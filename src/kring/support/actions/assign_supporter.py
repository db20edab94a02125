"""Look along as coordinator (meekijken): let Kring search on, ask somebody by name, or take over what lies still."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.decision import NotAllowed
from kring.foundation.facts import announce
from kring.support import access
from kring.support.actions.step_back import release_overdue
from kring.support.domain.mails import MailState
from kring.support.domain.trajectory import NotNow, ProposalState, State, WorkKind, move
from kring.support.facts import SupportAsked
from kring.support.models import Trajectory, WorkItem
from kring.support.queries import card_of, get_for, locked


@transaction.atomic
def search_on(*, trajectory_id: UUID, choice: UUID | None, by: Actor, at: datetime) -> None:
    """
    Let Kring search again; with `choice`, that supporter first if they fit. Questions asked before may come again.

    :raises NotAllowed: if there is nothing here for this coordinator
    """
    trajectory = get_for(by, trajectory_id)
    access.may_assign(by, trajectory).enforce()
    with for_a_moment(access.inside(trajectory.pk, by), back_to=by):
        row = locked(trajectory.pk)
        access.may_assign(by, row).enforce()  # somebody may have said yes while this waited
        card, key = card_of(row)
        row.card = key.seal("card", row.pk, replace(card, choice=choice).packed())
        row.question_unsure = False
        if row.state == State.STUCK.value:
            row.state = move(row.state, State.SEARCHING)
        row.save(update_fields=["card", "state", "question_unsure"])
        _forget_expired(row, choice)
        _leave_unsure(row)
        row.proposal_set.filter(state=ProposalState.OPEN.value).delete()
        row.workitem_set.all().delete()
        log.record(
            "request.assigned",
            "U",
            by=by,
            at=at,
            object_tag=key.tag("object"),
            subject_tag=key.tag("subject"),
        )
    announce(SupportAsked(by.organisation_id))


@transaction.atomic
def take_over(*, work_item_id: UUID, reason: str, by: Actor, at: datetime) -> UUID:
    """
    Re-assign what lies still, for a closed reason; the card opens to this coordinator and the log says so.

    :raises NotAllowed: if there is no such open work for this coordinator
    :raises NotNow: if it moved on meanwhile
    """
    access.may_coordinate(by).enforce()
    item = WorkItem.objects.filter(pk=work_item_id, kind=WorkKind.OVERDUE.value).first()
    if item is None or by.subject in item.hidden_from:
        raise NotAllowed(access.nothing_here())
    with for_a_moment(access.inside(item.trajectory_id, by), back_to=by):
        trajectory = locked(item.trajectory_id)
        if not WorkItem.objects.filter(pk=item.pk).exists():
            raise NotNow  # somebody planned it while this waited, and nothing opens
        _, key = card_of(trajectory)
        log.record(
            "contactcard.revealed",
            "R",
            by=by,
            at=at,
            object_tag=key.tag("object"),
            subject_tag=key.tag("subject"),
            fields=["name", "channel"],
            reason=reason,
        )
    release_overdue(trajectory, by=by, at=at)
    return item.trajectory_id


def _leave_unsure(trajectory: Trajectory) -> None:
    """Who may have had the mail is not asked again by searching on: nobody gets a second one unseen (ADR 19)."""
    unsure = trajectory.proposal_set.filter(state=ProposalState.OPEN.value, mail=MailState.UNSURE.value)
    unsure.update(state=ProposalState.EXPIRED.value)


def _forget_expired(trajectory: Trajectory, choice: UUID | None) -> None:
    """A question that ran out may be asked again; a pass or an unsure mail not, unless the coordinator names them."""
    rows = trajectory.proposal_set.all()
    rows.filter(state=ProposalState.EXPIRED.value).exclude(mail=MailState.UNSURE.value).delete()
    if choice:
        rows.filter(supporter_id=choice).delete()
