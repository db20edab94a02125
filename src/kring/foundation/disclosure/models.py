"""Published half-years: a frozen table without persons."""

import uuid

from django.db import models

from kring.foundation.privacy import Sort


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
        retention = "5 years"

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
