"""Let a supporter cool down after a trajectory; without labels of how heavy it was (decision 13)."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kring.supporters.models import Availability


@transaction.atomic
def start_cool_down(*, supporter_id: UUID, until: date) -> None:
    """Not asked again before this day; a longer cool-down stays. For the nightly batch only."""
    hold = Availability.objects.select_for_update().filter(pk=supporter_id).first()
    if hold is None or (hold.cools_down_until and hold.cools_down_until >= until):
        return
    hold.cools_down_until = until
    hold.save(update_fields=["cools_down_until"])
