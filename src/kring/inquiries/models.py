"""A questionnaire to advisers, who is asked, and what they answer."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.foundation.privacy import NOTHING, Sort, harmless
from kring.foundation.text import Text
from kring.inquiries.domain.adviser import Craft, Delivery

SENDERS = Text(
    "jij met je link, en beheerders, coördinatoren en HR van de organisatie die het vroeg",
    "you with your link, and administrators, coordinators and HR of the organisation that asked",
)
UNTIL_OVER = Text("tot 90 dagen na de laatste dag", "until 90 days after the last day")


class Inquiry(models.Model):
    """
    A questionnaire of one organisation about some measures. Who made it is not kept.

    `is_shared` and `is_named` are decided when it begins, so that everybody reads them before answering.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    title = models.CharField(max_length=80)
    asked_for = models.CharField(max_length=120, blank=True)
    """On whose behalf, such as a fund; empty for the organisation itself."""
    entries = ArrayField(models.CharField(max_length=60))
    opened_on = models.DateField()
    closes_on = models.DateField()
    is_shared = models.BooleanField()
    is_named = models.BooleanField()
    names_gone = models.BooleanField(default=False)
    is_removed = models.BooleanField(default=False)
    """The organisation took it away; the worker deletes it, with everything in it."""
    invited = models.PositiveIntegerField(null=True)
    answered = models.PositiveIntegerField(null=True)
    """How many there were, written down when their names go."""

    class Privacy:
        fields = harmless(
            "id organisation title asked_for entries opened_on closes_on is_shared is_named names_gone is_removed"
            " invited answered"
        )
        what = Text("Een vragenlijst aan adviseurs over maatregelen", "A questionnaire to advisers about measures")
        purpose = Text("Leren wat voor wie werkt", "To learn what works for whom")
        seen_by = Text(
            "beheerders, coördinatoren en HR, en wie een link kreeg",
            "administrators, coordinators and HR, and who got a link",
        )
        retention = Text("tot de organisatie hem weghaalt", "until the organisation takes it away")
        remains = Text("de ervaringen, zonder naam van een mens", "the experiences, without the name of a person")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gt=models.F("opened_on")), name="inquiry_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=models.Q(is_shared=True) | models.Q(is_named=False), name="inquiry_named_is_shared"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Invitation(models.Model):
    """An adviser who is asked. Of a link only a hash is kept; the reminder has one of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    craft = models.CharField(max_length=20)
    house = models.CharField(max_length=120, blank=True)
    """For which organisation this person answers, if that is another."""
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    form_hash = models.BinaryField(unique=True)
    link_hash = models.BinaryField(unique=True)
    reminder_hash = models.BinaryField(unique=True, null=True)
    mail_id = models.UUIDField(null=True)
    delivery = models.CharField(max_length=10, default=Delivery.POSTED.value)
    invited_on = models.DateField()
    reminded_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    is_withdrawn = models.BooleanField(default=False)
    """Who asked does so no longer; the worker deletes it, with the answers."""

    class Privacy:
        fields = {
            **harmless(
                "id organisation inquiry house language form_hash link_hash reminder_hash mail_id delivery invited_on"
                " reminded_on is_withdrawn"
            ),
            **dict.fromkeys(("name", "craft", "address", "answered_on"), Sort.IDENTIFYING),
        }
        what = Text(
            "Dat je als adviseur een vragenlijst kreeg: naam, functie, mailadres, en of je antwoordde",
            "That you were asked as an adviser: name, function, mail address, and whether you answered",
        )
        purpose = Text(
            "De vragenlijst sturen en er één keer aan herinneren", "To send the questionnaire and remind of it once"
        )
        seen_by = SENDERS
        retention = UNTIL_OVER
        remains = NOTHING

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(craft__in=list(Craft)), name="invitation_craft"),
            models.CheckConstraint(condition=models.Q(delivery__in=list(Delivery)), name="invitation_delivery"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Reply(models.Model):
    """
    What an adviser tells about one measure: closed lists only, about a measure, never about a person.

    A draft (`counts` is false) may have gaps, and is seen by nobody else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE)
    entry = models.CharField(max_length=60)
    group = models.CharField(max_length=60, blank=True)
    situation = models.CharField(max_length=60, blank=True)
    aim = models.CharField(max_length=20, blank=True)
    reach = models.CharField(max_length=20, blank=True)
    helped = ArrayField(models.CharField(max_length=20))
    hindered = ArrayField(models.CharField(max_length=20))
    kept = models.CharField(max_length=20, blank=True)
    again = models.CharField(max_length=20, blank=True)
    half_year = models.CharField(max_length=6, blank=True)
    counts = models.BooleanField(default=False)

    class Privacy:
        fields = {
            **harmless("id organisation entry group situation aim reach helped hindered kept again half_year counts"),
            "invitation": Sort.IDENTIFYING,
        }
        what = Text(
            "Wat je als adviseur over een maatregel antwoordde, uit vaste lijsten",
            "What you answered about a measure as an adviser, from closed lists",
        )
        purpose = Text("Leren wat voor wie werkt", "To learn what works for whom")
        seen_by = SENDERS
        retention = UNTIL_OVER
        remains = Text("de ervaring, zonder je naam", "the experience, without your name")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(counts=False)
                | ~models.Q(
                    models.Q(group="")
                    | models.Q(situation="")
                    | models.Q(aim="")
                    | models.Q(reach="")
                    | models.Q(kept="")
                    | models.Q(again="")
                    | models.Q(half_year="")
                ),
                name="reply_that_counts_is_whole",
            ),
            models.UniqueConstraint(
                fields=["invitation", "entry", "group", "situation", "half_year"],
                condition=models.Q(counts=True),
                name="reply_counts_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
