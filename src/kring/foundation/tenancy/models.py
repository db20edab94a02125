"""The organisation: tenant, and the few things that each decides for itself."""

import uuid

from django.db import models

from kring.foundation.privacy import NOTHING, Sort
from kring.foundation.text import Text

# What an organisation may choose itself: never longer than what everyone was promised (privacy contract 6.2), and not
# so short that somebody misses an offer or cannot read who looked.
CLOSES_AFTER_DAYS = (5, 14)
EVENT_KEPT_DAYS = (45, 90)
OFFER_KEPT_DAYS = (7, 14)
LOG_KEPT_MONTHS = (3, 12)
COLOUR = r"^(#[0-9a-f]{6})?$"


class Organisation(models.Model):
    """A care organisation, academic hospital or municipality."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    host = models.CharField(max_length=120, unique=True)
    zone = models.CharField(max_length=40, default="Europe/Amsterdam")
    is_demo = models.BooleanField(default=False)
    timing_template = models.CharField(max_length=40, default="guideline")
    accept_within_hours = models.PositiveSmallIntegerField(default=4)
    service_from = models.TimeField(default="08:00")
    service_until = models.TimeField(default="22:00")
    load_cap = models.PositiveSmallIntegerField(default=3)
    cool_down_days = models.PositiveSmallIntegerField(default=14)
    on_call_phone = models.CharField(max_length=30, blank=True)
    on_call_from = models.TimeField(null=True, blank=True)
    on_call_until = models.TimeField(null=True, blank=True)
    confidential_adviser = models.CharField(max_length=120, blank=True)
    outside_help = models.CharField(max_length=120, blank=True)
    occupational_health = models.CharField(max_length=120, blank=True)
    extension = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True)
    """What it adds to the guideline; the guideline checked it before it was written."""
    closes_after_days = models.PositiveSmallIntegerField(default=14, db_default=14)
    """Days after the last conversation that a trajectory closes by itself; only sooner than 14."""
    event_kept_days = models.PositiveSmallIntegerField(default=90, db_default=90)
    """Days that an event is kept; only fewer than 90."""
    offer_kept_days = models.PositiveSmallIntegerField(default=14, db_default=14)
    """Days that an offer is kept, and an answer after it was asked for the last time; only fewer than 14."""
    log_kept_months = models.PositiveSmallIntegerField(default=12, db_default=12)
    """Months that the access log is kept; only fewer than 12."""
    welcome_nl = models.CharField(max_length=200, blank=True, default="", db_default="")
    welcome_en = models.CharField(max_length=200, blank=True, default="", db_default="")
    brand_light = models.CharField(max_length=7, blank=True, default="", db_default="")
    brand_dark = models.CharField(max_length=7, blank=True, default="", db_default="")
    """Its own colour in each theme as #rrggbb; empty for Kring's own."""
    restored_to = models.DateTimeField(null=True, blank=True)
    """To which moment everything was put back from a backup; what came after it is lost."""
    restored_until = models.DateTimeField(null=True, blank=True)
    """Until when pages say so."""

    class Privacy:
        fields = {
            name: Sort.HARMLESS
            for name in (
                "id",
                "name",
                "host",
                "zone",
                "is_demo",
                "timing_template",
                "accept_within_hours",
                "service_from",
                "service_until",
                "load_cap",
                "cool_down_days",
                "on_call_phone",
                "on_call_from",
                "on_call_until",
                "confidential_adviser",
                "outside_help",
                "occupational_health",
                "extension",
                "closes_after_days",
                "event_kept_days",
                "offer_kept_days",
                "log_kept_months",
                "welcome_nl",
                "welcome_en",
                "brand_light",
                "brand_dark",
                "restored_to",
                "restored_until",
            )
        }
        what = Text("De organisatie en wat die zelf instelt", "The organisation and what it decides for itself")
        purpose = Text("Kring laten werken zoals hier is afgesproken", "To make Kring work as was agreed here")
        seen_by = Text(
            "iedereen in de organisatie; er staat niets in over mensen",
            "everyone in the organisation; it says nothing about people",
        )
        retention = Text("zolang de organisatie Kring gebruikt", "while the organisation uses Kring")
        remains = NOTHING

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(load_cap__gte=1), name="organisation_load_cap"),
            models.CheckConstraint(
                condition=models.Q(accept_within_hours__range=(1, 72)), name="organisation_accept_within"
            ),
            models.CheckConstraint(condition=models.Q(cool_down_days__gte=7), name="organisation_cool_down"),
            models.CheckConstraint(
                condition=models.Q(closes_after_days__range=CLOSES_AFTER_DAYS), name="organisation_closes_after"
            ),
            models.CheckConstraint(
                condition=models.Q(event_kept_days__range=EVENT_KEPT_DAYS), name="organisation_event_kept"
            ),
            models.CheckConstraint(
                condition=models.Q(offer_kept_days__range=OFFER_KEPT_DAYS), name="organisation_offer_kept"
            ),
            models.CheckConstraint(
                condition=models.Q(log_kept_months__range=LOG_KEPT_MONTHS), name="organisation_log_kept"
            ),
            models.CheckConstraint(
                condition=models.Q(brand_light__regex=COLOUR) & models.Q(brand_dark__regex=COLOUR),
                name="organisation_brand",
            ),
        ]

    def __str__(self) -> str:
        return self.name
