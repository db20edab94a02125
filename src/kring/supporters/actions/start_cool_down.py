"""Let supporters cool down after a trajectory; without labels of how heavy it was (decision 13)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from kring.supporters.models import Availability


def start_cool_down(*, supporter_ids: Collection[UUID], until: date) -> None:
    """Not asked again before this day; a longer cool-down stays. For the nightly batch only."""
    shorter = Q(cools_down_until=None) | Q(cools_down_until__lt=until)
    Availability.objects.filter(shorter, pk__in=supporter_ids).update(cools_down_until=until)
