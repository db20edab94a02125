"""The outbox."""

import uuid

from django.db import models

from kring.foundation.privacy import Sort
from kring.foundation.text import Text


class State(models.TextChoices):
    """Where a message is; a sent one is deleted."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    UNCERTAIN = "uncertain"


class OutboxMail(models.Model):
    """A message on its way. Recipient and words are sealed; the row goes when it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    template = models.CharField(max_length=80)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING.value)
    posted_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "template": Sort.HARMLESS,
            "data_key_id": Sort.HARMLESS,
            "sealed": Sort.IDENTIFYING,
            "state": Sort.HARMLESS,
            "posted_at": Sort.HARMLESS,
            "claimed_at": Sort.HARMLESS,
            "tries": Sort.HARMLESS,
        }
        what = Text("Een bericht dat op verzending wacht", "A message waiting to be sent")
        purpose = Text(
            "Berichten sturen: geen enkel kwijt, geen enkel dubbel", "To send messages: none lost, none twice"
        )
        seen_by = Text(
            "niemand; alleen Kring zelf opent het, om het te versturen",
            "nobody; only Kring itself opens it, to send it",
        )
        retention = Text(
            "tot het verstuurd is, en nooit langer dan 14 dagen", "until sent, and never longer than 14 days"
        )
        remains = Text(
            "het bericht bij de ontvanger; het zegt niet waar het over gaat",
            "the message with its recipient; it does not say what it is about",
        )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=State.values), name="outboxmail_state")]

    def __str__(self) -> str:
        return self.template
