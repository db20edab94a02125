"""Delete the units that an administrator took away, with what still points to them; only a job sees all of that."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.people.models import Unit


@transaction.atomic
def clear_units(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """For the worker."""
    Unit.objects.filter(organisation_id=organisation_id, is_removed=True).delete()
