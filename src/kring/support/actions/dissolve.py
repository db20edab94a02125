"""
Dissolve what is over into counters, and destroy its key (oplossen). Once a night, in one batch (decision 16).

What remains of a trajectory is that a few numbers of a half-year are one higher.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.disclosure.counters import tally
from kring.foundation.keys.sealing import forget_all
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import day_in, organisation
from kring.guideline import queries as guideline
from kring.support.domain.card import Card
from kring.support.domain.trajectory import State
from kring.support.models import Trajectory
from kring.support.queries import cards_of
from kring.supporters.actions.start_cool_down import start_cool_down

BATCH = 500
"""How many are in memory at once; a night takes as many batches as it needs, in one transaction."""


def dissolve(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Forget every trajectory that is over; answers how many."""
    house = organisation(organisation_id)
    today = day_in(house, at)
    over = _over(organisation_id, today)
    for start in range(0, len(over), BATCH):
        rows = Trajectory.objects.filter(pk__in=over[start : start + BATCH]).prefetch_related("conversations")
        _let_go(list(rows), house, today)
    if over:
        log.record("trajectory.dissolved", "P", by=by, at=at)
    return len(over)


def _over(organisation_id: UUID, today: date) -> list[UUID]:
    """
    What goes tonight, locked: all of it, in one order, before anything else is written.

    It waits for whoever holds one at this moment, a mail that is noted for instance. Skipping that one, as a round
    does that comes back in five minutes, would keep a name a day longer than its page says.
    """
    rows = Trajectory.objects.select_for_update().filter(organisation_id=organisation_id)
    over = rows.filter(Q(state=State.STOPPED.value) | Q(closes_on__lte=today) | Q(hard_stop_on__lte=today))
    return list(over.order_by("pk").values_list("pk", flat=True))


def _let_go(over: Sequence[Trajectory], house: Organisation, today: date) -> None:
    """Count them, let their supporters rest, and destroy keys and rows; as many statements for all as for one."""
    cards = cards_of(over)
    counts: Counter[tuple[UUID | None, str]] = Counter()
    resting = set()
    for trajectory in over:
        counts.update(_counts(trajectory, cards.get(trajectory.pk)))
        if trajectory.supporter_id and any(c.held_on for c in trajectory.conversations.all()):
            resting.add(trajectory.supporter_id)
    start_cool_down(supporter_ids=resting, until=today + timedelta(days=house.cool_down_days))
    forget_all(trajectory.data_key_id for trajectory in over)
    Trajectory.objects.filter(pk__in=[trajectory.pk for trajectory in over]).delete()
    tally(house.pk, guideline.half_year(today), counts)


def _counts(trajectory: Trajectory, card: Card | None) -> Counter[tuple[UUID | None, str]]:
    """
    What is counted: that it was asked, found, in time, held; per division. The kind only for the whole house.

    :param card: None if it was erased before
    """
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
    if card and card.kind:
        counts[None, f"kind:{card.kind}"] += 1
    return counts
