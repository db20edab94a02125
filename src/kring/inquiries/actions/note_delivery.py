"""What became of a mail to an adviser; for the worker."""

from uuid import UUID

from kring.foundation.mail.facts import Settlement
from kring.inquiries.domain.adviser import Delivery
from kring.inquiries.models import Invitation


def note_delivery(*, mail_id: UUID, settlement: Settlement) -> None:
    """Keep it for whoever sent it."""
    Invitation.objects.filter(mail_id=mail_id).update(delivery=Delivery(settlement.value).value)
