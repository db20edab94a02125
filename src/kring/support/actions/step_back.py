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
from kring.support.queries import card_of, get_for

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
        locked = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
        if locked.state != State.ACTIVE.value or locked.supporter_id is None:
            raise NotNow
        card, key = card_of(locked)
        gone = locked.supporter_id
        if notice:
            Notice(
                organisation_id=locked.organisation_id,
                supporter_id=gone,
                spoken_name=locked.spoken_name,
                gone_on=local_day(locked.organisation_id, at) + NOTICE_LASTS,
            ).save(force_insert=True)
        # Whoever left is not asked again; that is sealed with the card and gone with it. Their mails matter no more.
        card = replace(card, never=(*card.never, gone), choice=None, underway=())
        locked.card = key.seal("card", locked.pk, card.packed())
        locked.state = move(locked.state, State.SEARCHING)
        locked.supporter_id = locked.supporter_organisation_id = None
        locked.supporter_name = locked.supporter_craft = ""
        locked.because = []
        locked.closes_on = None
        locked.save()
        Conversation.objects.filter(trajectory=locked, held_on=None).delete()
        Conversation.objects.filter(trajectory=locked).update(supporter_id=NOBODY)
        locked.sharing_set.filter(chosen=False).delete()
        locked.sharing_set.update(supporter_id=None)
        Proposal.objects.filter(trajectory=locked).exclude(state=ProposalState.OPEN.value).delete()
        locked.workitem_set.exclude(kind__in=[kind.value for kind in BY_HAND]).delete()
        log.record(
            "request.released",
            "U",
            by=by,
            at=at,
            object_tag=key.tag("object"),
            subject_tag=key.tag("subject"),
        )
    announce(SupportAsked(by.organisation_id))
