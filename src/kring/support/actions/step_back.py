"""Another supporter, for whatever reason: nobody has to say why (andere collega, toch niet)."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import NOBODY, Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.facts import announce
from kring.foundation.tenancy.queries import local_day
from kring.support import access
from kring.support.domain.trajectory import BY_HAND, NotNow, ProposalState, State, move
from kring.support.facts import SupportAsked
from kring.support.models import Conversation, Notice, Proposal, Trajectory
from kring.support.queries import card_of, get_for, locked

NOTICE_LASTS = timedelta(days=7)


@transaction.atomic
def choose_another(*, trajectory_id: UUID, by: Actor, at: datetime) -> None:
    """
    The professional would rather talk with somebody else; the supporter reads "this has stopped", no name, no reason.

    :raises NotAllowed: if it is not theirs
    :raises NotNow: if there is no supporter
    """
    trajectory = get_for(by, trajectory_id)
    access.may_decide(by, trajectory).enforce()
    _release(trajectory, by=by, at=at, notice=True)


@transaction.atomic
def step_back(*, trajectory_id: UUID, by: Actor, at: datetime) -> None:
    """
    The supporter steps back, nameless: a line relation, having been there, or anything else (decision 6).

    :raises NotAllowed: if somebody else supports this person
    :raises NotNow: if it is over
    """
    trajectory = get_for(by, trajectory_id)
    access.may_support(by, trajectory).enforce()
    _release(trajectory, by=by, at=at, notice=False)


def release_overdue(trajectory: Trajectory, *, by: Actor, at: datetime) -> None:
    """For the coordinator's re-assignment, after its own access question; see `assign_supporter`."""
    _release(trajectory, by=by, at=at, notice=True)


def _release(trajectory: Trajectory, *, by: Actor, at: datetime, notice: bool) -> None:
    with for_a_moment(access.inside(trajectory.pk, by), back_to=by):
        row = locked(trajectory.pk)
        if row.state != State.ACTIVE.value or row.supporter_id is None:
            raise NotNow
        card, key = card_of(row)
        gone = row.supporter_id
        if notice:
            Notice(
                organisation_id=row.organisation_id,
                supporter_id=gone,
                spoken_name=row.spoken_name,
                gone_on=local_day(row.organisation_id, at) + NOTICE_LASTS,
            ).save(force_insert=True)
        # Whoever left is not asked again; that is sealed with the card and gone with it. Their mails matter no more.
        card = replace(card, never=(*card.never, gone), choice=None, underway=(), reach_since=None)
        row.card = key.seal("card", row.pk, card.packed())
        row.state = move(row.state, State.SEARCHING)
        row.supporter_id = row.supporter_organisation_id = None
        row.supporter_name = row.supporter_craft = ""
        row.because = []
        row.closes_on = None
        row.reach_to_tell = False
        row.save()
        Conversation.objects.filter(trajectory=row, held_on=None).delete()
        Conversation.objects.filter(trajectory=row).update(supporter_id=NOBODY)
        row.sharing_set.filter(chosen=False).delete()
        row.sharing_set.update(supporter_id=None)
        Proposal.objects.filter(trajectory=row).exclude(state=ProposalState.OPEN.value).delete()
        row.workitem_set.exclude(kind__in=[kind.value for kind in BY_HAND]).delete()
        log.record(
            "request.released",
            "U",
            by=by,
            at=at,
            object_tag=key.tag("object"),
            subject_tag=key.tag("subject"),
        )
    announce(SupportAsked(by.organisation_id))
