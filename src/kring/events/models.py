"""Events and offers. What different audiences may see lives in different tables (decision 23)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.foundation.privacy import Sort


class Way(models.TextChoices):
    """How an offer is made: by message, or by a supporter in person or by phone (core criteria, A13)."""

    MESSAGE = "message"
    IN_PERSON = "in_person"


class Event(models.Model):
    """Something happened on a unit: kind, criteria, week. Never a story, never how anyone felt (decision 3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    kind = models.CharField(max_length=40)
    criteria = ArrayField(models.CharField(max_length=40), default=list)
    week = models.DateField()
    unit = models.ForeignKey("people.Unit", on_delete=models.SET_NULL, null=True, blank=True)
    unit_name = models.CharField(max_length=120, blank=True)
    core = models.BooleanField(default=False)
    data_key_id = models.UUIDField(null=True)
    reporter_sealed = models.BinaryField(null=True)
    page_hash = models.BinaryField(unique=True)
    here_hash = models.BinaryField(unique=True)
    reported_on = models.DateField()
    gone_on = models.DateField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "kind": Sort.HARMLESS,
            "criteria": Sort.HARMLESS,
            "week": Sort.HARMLESS,
            "unit": Sort.HARMLESS,
            "unit_name": Sort.HARMLESS,
            "core": Sort.HARMLESS,
            "data_key_id": Sort.HARMLESS,
            "reporter_sealed": Sort.IDENTIFYING,
            "page_hash": Sort.HARMLESS,
            "here_hash": Sort.HARMLESS,
            "reported_on": Sort.HARMLESS,
            "gone_on": Sort.HARMLESS,
        }
        retention = "90 days; the reporter 14 days"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(week__iso_week_day=1), name="event_week_is_a_monday"),
            models.CheckConstraint(
                condition=~models.Q(kind="misconduct_internal"), name="event_misconduct_goes_its_own_way"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "gone_on"], name="event_by_end")]

    def __str__(self) -> str:
        return self.kind


class Offer(models.Model):
    """What the offering side sees: somebody still to be approached, or approached. Never an answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    event = models.ForeignKey(Event, on_delete=models.CASCADE)
    way = models.CharField(max_length=10, choices=Way.choices)
    approacher_id = models.UUIDField(null=True, blank=True)
    data_key_id = models.UUIDField(null=True, blank=True)
    sealed = models.BinaryField(null=True)
    due_at = models.DateTimeField()
    made_on = models.DateField(null=True, blank=True)
    gone_on = models.DateField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "event": Sort.HARMLESS,
            "way": Sort.HARMLESS,
            "approacher_id": Sort.IDENTIFYING,
            "data_key_id": Sort.HARMLESS,
            "sealed": Sort.IDENTIFYING,
            "due_at": Sort.HARMLESS,
            "made_on": Sort.HARMLESS,
            "gone_on": Sort.HARMLESS,
        }
        retention = "until approached, at most 14 days"

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(way__in=Way.values), name="offer_way")]
        indexes = [models.Index(fields=["organisation", "gone_on"], name="offer_by_end")]

    def __str__(self) -> str:
        return str(self.id)


class OfferAnswer(models.Model):
    """The person's own side of an offer: found with the link only. The answer itself is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    event = models.ForeignKey(Event, on_delete=models.CASCADE)
    tag = models.CharField(max_length=64)
    link_hash = models.BinaryField(unique=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    offer_again_on = models.DateField(null=True, blank=True)
    gone_on = models.DateField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "event": Sort.HARMLESS,
            "tag": Sort.IDENTIFYING,
            "link_hash": Sort.HARMLESS,
            "data_key_id": Sort.HARMLESS,
            "sealed": Sort.SPECIAL,
            "offer_again_on": Sort.IDENTIFYING,
            "gone_on": Sort.HARMLESS,
        }
        retention = "until the second offer and 14 days"

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "offer_again_on"], name="answer_by_look"),
            models.Index(fields=["organisation", "gone_on"], name="answer_by_end"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class OfferedOnce(models.Model):
    """That this (event, tag) was asked for the first or the second time, so that nobody is asked a third time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    event = models.ForeignKey(Event, on_delete=models.CASCADE)
    tag = models.CharField(max_length=64, db_index=True)
    nth = models.PositiveSmallIntegerField(default=1)

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "event": Sort.HARMLESS,
            "tag": Sort.IDENTIFYING,
            "nth": Sort.HARMLESS,
        }
        retention = "with the event, 90 days"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(nth__in=[1, 2]), name="offeredonce_never_a_third_time"),
            models.UniqueConstraint(fields=["event", "tag", "nth"], name="offeredonce_each_time_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)
