"""Lines of the access log and the seals over them. No foreign keys to anything that must be forgotten."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.foundation.privacy import NOTHING, Sort
from kring.foundation.text import Text


class AccessLine(models.Model):
    """One line: somebody, in a role, did something with a kind of thing. Shaped after NEN 7513, without payload."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    action = models.CharField(max_length=1)
    refused = models.BooleanField(default=False)
    actor = models.CharField(max_length=60)
    roles = models.CharField(max_length=120, blank=True)
    object_tag = models.CharField(max_length=64, blank=True)
    subject_tag = models.CharField(max_length=64, blank=True)
    fields_seen = ArrayField(models.CharField(max_length=40), default=list)
    reason = models.CharField(max_length=40, blank=True)
    emergency = models.BooleanField(default=False)
    sealed_in = models.UUIDField(null=True, db_index=True)

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "at": Sort.HARMLESS,
            "event": Sort.HARMLESS,
            "action": Sort.HARMLESS,
            "refused": Sort.HARMLESS,
            "actor": Sort.IDENTIFYING,
            "roles": Sort.HARMLESS,
            "object_tag": Sort.HARMLESS,
            "subject_tag": Sort.HARMLESS,
            "fields_seen": Sort.HARMLESS,
            "reason": Sort.HARMLESS,
            "emergency": Sort.HARMLESS,
            "sealed_in": Sort.HARMLESS,
        }
        what = Text("Het logboek: wie wat opende of veranderde", "The log: who opened or changed what")
        purpose = Text("Laten zien wie er keek", "To show who looked")
        seen_by = Text(
            "niemand als lijst; jij ziet wie bij jouw gegevens keek", "nobody as a list; you see who looked at yours"
        )
        retention = Text(
            "12 maanden, of korter als de organisatie dat kiest", "12 months, or less if the organisation chooses so"
        )
        remains = Text(
            "na het afsluiten zegt een regel niet meer over wie hij ging",
            "after closing a line no longer says whom it was about",
        )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(action__in=list("CRUDESXP")), name="accessline_action")
        ]
        indexes = [models.Index(fields=["subject_tag"], name="accessline_by_subject")]

    def __str__(self) -> str:
        return self.event


class AccessSeal(models.Model):
    """A batch of lines under one hash, chained to the batch before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    lines = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Privacy:
        fields = {
            name: Sort.HARMLESS for name in ("id", "organisation", "number", "lines", "previous", "hash", "made_at")
        }
        what = Text("Een zegel over een reeks regels van het logboek", "A seal over a series of lines of the log")
        purpose = Text("Merken dat iemand het logboek heeft veranderd", "To notice that somebody changed the log")
        seen_by = Text(
            "alleen Kring zelf; er staat niets in over mensen", "only Kring itself; it says nothing about people"
        )
        retention = Text(
            "12 maanden, of korter als de organisatie dat kiest", "12 months, or less if the organisation chooses so"
        )
        remains = NOTHING

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="accessseal_number")]

    def __str__(self) -> str:
        return str(self.number)
