"""Say yes to a question, or pass it on (ja zeggen of doorgeven)."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.facts import announce
from kring.foundation.keys.sealing import OpenKey
from kring.foundation.mail.outbox import post
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import organisation
from kring.guideline import queries as guideline
from kring.support import access
from kring.support.domain.card import Card
from kring.support.domain.trajectory import NotNow, ProposalState, State, move
from kring.support.facts import SupportAsked, SupporterFound
from kring.support.models import Conversation, Proposal, Trajectory, WorkItem
from kring.support.queries import card_of
from kring.supporters import queries as supporters


def _own_open(proposal_id: UUID, by: Actor) -> Proposal:
    proposal = Proposal.objects.select_for_update().filter(pk=proposal_id).first()
    if proposal is None:
        access.allowed_if(False, "Somebody else was asked.").enforce()
    assert proposal is not None
    access.may_answer(by, proposal).enforce()
    if proposal.state != ProposalState.OPEN.value:
        raise NotNow
    return proposal


@transaction.atomic
def pass_proposal(*, proposal_id: UUID, by: Actor, at: datetime) -> None:
    """
    Pass; no reason is asked and nobody counts it. The next supporter is asked at once.

    :raises NotAllowed: if somebody else was asked
    :raises NotNow: if it was answered or went on before
    """
    proposal = _own_open(proposal_id, by)
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
    proposal = _own_open(proposal_id, by)
    me = supporters.card(by.subject)
    assert me is not None
    with for_a_moment(access.inside(proposal.trajectory_id, by), back_to=by):
        trajectory = Trajectory.objects.select_for_update().get(pk=proposal.trajectory_id)
        trajectory.state = move(trajectory.state, State.ACTIVE)
        proposal.state = ProposalState.ACCEPTED.value
        proposal.save(update_fields=["state"])
        house = organisation(by.organisation_id)
        card, key = card_of(trajectory)
        _connect(trajectory, proposal, me.name, me.craft, at)
        set_windows(trajectory, card, house, today=at.date())
        WorkItem.objects.filter(trajectory=trajectory).delete()
        _tell(trajectory, card, house, at)
        _record(key, by, at)
    announce(SupporterFound(by.organisation_id))
    return trajectory.pk


def _connect(trajectory: Trajectory, proposal: Proposal, name: str, craft: str, at: datetime) -> None:
    trajectory.supporter_organisation_id = trajectory.organisation_id
    trajectory.supporter_id = proposal.supporter_id
    trajectory.supporter_name = name
    trajectory.supporter_craft = craft
    trajectory.because = proposal.because
    trajectory.accepted_on = at.date()
    trajectory.conditions_told_on = None
    trajectory.save()


def set_windows(trajectory: Trajectory, card: Card, house: Organisation, *, today: date) -> None:
    """
    Make the conversations that are still to come by the timing template, never more than three in all (A9).

    Conversations held with an earlier supporter count: what was held stays, the rest is planned anew.
    """
    template = guideline.timing_template(house.timing_template)
    asked_on = trajectory.asked_at.date()
    reference = guideline.reference_day(
        template=template,
        asked_on=max(asked_on, today),
        event_day=card.day if card.day and card.day <= today else None,
    )
    held = Conversation.objects.filter(trajectory=trajectory, held_on__isnull=False).count()
    Conversation.objects.filter(trajectory=trajectory, held_on=None).delete()
    windows = guideline.windows_for(template, reference)
    Conversation.objects.bulk_create(
        Conversation(
            id=uuid4(),
            organisation_id=trajectory.organisation_id,
            trajectory=trajectory,
            person_tag=trajectory.person_tag,
            supporter_id=trajectory.supporter_id,
            number=window.conversation,
            from_day=max(window.from_day, today),
            until_day=max(window.to_day, today),
        )
        for window in windows[held:]
    )
    event_day = card.day if card.day and card.day <= today else asked_on
    trajectory.help_from, trajectory.help_until = guideline.help_reminder_on(event_day)
    trajectory.closes_on = guideline.closes_on(max(windows[-1].to_day, today))
    trajectory.save(update_fields=["help_from", "help_until", "closes_on"])


def _tell(trajectory: Trajectory, card: Card, house: Organisation, at: datetime) -> None:
    if card.channel == "private_mail":
        post(
            "support/mail/found.txt",
            to=card.address,
            language=trajectory.language,
            organisation_id=trajectory.organisation_id,
            at=at,
            host=house.host,
        )


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
