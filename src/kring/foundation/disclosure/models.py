"""Published half-years: a frozen table without persons."""

import uuid

from django.db import models

from kring.foundation.privacy import NOTHING, Sort
from kring.foundation.text import Text


class PublishedFigure(models.Model):
    """One published number of one half-year; null means fewer than ten, or hidden with such a one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    half_year = models.CharField(max_length=6)
    division_id = models.UUIDField(null=True, blank=True)
    division_name = models.CharField(max_length=120, blank=True)
    measure = models.CharField(max_length=40)
    rounded = models.PositiveIntegerField(null=True)

    class Privacy:
        fields = {
            name: Sort.HARMLESS
            for name in (
                "id",
                "organisation",
                "half_year",
                "division_id",
                "division_name",
                "measure",
                "rounded",
            )
        }
        what = Text("Cijfers van een halfjaar dat voorbij is", "Figures of a half-year that is over")
        purpose = Text(
            "Laten zien of steun wordt gevonden, zonder mensen te tellen die te herkennen zijn",
            "To show whether support is found, without counting people who could be recognised",
        )
        seen_by = Text(
            "iedereen die is ingelogd; groepen onder de tien staan er niet in",
            "everyone signed in; groups under ten are not in it",
        )
        retention = Text("5 jaar", "5 years")
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "half_year", "division_id", "measure"],
                name="publishedfigure_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(rounded__isnull=True) | models.Q(rounded__gte=10),
                name="publishedfigure_threshold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.half_year} {self.measure}"
