"""What is known of a supporter: a card others may see, and availability that only they and the matching see."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.foundation.privacy import Sort


class Supporter(models.Model):
    """A collegial supporter as colleagues may see them. The key is the person's own."""

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    name = models.CharField(max_length=60)
    craft = models.CharField(max_length=40)
    unit = models.ForeignKey("people.Unit", on_delete=models.SET_NULL, null=True, blank=True)
    unit_name = models.CharField(max_length=120, blank=True)
    windows = ArrayField(models.CharField(max_length=10))
    languages = ArrayField(models.CharField(max_length=2))
    trained_until = models.DateField()
    can_now = models.BooleanField(default=True)

    class Privacy:
        fields = {
            "id": Sort.IDENTIFYING,
            "organisation": Sort.HARMLESS,
            "name": Sort.IDENTIFYING,
            "craft": Sort.HARMLESS,
            "unit": Sort.HARMLESS,
            "unit_name": Sort.HARMLESS,
            "windows": Sort.HARMLESS,
            "languages": Sort.HARMLESS,
            "trained_until": Sort.HARMLESS,
            "can_now": Sort.HARMLESS,
        }
        retention = "end of role and 6 months"

    def __str__(self) -> str:
        return self.name


class Availability(models.Model):
    """Whether a supporter can be asked, and until when not. Seen by the supporter and the matching only."""

    supporter = models.OneToOneField(Supporter, on_delete=models.CASCADE, primary_key=True)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    mail = models.EmailField()
    language = models.CharField(max_length=2, default="nl")
    paused_until = models.DateField(null=True, blank=True)
    cools_down_until = models.DateField(null=True, blank=True)

    class Privacy:
        fields = {
            "supporter": Sort.IDENTIFYING,
            "organisation": Sort.HARMLESS,
            "mail": Sort.IDENTIFYING,
            "language": Sort.HARMLESS,
            "paused_until": Sort.IDENTIFYING,
            "cools_down_until": Sort.IDENTIFYING,
        }
        retention = "end of role"

    def __str__(self) -> str:
        return str(self.pk)
