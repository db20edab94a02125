"""Ask the supporter who fits best, for every request that waits (koppelen). Runs in the worker, per organisation."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import local_day, organisation
from kring.guideline import queries as guideline
from kring.support.actions.letters import Neutral, send_all
from kring.support.domain.mails import About, Mail, MailState
from kring.support.domain.matching import ASKED_AT_MOST, Able, Match, Need, rank
from kring.support.domain.trajectory import ProposalState, State, WorkKind, move
from kring.support.models import Proposal, Trajectory, WorkItem
from kring.support.queries.pool import Pool, pool_of

BATCH = 200
_OF_SEARCHING = (WorkKind.NO_SUPPORTER.value, WorkKind.UNSURE.value)


def find_supporters(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Go through all waiting requests without an open question; answers how many were asked or handed over."""
    one_at_a_time("matching", organisation_id)  # two at once would ask one supporter for more than was agreed
    waiting = list(
        Trajectory.objects.select_for_update(skip_locked=True)
        .filter(organisation_id=organisation_id, state=State.SEARCHING.value)
        .exclude(proposal__state=ProposalState.OPEN.value)
        .order_by("asked_at")[:BATCH]
    )
    if not waiting:
        return 0
    house, pool = organisation(organisation_id), pool_of(organisation_id, waiting, at)
    found: list[tuple[Trajectory, Match]] = []
    for trajectory in waiting:
        matches = matches_for(trajectory, pool, cap=house.load_cap)
        if not matches or len(pool.asked.get(trajectory.pk, ())) >= ASKED_AT_MOST:
            hand_over(trajectory, by=by, at=at)
            continue
        found.append((trajectory, matches[0]))
        pool.load[matches[0].supporter_id] += 1
    propose(found, pool, house, by=by, at=at)
    return len(waiting)


def matches_for(trajectory: Trajectory, pool: Pool, *, cap: int) -> list[Match]:
    """Who fits this request, best first; nobody when its card was erased."""
    card = pool.cards.get(trajectory.pk)
    if card is None:
        return []
    need = Need(
        trajectory_id=trajectory.pk,
        craft=trajectory.craft,
        windows=frozenset(trajectory.windows),
        language=trajectory.language,
        unit_id=trajectory.unit_id,
        division_id=trajectory.division_id,
        elsewhere=card.elsewhere,
        choice=card.choice,
        excluded=pool.left_out[trajectory.pk],
    )
    able = [
        Able(c.id, c.craft, c.unit_id, c.division_id, c.windows, c.languages, c.ready, pool.load[c.id])
        for c in pool.candidates.values()
    ]
    return rank(need, able, cap)


def propose(
    found: Sequence[tuple[Trajectory, Match]], pool: Pool, house: Organisation, *, by: Actor, at: datetime
) -> None:
    """Ask one supporter for each of these, and start the clock that runs in service hours."""
    answer_by = guideline.answer_by(
        at, house.accept_within_hours, house.service_from, house.service_until, ZoneInfo(house.zone)
    )
    proposals = Proposal.objects.bulk_create(
        Proposal(
            id=uuid4(),
            organisation_id=trajectory.organisation_id,
            trajectory=trajectory,
            supporter_id=match.supporter_id,
            spoken_name=trajectory.spoken_name,
            craft=trajectory.craft,
            windows=trajectory.windows,
            unit_name=trajectory.unit_name,
            because=list(match.because),
            mail=MailState.POSTED.value,
            proposed_at=at,
            answer_by=answer_by,
        )
        for trajectory, match in found
    )
    asked = [trajectory.pk for trajectory, _ in found]
    WorkItem.objects.filter(trajectory__in=asked, kind__in=_OF_SEARCHING).delete()
    if unsure := [trajectory.pk for trajectory, _ in found if trajectory.question_unsure]:
        Trajectory.objects.filter(pk__in=unsure).update(question_unsure=False)
    for _ in found:
        log.record("proposal.made", "C", by=by, at=at)
    letters = []
    for proposal in proposals:
        one = pool.candidates[proposal.supporter_id]
        letters.append(Neutral("question", one.mail, one.language, About(Mail.QUESTION, proposal.pk)))
    send_all(letters, organisation_id=house.pk, at=at)


def hand_over(trajectory: Trajectory, *, by: Actor, at: datetime) -> None:
    """Nobody fits or answers: the coordinator looks along. Never a dead end."""
    trajectory.state = move(trajectory.state, State.STUCK)
    trajectory.question_unsure = False
    trajectory.save(update_fields=["state", "question_unsure"])
    WorkItem.objects.filter(trajectory=trajectory, kind=WorkKind.UNSURE.value).delete()
    WorkItem.objects.update_or_create(
        trajectory=trajectory,
        kind=WorkKind.NO_SUPPORTER.value,
        defaults={
            "organisation_id": trajectory.organisation_id,
            "spoken_name": trajectory.spoken_name,
            "hidden_from": trajectory.hidden_from,
            "since": local_day(trajectory.organisation_id, at),
            "due_at": at,
        },
    )
