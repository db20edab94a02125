"""Support of the demonstration: a few trajectories under way, made as they always are, and numbers of the past."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.tenancy.queries import local_day
from kring.people.demo import Division, Settler
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal
from kring.support.actions.ask_for_support import Asked, ask_for_support
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.hold_conversation import hold_conversation, tell_conditions
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.share import share
from kring.support.actions.sweep_support import sweep_support
from kring.support.domain.card import Card

Act = Callable[[Actor], AbstractContextManager[datetime]]
PER_PERSON = 0.011  # requests in half a year
UNANSWERED = timedelta(days=3)  # longer than any question stays open
HELD_AFTER = (2, 12, 26)  # days after asking
KINDS = {
    "aggression_external": 30,
    "death_or_hard_case": 27,
    "patient_safety": 20,
    "sudden_change": 10,
    "complaint_or_disciplinary": 13,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked in the demonstration."""

    name: str
    address: str
    windows: tuple[str, ...]
    craft: str = ""
    language: str = "nl"
    channel: str = "private_mail"


def ask(act: Act, wish: Wish, *, place: Settler, ago: timedelta, choice: Settler | None, by: Actor | None) -> UUID:
    """Ask some time ago, from a unit where `place` works, and let the matching run."""
    person = by or Actor("public", place.organisation_id)
    with act(person) as now:
        card = Card(
            name=wish.name,
            channel=wish.channel,
            address=wish.address,
            person_id=by.subject if by else None,
            choice=choice.id if choice else None,
            day=local_day(place.organisation_id, now - ago),
        )
        asked = Asked(
            card=card,
            windows=wish.windows,
            language=wish.language,
            craft=wish.craft,
            unit_id=place.unit_id,
            unit_name=place.unit_name,
            division_id=place.division_id,
        )
        receipt = ask_for_support(asked=asked, form_token=fresh_token(), by=person, at=now - ago)
    job = Actor("job", place.organisation_id, roles=frozenset({"matching"}))
    with act(job) as now:
        find_supporters(place.organisation_id, job, now - ago)
    return receipt.trajectory_id


def say_yes(act: Act, trajectory: UUID, *, supporter: Settler, ago: timedelta) -> None:
    """Let the supporter accept the question about this request."""
    by = supporter.actor
    with act(by) as now:
        question = queries.questions(by)[0]
        accepted = accept_proposal(proposal_id=question.id, by=by, at=now - ago)
    assert accepted == trajectory


def talk(act: Act, trajectory: UUID, *, supporter: Settler, ago: timedelta, times: int) -> None:
    """Let so many conversations have been held since asking, and put a day on the next one."""
    by = supporter.actor
    with act(by) as now:
        tell_conditions(trajectory_id=trajectory, by=by, at=now - ago)
        for number in range(1, times + 1):
            day = local_day(by.organisation_id, now - ago) + timedelta(days=HELD_AFTER[number - 1])
            hold_conversation(trajectory_id=trajectory, number=number, day=day, by=by, at=now)
        if times < len(HELD_AFTER):
            soon = local_day(by.organisation_id, now) + timedelta(days=2)
            plan_conversation(trajectory_id=trajectory, number=times + 1, day=soon, part="evening", by=by, at=now)


def let_hear(act: Act, trajectory: UUID, *, person: Settler, manager: Settler, sentences: tuple[str, ...]) -> None:
    """Let the person choose what the manager hears."""
    by = person.actor
    with act(by) as now:
        share(
            trajectory_id=trajectory,
            recipient="line_manager",
            sentences=sentences,
            recipient_id=manager.id,
            recipient_name=manager.name,
            by=by,
            at=now,
        )


def get_stuck(act: Act, wish: Wish, *, place: Settler) -> None:
    """Let three supporters be asked one after another without an answer; then the coordinator looks along."""
    ago = 3 * UNANSWERED
    ask(act, wish, place=place, ago=ago, choice=None, by=None)
    job = Actor("job", place.organisation_id, roles=frozenset({"sweep"}))
    for passed in (1, 2, 3):
        with act(job) as now:
            sweep_support(place.organisation_id, job, now - ago + passed * UNANSWERED - timedelta(hours=1))


def look_round(act: Act, organisation_id: UUID) -> None:
    """One round as the worker makes it, so that what lies still is seen from the first minute."""
    job = Actor("job", organisation_id, roles=frozenset({"sweep"}))
    with act(job) as now:
        sweep_support(organisation_id, job, now)


def past_counts(divisions: Sequence[Division], lot: Random, *, growth: float) -> dict[tuple[UUID | None, str], int]:
    """What half a year of support left behind in the counters."""
    counts: Counter[tuple[UUID | None, str]] = Counter()
    for division in divisions:
        asked = round(division.size * PER_PERSON * division.strain * growth * lot.uniform(0.85, 1.15))
        for _ in range(asked):
            counts.update(_past(division.id, lot))
    return counts


def _past(division: UUID, lot: Random) -> Counter[tuple[UUID | None, str]]:
    one: Counter[tuple[UUID | None, str]] = Counter({(division, "asked"): 1})
    if lot.random() < 0.8:
        one[None, f"kind:{lot.choices(list(KINDS), list(KINDS.values()))[0]}"] = 1
    if lot.random() < 0.94:
        one[division, "supported"] = one[division, "conditions_told"] = 1
        one[division, "first_in_time"] = int(lot.random() < 0.85)
        one[division, "conversations"] = lot.choices((1, 2, 3), (25, 35, 40))[0]
    return one
