"""Supporters of the demonstration: cards, windows and training by lot."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from django.db import transaction

from kring.people.demo import Settler
from kring.supporters.models import Availability, Supporter

WINDOWS = {"day": 0.7, "evening": 0.6, "night": 0.35, "weekend": 0.5}
ALL_WINDOWS = tuple(WINDOWS)


@transaction.atomic
def train(people: Sequence[Settler], *, cast: Sequence[Settler], today: date, lot: Random) -> None:
    """
    Make these people supporters. The cast can always be asked; a few others pause, rest or cannot now.

    :param cast: who of them is known by name in the demonstration
    """
    ready = {one.id for one in cast}
    cards, holds = [], []
    for one in people:
        windows = ALL_WINDOWS if one.id in ready else _windows(lot)
        languages = ["nl", "en"] if one.id in ready or lot.random() < 0.6 else ["nl"]
        cards.append(
            Supporter(
                id=one.id,
                organisation_id=one.organisation_id,
                name=one.name,
                craft=one.craft,
                unit_id=one.unit_id,
                unit_name=one.unit_name,
                windows=list(windows),
                languages=languages,
                trained_until=today + timedelta(days=lot.randint(90, 700)),
                can_now=one.id in ready or lot.random() < 0.85,
            )
        )
        holds.append(_hold(one, today, lot, rests=one.id not in ready))
    Supporter.objects.bulk_create(cards)
    Availability.objects.bulk_create(holds)


def _windows(lot: Random) -> tuple[str, ...]:
    drawn = tuple(window for window, chance in WINDOWS.items() if lot.random() < chance)
    return drawn or ("day",)


def _hold(one: Settler, today: date, lot: Random, *, rests: bool) -> Availability:
    drawn = lot.random() if rests else 1.0
    return Availability(
        supporter_id=one.id,
        organisation_id=one.organisation_id,
        mail=one.mail,
        paused_until=today + timedelta(days=lot.randint(5, 30)) if drawn < 0.06 else None,
        cools_down_until=today + timedelta(days=lot.randint(2, 13)) if 0.06 <= drawn < 0.16 else None,
    )
