"""Put away a line that something stopped (gelezen)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.support.models import Notice


@transaction.atomic
def dismiss_notice(*, notice_id: UUID, by: Actor, at: datetime) -> None:
    """Put away one's own notice; one that is gone already, or somebody else's, changes nothing."""
    Notice.objects.filter(pk=notice_id, supporter_id=by.subject).delete()
