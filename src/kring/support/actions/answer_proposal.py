"""Say yes to a question, or pass it on (ja zeggen of doorgeven)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.facts import announce
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import OpenKey
from kring.foundation.tenancy.queries import local_day, organisation
from kring.support import access
from kring.support.actions.connecting import connect
from kring.support.actions.letters import Underway
from kring.support.domain.mails import Mail
from kring.support.domain.trajectory import BY_HAND, NotNow, ProposalState, State, move
from kring.support.facts import SupportAsked, SupporterFound
from kring.support.models import Proposal, Trajectory, WorkItem
from kring.support.queries import card_of
from kring.supporters import queries as supporters
from kring.supporters.queries import SupporterCard


@transaction.atomic
def pass_proposal(*, proposal_id: UUID, by: Actor, at: datetime) -> None:
    """
    Pass; no reason is asked and nobody counts it. The next supporter is asked at once.

    :raises NotAllowed: if somebody else was asked
    :raises NotNow: if it was answered or went on before
    """
    _own(proposal_id, by)
    proposal = _still_open(proposal_id)
    proposal.state = ProposalState.PASSED.value
    proposal.save(update_fields=["state"])
    log.record("proposal.passed", "U", by=by, at=at)
    announce(SupportAsked(by.organisation_id))


@transaction.atomic
def accept_proposal(*, proposal_id: UUID, by: Actor, at: datetime) -> UUID:
    """
    Say yes: name and way to reach open, and the three windows are set. Answers the trajectory.

    :raises NotAllowed: if somebody else was asked
    :raises NotNow: if it was answered, went on, or was taken back before
    """
    asked = _own(proposal_id, by)
    me = supporters.card(by.subject, lock=True)
    if me is None:
        access.nothing_here().enforce()
    assert me is not None
    with for_a_moment(access.inside(asked.trajectory_id, by), back_to=by):
        _say_yes(asked, me, by, at)
    announce(SupporterFound(by.organisation_id))
    return asked.trajectory_id


def _own(proposal_id: UUID, by: Actor) -> Proposal:
    proposal = Proposal.objects.filter(pk=proposal_id).first()
    if proposal is None:
        access.nothing_here().enforce()
    assert proposal is not None
    access.may_answer(by, proposal).enforce()
    return proposal


def _still_open(proposal_id: UUID) -> Proposal:
    """The question under lock. :raises NotNow: if it was answered, went on or was taken back"""
    rows = Proposal.objects.select_for_update().filter(pk=proposal_id, state=ProposalState.OPEN.value)
    proposal = rows.first()
    if proposal is None:
        raise NotNow
    return proposal


def _say_yes(asked: Proposal, me: SupporterCard, by: Actor, at: datetime) -> None:
    # The trajectory first: whoever stops or erases it locks in this order too, so that neither waits for the other.
    trajectory = Trajectory.objects.select_for_update().filter(pk=asked.trajectory_id).first()
    if trajectory is None:
        raise NotNow
    proposal = _still_open(asked.pk)
    trajectory.state = move(trajectory.state, State.ACTIVE)
    proposal.state = ProposalState.ACCEPTED.value
    proposal.save(update_fields=["state"])
    try:
        card, key = card_of(trajectory)
    except KeyGone:
        raise NotNow from None
    house = organisation(by.organisation_id)
    letters = Underway([trajectory], at)
    letters.to_person(trajectory, Mail.FOUND)
    connect(trajectory, me, house, card, because=proposal.because, today=local_day(by.organisation_id, at))
    WorkItem.objects.filter(trajectory=trajectory).exclude(kind__in=[kind.value for kind in BY_HAND]).delete()
    letters.send(by.organisation_id)
    _record(key, by, at)


def _record(key: OpenKey, by: Actor, at: datetime) -> None:
    log.record(
        "proposal.accepted",
        "U",
        by=by,
        at=at,
        object_tag=key.tag("object"),
        subject_tag=key.tag("subject"),
        reason="asked_and_fits",
    )
