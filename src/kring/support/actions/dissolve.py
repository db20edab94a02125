"""
Dissolve what is over into counters, and destroy its key (oplossen). Once a night, in one batch (decision 16).

What remains of a trajectory is that a few numbers of a half-year are one higher.
"""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.disclosure.counters import tally
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import forget
from kring.foundation.tenancy.queries import day_in, organisation
from kring.guideline import queries as guideline
from kring.support.domain.trajectory import State
from kring.support.models import Trajectory
from kring.support.queries import card_of
from kring.supporters.actions.start_cool_down import start_cool_down

BATCH = 500


def dissolve(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Forget every trajectory that is over; answers how many."""
    house = organisation(organisation_id)
    today = day_in(house, at)
    over = list(
        Trajectory.objects.select_for_update(skip_locked=True)
        .filter(organisation_id=organisation_id)
        .filter(Q(state=State.STOPPED.value) | Q(closes_on__lte=today) | Q(hard_stop_on__lte=today))
        .prefetch_related("conversations")[:BATCH]
    )
    counts: Counter[tuple[UUID | None, str]] = Counter()
    for trajectory in over:
        counts.update(_counts(trajectory))
        if trajectory.supporter_id and any(c.held_on for c in trajectory.conversations.all()):
            start_cool_down(supporter_id=trajectory.supporter_id, until=today + timedelta(days=house.cool_down_days))
        forget(trajectory.data_key_id)
        trajectory.delete()
    if over:
        tally(organisation_id, guideline.half_year(today), counts)
        log.record("trajectory.dissolved", "P", by=by, at=at)
    return len(over)


def _counts(trajectory: Trajectory) -> Counter[tuple[UUID | None, str]]:
    """What is counted: that it was asked, found, in time, held; per division. The kind only for the whole house."""
    division = trajectory.division_id
    held = sorted(c.number for c in trajectory.conversations.all() if c.held_on)
    counts: Counter[tuple[UUID | None, str]] = Counter({(division, "asked"): 1})
    if trajectory.accepted_on:
        counts[division, "supported"] += 1
    first = next((c for c in trajectory.conversations.all() if c.number == 1 and c.held_on), None)
    if first and first.held_on and first.held_on <= first.until_day:
        counts[division, "first_in_time"] += 1
    if held:
        counts[division, "conversations"] += len(held)
    if trajectory.conditions_told_on:
        counts[division, "conditions_told"] += 1
    try:
        card, _ = card_of(trajectory)
    except KeyGone:
        return counts
    if card.kind:
        counts[None, f"kind:{card.kind}"] += 1
    return counts
