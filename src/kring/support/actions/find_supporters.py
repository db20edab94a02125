"""Ask the supporter who fits best, for every request that waits (koppelen). Runs in the worker, per organisation."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from kring.events import queries as events
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.lookup import address_tag
from kring.foundation.mail.outbox import post
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import organisation, site
from kring.guideline import queries as guideline
from kring.people import queries as people
from kring.support.domain.card import Card
from kring.support.domain.matching import ASKED_AT_MOST, IN_TRAINING, Able, Match, Need, rank
from kring.support.domain.trajectory import ProposalState, State, WorkKind, move
from kring.support.models import Proposal, Sharing, Trajectory, WorkItem
from kring.support.queries import card_of
from kring.supporters import queries as supporters
from kring.supporters.queries import Candidate

BATCH = 200


def find_supporters(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Go through all waiting requests without an open question; answers how many were asked or handed over."""
    waiting = list(
        Trajectory.objects.select_for_update(skip_locked=True)
        .filter(organisation_id=organisation_id, state=State.SEARCHING.value)
        .exclude(proposal__state=ProposalState.OPEN.value)
        .order_by("asked_at")[:BATCH]
    )
    if not waiting:
        return 0
    house = organisation(organisation_id)
    candidates = supporters.candidates(at.date())
    load = current_load()
    addresses = {address_tag(organisation_id, candidate.mail): candidate.id for candidate in candidates}
    for trajectory in waiting:
        asked = frozenset(Proposal.objects.filter(trajectory=trajectory).values_list("supporter_id", flat=True))
        matches = matches_for(trajectory, candidates, load, addresses, cap=house.load_cap, asked=asked)
        if not matches or len(asked) >= ASKED_AT_MOST:
            hand_over(trajectory, by=by, at=at)
            continue
        propose(trajectory, matches[0], candidates, house, by=by, at=at)
        load[matches[0].supporter_id] += 1
    return len(waiting)


def current_load() -> Counter[UUID]:
    """How many people each supporter supports or is asked for now; never shown to anyone."""
    supporting = Trajectory.objects.filter(state=State.ACTIVE.value).values_list("supporter_id", flat=True)
    load = Counter(supporter for supporter in supporting if supporter is not None)
    load.update(Proposal.objects.filter(state=ProposalState.OPEN.value).values_list("supporter_id", flat=True))
    return load


def matches_for(
    trajectory: Trajectory,
    candidates: Collection[Candidate],
    load: Counter[UUID],
    addresses: Mapping[str, UUID],
    *,
    cap: int,
    asked: frozenset[UUID] = frozenset(),
) -> list[Match]:
    """
    Who fits this request, best first.

    :param addresses: the supporters by the blind tag of their address
    """
    try:
        card, _ = card_of(trajectory)
    except KeyGone:
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
        excluded=_excluded(trajectory, card, addresses) | _near(card, candidates) | asked,
    )
    able = [
        Able(c.id, c.craft, c.unit_id, c.division_id, c.windows, c.languages, c.ready, load[c.id]) for c in candidates
    ]
    return rank(need, able, cap)


def _excluded(trajectory: Trajectory, card: Card, addresses: Mapping[str, UUID]) -> frozenset[UUID]:
    """
    Vetoes, the person, who leads or judges them, and who was there. Nothing says which it was (decision 14).

    Also who hears a sentence as manager or trainer: nobody is both supporter and judge of the same person.
    """
    excluded = set(card.never)
    if card.person_id:
        excluded |= {card.person_id} | people.line_of(card.person_id)
    if unit_id := trajectory.unit_id or card.away:
        excluded |= people.leads_of_unit(unit_id)
    if trajectory.craft in IN_TRAINING:
        excluded |= people.trainers()
    hearing = Sharing.objects.filter(trajectory=trajectory, chosen=True, recipient_id__isnull=False)
    excluded |= {hearer for hearer in hearing.values_list("recipient_id", flat=True) if hearer}
    there = {address_tag(trajectory.organisation_id, card.address)}
    if card.event_id:
        there |= events.involved_tags(card.event_id)
    return frozenset(excluded | {addresses[tag] for tag in there & addresses.keys()})


def _near(card: Card, candidates: Iterable[Candidate]) -> frozenset[UUID]:
    """Everyone of the unit to stay away from and of its division (decision 4)."""
    if card.away is None:
        return frozenset()
    unit = people.unit(card.away)
    near = {card.away, unit.division_id if unit else None} - {None}
    return frozenset(one.id for one in candidates if {one.unit_id, one.division_id} & near)


def propose(
    trajectory: Trajectory,
    match: Match,
    candidates: Iterable[Candidate],
    house: Organisation,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Ask one supporter, and start the clock that runs in service hours."""
    supporter = next(c for c in candidates if c.id == match.supporter_id)
    answer_by = guideline.answer_by(
        at, house.accept_within_hours, house.service_from, house.service_until, ZoneInfo(house.zone)
    )
    Proposal.objects.create(
        id=uuid4(),
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        supporter_id=supporter.id,
        spoken_name=trajectory.spoken_name,
        craft=trajectory.craft,
        windows=trajectory.windows,
        unit_name=trajectory.unit_name,
        because=list(match.because),
        proposed_at=at,
        answer_by=answer_by,
    )
    WorkItem.objects.filter(trajectory=trajectory, kind=WorkKind.NO_SUPPORTER.value).delete()
    log.record("proposal.made", "C", by=by, at=at)
    post(
        "support/mail/question.txt",
        to=supporter.mail,
        language=supporter.language,
        organisation_id=trajectory.organisation_id,
        at=at,
        site=site(house),
    )


def hand_over(trajectory: Trajectory, *, by: Actor, at: datetime) -> None:
    """Nobody fits or answers: the coordinator looks along. Never a dead end."""
    trajectory.state = move(trajectory.state, State.STUCK)
    trajectory.save(update_fields=["state"])
    WorkItem.objects.update_or_create(
        trajectory=trajectory,
        kind=WorkKind.NO_SUPPORTER.value,
        defaults={
            "organisation_id": trajectory.organisation_id,
            "spoken_name": trajectory.spoken_name,
            "hidden_from": trajectory.hidden_from,
            "since": at.date(),
            "due_at": at,
        },
    )
