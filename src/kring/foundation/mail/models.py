"""The outbox."""

import uuid

from django.db import models

from kring.foundation.privacy import Sort


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
        retention = "until sent, at most 14 days"

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=State.values), name="outboxmail_state")]

    def __str__(self) -> str:
        return self.template
