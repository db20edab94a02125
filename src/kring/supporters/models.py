"""What is known of a supporter: a card others may see, and availability that only they and the matching see."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.foundation.privacy import NOTHING, Sort, harmless
from kring.foundation.text import Text


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
            "name": Sort.IDENTIFYING,
            **harmless("organisation craft unit unit_name windows languages trained_until can_now"),
        }
        what = Text("Het kaartje van een collegiaal ondersteuner", "The card of a collegial supporter")
        purpose = Text(
            "Laten zien wie je ondersteuner is, en iemand kiezen die past",
            "To show who your supporter is, and choose somebody who fits",
        )
        seen_by = Text("iedereen in de organisatie", "everyone in the organisation")
        retention = Text("tot het einde van de rol", "until the end of the role")
        remains = NOTHING

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
            "mail": Sort.IDENTIFYING,
            "paused_until": Sort.IDENTIFYING,
            "cools_down_until": Sort.IDENTIFYING,
            **harmless("organisation language"),
        }
        what = Text("Of een ondersteuner nu gevraagd kan worden", "Whether a supporter can be asked now")
        purpose = Text(
            "Ondersteuners rust geven en niemand te veel vragen", "To give supporters rest and ask nobody too much"
        )
        seen_by = Text(
            "die ondersteuner zelf; voor anderen alleen ‘kan nu’ of ‘kan nu niet’",
            "that supporter; for others only ‘can now’ or ‘cannot now’",
        )
        retention = Text("tot het einde van de rol", "until the end of the role")
        remains = NOTHING

    def __str__(self) -> str:
        return str(self.pk)
