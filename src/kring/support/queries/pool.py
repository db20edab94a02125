"""
What the matching has to know of everybody at once: who could be asked, and who must not be, for many requests.

One question per kind of knowledge, however many requests wait: a request then costs no query of its own (job only).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kring.events import queries as events
from kring.foundation.keys.lookup import address_tag, address_tags
from kring.foundation.tenancy.queries import local_day
from kring.people import queries as people
from kring.support.domain.card import Card
from kring.support.domain.matching import IN_TRAINING
from kring.support.domain.trajectory import ProposalState, State
from kring.support.models import Proposal, Sharing, Trajectory
from kring.support.queries.common import cards_of
from kring.supporters import queries as supporters
from kring.supporters.queries import Candidate

NOBODY: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Pool:
    """
    Supporters, and what is known of the requests that wait.

    `cards`: the opened card of each request; one is missing when it was erased. `left_out`: who was asked already, who
    leads or judges or was there, and who this person would rather not have; nothing says which (decision 14).
    `load`: how many people each supports or is asked for now; never shown to anyone.
    """

    candidates: Mapping[UUID, Candidate]
    load: Counter[UUID]
    cards: Mapping[UUID, Card]
    asked: Mapping[UUID, frozenset[UUID]]
    left_out: Mapping[UUID, frozenset[UUID]]


def pool_of(organisation_id: UUID, waiting: Sequence[Trajectory], at: datetime) -> Pool:
    """Read everything that the matching of these requests needs."""
    candidates = {one.id: one for one in supporters.candidates(local_day(organisation_id, at))}
    cards = cards_of(waiting)
    known = _Known(
        lines=people.lines_of([card.person_id for card in cards.values() if card.person_id]),
        leads=people.leads_of_units([unit for row in waiting if (unit := _unit(row, cards))]),
        trainers=people.trainers() if any(row.craft in IN_TRAINING for row in waiting) else NOBODY,
        hearing=_by_trajectory(
            Sharing.objects.filter(trajectory__in=waiting, chosen=True, recipient_id__isnull=False), "recipient_id"
        ),
        involved=events.involved_tags([card.event_id for card in cards.values() if card.event_id]),
        divisions=_divisions(cards.values()),
        addresses=_by_address(organisation_id, candidates.values()),
    )
    asked = _by_trajectory(Proposal.objects.filter(trajectory__in=waiting), "supporter_id")
    return Pool(
        candidates=candidates,
        load=_load(),
        cards=cards,
        asked=asked,
        left_out={
            row.pk: _excluded(row, cards[row.pk], known)
            | _near(cards[row.pk], candidates.values(), known)
            | asked.get(row.pk, NOBODY)
            for row in waiting
            if row.pk in cards
        },
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """Who stands how to whom: by person, by unit, by trajectory, by event, by address."""

    lines: Mapping[UUID, frozenset[UUID]]
    leads: Mapping[UUID, frozenset[UUID]]
    trainers: frozenset[UUID]
    hearing: Mapping[UUID, frozenset[UUID]]
    involved: Mapping[UUID, frozenset[str]]
    divisions: Mapping[UUID, UUID | None]
    addresses: Mapping[str, UUID]


def _excluded(trajectory: Trajectory, card: Card, known: _Known) -> frozenset[UUID]:
    """
    Vetoes, the person, who leads or judges them, and who was there. Nothing says which it was (decision 14).

    Also who hears a sentence as manager or trainer: nobody is both supporter and judge of the same person.
    """
    excluded = set(card.never) | known.hearing.get(trajectory.pk, NOBODY)
    if card.person_id:
        excluded |= {card.person_id} | known.lines.get(card.person_id, NOBODY)
    if unit_id := trajectory.unit_id or card.away:
        excluded |= known.leads.get(unit_id, NOBODY)
    if trajectory.craft in IN_TRAINING:
        excluded |= known.trainers
    there = {address_tag(trajectory.organisation_id, card.address)}
    if card.event_id:
        there |= known.involved.get(card.event_id, frozenset())
    return frozenset(excluded | {known.addresses[tag] for tag in there & known.addresses.keys()})


def _near(card: Card, candidates: Collection[Candidate], known: _Known) -> frozenset[UUID]:
    """Everyone of the unit to stay away from and of its division (decision 4)."""
    if card.away is None:
        return NOBODY
    near = {card.away, known.divisions.get(card.away)} - {None}
    return frozenset(one.id for one in candidates if {one.unit_id, one.division_id} & near)


def _unit(trajectory: Trajectory, cards: Mapping[UUID, Card]) -> UUID | None:
    card = cards.get(trajectory.pk)
    return trajectory.unit_id or (card.away if card else None)


def _divisions(cards: Collection[Card]) -> dict[UUID, UUID | None]:
    """The division of each unit that somebody wants to stay away from."""
    away = {card.away for card in cards if card.away}
    return {unit.id: unit.division_id for unit in people.units() if unit.id in away} if away else {}


def _by_address(organisation_id: UUID, candidates: Collection[Candidate]) -> dict[str, UUID]:
    tags = address_tags(organisation_id, {one.mail for one in candidates})
    return {tags[one.mail]: one.id for one in candidates}


def _by_trajectory(rows: Any, column: str) -> dict[UUID, frozenset[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for trajectory_id, value in rows.values_list("trajectory_id", column):
        found[trajectory_id].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _load() -> Counter[UUID]:
    talks = Trajectory.objects.filter(state=State.ACTIVE.value).values_list("supporter_id", flat=True)
    asked = Proposal.objects.filter(state=ProposalState.OPEN.value).values_list("supporter_id", flat=True)
    return Counter(supporter for supporter in talks.union(asked, all=True) if supporter)
