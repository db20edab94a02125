"""Events of the demonstration: something that happened just now, with offers to make, and numbers of the past."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kring.events.actions.hand_over import hand_over
from kring.events.actions.name_colleagues import name_colleagues
from kring.events.actions.report_event import Report, report_event
from kring.events.domain.naming import Channel, Colleague
from kring.events.domain.weeks import When
from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import fresh_token
from kring.people.demo import Division, Settler

Act = Callable[[Actor], AbstractContextManager[datetime]]
PER_PERSON = 0.0035  # events in half a year
IN_A_DAY = 0.92  # of the offers
KINDS = {
    "aggression_external": 34,
    "death_or_hard_case": 30,
    "patient_safety": 18,
    "sudden_change": 9,
    "complaint_or_disciplinary": 6,
    "hazardous_exposure": 3,
}


def happen(
    act: Act,
    *,
    kind: str,
    criteria: tuple[str, ...],
    there: Sequence[Settler],
    at_unit: Settler,
    ago: timedelta,
    site: str,
) -> UUID:
    """
    Let something have happened: reported by anyone, with the colleagues who were there named.

    :param at_unit: somebody of the unit where it happened
    """
    public = Actor("public", at_unit.organisation_id)
    report = Report(kind, criteria, When.TODAY, at_unit.unit_id, at_unit.unit_name)
    with act(public) as now:
        event = report_event(report=report, form_token=fresh_token(), by=public, at=now - ago)
    guest = Actor("guest", at_unit.organisation_id, event)
    with act(guest) as now:
        named = [_named(one, number) for number, one in enumerate(there)]
        name_colleagues(colleagues=named, site=site, by=guest, at=now - ago)
    return event


def give(act: Act, *, event_id: UUID, supporter: Settler, coordinator: Settler) -> None:
    """Let the coordinator hand the names to a supporter."""
    by = coordinator.actor
    with act(by) as now:
        hand_over(event_id=event_id, supporter_id=supporter.id, by=by, at=now)


def past_counts(divisions: Sequence[Division], lot: Random, *, growth: float) -> dict[tuple[UUID | None, str], int]:
    """What half a year of events left behind in the counters."""
    counts: Counter[tuple[UUID | None, str]] = Counter()
    for division in divisions:
        for _ in range(round(division.size * PER_PERSON * division.strain * growth * lot.uniform(0.85, 1.15))):
            counts[None, "events"] += 1
            counts[None, f"event:{lot.choices(list(KINDS), list(KINDS.values()))[0]}"] += 1
            offers = lot.randint(1, 6)
            counts[division.id, "offers"] += offers
            counts[division.id, "offers_due"] += offers
            counts[division.id, "offers_in_day"] += sum(lot.random() < IN_A_DAY for _ in range(offers))
    return counts


def _named(one: Settler, number: int) -> Colleague:
    if number % 2:
        return Colleague(one.name, Channel.PHONE, f"06 12 00 0{number:02d} {number:02d}")
    return Colleague(one.name, Channel.MAIL, one.mail)
