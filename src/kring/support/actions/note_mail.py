"""What became of mails about support: they went, an address was refused, or nobody knows (ADR 19)."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef

from kring.foundation.actor import Actor
from kring.foundation.facts import announce
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.mail.facts import SURE_WITHIN, Settlement
from kring.foundation.tenancy.queries import local_day
from kring.support.domain.mails import About, Mail, MailState, went
from kring.support.domain.trajectory import ProposalState, State, WorkKind
from kring.support.facts import SupportAsked
from kring.support.models import Proposal, Reveal, Trajectory, WorkItem
from kring.support.queries import card_of

ROUND = timedelta(minutes=5)
"""An opened card is told in the round after it closed."""


def note_mail(about: About, settlement: Settlement, at: datetime, organisation_id: UUID) -> None:
    """It went, or its address was refused; for the worker. Of what is uncertain nothing has to be written."""
    if about.mail is Mail.QUESTION:
        if settlement is Settlement.SENT:
            _question_went(about.row)
        elif settlement is Settlement.REFUSED:
            _pass_over(about.row, organisation_id)
    elif settlement is Settlement.SENT:
        if about.mail is Mail.OPENED:
            _opening_told(about.row, organisation_id, at)
        else:
            _on_the_card(about)


def _question_went(proposal_id: UUID) -> None:
    usual = Proposal.objects.filter(pk=proposal_id, mail=MailState.POSTED.value)
    if usual.update(mail=MailState.SAID_NOTHING.value):
        return
    rows = Trajectory.objects.select_for_update().filter(proposal__pk=proposal_id, proposal__state="open")
    for trajectory in rows:
        Proposal.objects.filter(pk=proposal_id).update(mail=MailState.SAID_NOTHING.value)
        _sure_again(trajectory)


def _sure_again(trajectory: Trajectory) -> None:
    trajectory.question_unsure = False
    trajectory.save(update_fields=["question_unsure"])
    WorkItem.objects.filter(trajectory=trajectory, kind=WorkKind.UNSURE.value).delete()


def _pass_over(proposal_id: UUID, organisation_id: UUID) -> None:
    """Whoever cannot be reached is not waited for: the next one is asked at once."""
    asked = Proposal.objects.filter(pk=proposal_id, state=ProposalState.OPEN.value)
    if asked.update(state=ProposalState.EXPIRED.value, mail=MailState.SAID_NOTHING.value):
        announce(SupportAsked(organisation_id))


def _on_the_card(about: About) -> None:
    trajectory = Trajectory.objects.select_for_update().filter(pk=about.row).first()
    if trajectory is None:
        return
    try:
        card, key = card_of(trajectory)
    except KeyGone:
        return
    trajectory.card = key.seal("card", trajectory.pk, went(card, about).packed())
    trajectory.save(update_fields=["card"])


def _opening_told(reveal_id: UUID, organisation_id: UUID, at: datetime) -> None:
    """They have it in their mail; if a coordinator was asked to tell it meanwhile, that is done."""
    # The trajectory first, as the night does that lets go of it, so that neither waits for the other.
    list(Trajectory.objects.select_for_update().filter(reveal__pk=reveal_id).values_list("pk"))
    for reveal in Reveal.objects.select_for_update(of=("self",)).filter(pk=reveal_id).exclude(mail=""):
        reveal.mail = MailState.SAID_NOTHING.value
        reveal.told_on = reveal.told_on or local_day(organisation_id, at)
        reveal.save(update_fields=["mail", "told_on"])
        WorkItem.objects.filter(trajectory_id=reveal.trajectory_id, kind=WorkKind.TELL.value).delete()


def show_unsure(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """One round: questions whose mail did not go in time are shown, and an opening is told by a coordinator."""
    late = Proposal.objects.filter(
        organisation_id=organisation_id,
        state=ProposalState.OPEN.value,
        mail=MailState.POSTED.value,
        proposed_at__lte=at - SURE_WITHIN,
    )
    # The trajectory first, as whoever says yes does, so that neither waits for the other.
    rows = Trajectory.objects.select_for_update(skip_locked=True).filter(
        Exists(late.filter(trajectory=OuterRef("pk"))), organisation_id=organisation_id, state=State.SEARCHING.value
    )
    trajectories = {row.pk: row for row in rows}
    if trajectories:
        # Under lock: a mail that is noted as gone at this very moment is not unsure.
        unsure = late.select_for_update().filter(trajectory__in=list(trajectories))
        _show(trajectories, list(unsure), local_day(organisation_id, at))
    Reveal.objects.filter(
        organisation_id=organisation_id, mail=MailState.POSTED.value, ends_at__lte=at - SURE_WITHIN - ROUND
    ).update(mail=MailState.UNSURE.value, told_on=None)


def _show(trajectories: dict[UUID, Trajectory], late: list[Proposal], today: date) -> None:
    asked = [proposal.trajectory_id for proposal in late]
    Proposal.objects.filter(pk__in=[proposal.pk for proposal in late]).update(mail=MailState.UNSURE.value)
    Trajectory.objects.filter(pk__in=asked).update(question_unsure=True)
    fresh = [
        WorkItem(
            id=uuid4(),
            organisation_id=proposal.organisation_id,
            trajectory_id=proposal.trajectory_id,
            kind=WorkKind.UNSURE.value,
            spoken_name=proposal.spoken_name,
            hidden_from=trajectories[proposal.trajectory_id].hidden_from,
            since=today,
            due_at=proposal.answer_by,
        )
        for proposal in late
    ]
    WorkItem.objects.bulk_create(fresh, ignore_conflicts=True)  # another round may have been first
