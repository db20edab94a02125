"""What an organisation answers for each requirement, and what was looked up at night. Nothing about a person."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.compliance.domain.standing import Way
from kring.foundation.evidence import Verdict
from kring.foundation.privacy import NOTHING, harmless
from kring.foundation.text import Text


class Answer(models.Model):
    """
    How an organisation answers for one requirement: a document, a statement, a plan, or an argument.

    `asked_before` names the edition it was given for, if the guideline asks it otherwise since; empty otherwise.
    `carried_to` names the edition it went along to, so that an answer taken back there does not come back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    edition = models.CharField(max_length=12)
    requirement = models.CharField(max_length=12)
    way = models.CharField(max_length=10)
    title = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=250, blank=True)
    dated = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    said_by = models.CharField(max_length=80, blank=True)
    owner = models.CharField(max_length=80)
    review_on = models.DateField()
    argument = models.CharField(max_length=400, blank=True)
    kept_by = models.CharField(max_length=14)
    kept_on = models.DateField()
    revision = models.PositiveIntegerField(default=1)
    announced_for = models.DateField(null=True)
    asked_before = models.CharField(max_length=12, blank=True, default="", db_default="")
    carried_to = models.CharField(max_length=12, blank=True, default="", db_default="")

    class Privacy:
        fields = harmless(
            "id organisation edition requirement way title place dated valid_until said_by owner review_on argument "
            "kept_by kept_on revision announced_for asked_before carried_to"
        )
        what = Text(
            "Hoe de organisatie zich verantwoordt voor wat de richtlijn vraagt",
            "How the organisation answers for what the guideline asks",
        )
        purpose = Text(
            "Laten zien wat geregeld is, wat nog niet, en wie ernaar kijkt",
            "To show what is arranged, what is not yet, and who sees to it",
        )
        seen_by = Text(
            "iedereen in de organisatie, ook zonder inloggen; er staan functies in, geen mensen",
            "everyone in the organisation, also without signing in; it holds functions, not people",
        )
        retention = Text(
            "tot de organisatie het verandert of weghaalt, hooguit twee uitgaven lang",
            "until the organisation changes or removes it, for two editions at most",
        )
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "edition", "requirement"], name="answer_once_per_requirement"
            ),
            models.CheckConstraint(condition=models.Q(way__in=[way.value for way in Way]), name="answer_way"),
            models.CheckConstraint(
                condition=models.Q(kept_by__in=["administrator", "coordinator"]), name="answer_kept_by"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(dated__isnull=True)
                | models.Q(valid_until__gte=models.F("dated")),
                name="answer_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.requirement}"


class Finding(models.Model):
    """What was found of one item of evidence last night: a verdict, and at most two numbers published already."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    item = models.CharField(max_length=40)
    found = models.CharField(max_length=10)
    shown = models.PositiveIntegerField(null=True)
    whole = models.PositiveIntegerField(null=True)
    detail = ArrayField(models.CharField(max_length=40), default=list)
    half_year = models.CharField(max_length=6, blank=True)
    looked_on = models.DateField()

    class Privacy:
        fields = harmless("id organisation item found shown whole detail half_year looked_on")
        what = Text(
            "Wat Kring 's nachts zelf nakijkt van de richtlijn: klopt het, met cijfers die al waren vastgesteld",
            "What Kring looks up of the guideline at night: whether it holds, with figures that were fixed already",
        )
        purpose = Text(
            "Laten zien wat er waar is van wat de richtlijn vraagt", "To show what is true of what is asked"
        )
        seen_by = Text("iedereen in de organisatie, ook zonder inloggen", "everyone here, also without signing in")
        retention = Text("een dag, dan staat er wat nieuws", "a day, then there is a new one")
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "item"], name="finding_once_per_item"),
            models.CheckConstraint(
                condition=models.Q(found__in=[verdict.value for verdict in Verdict]), name="finding_verdict"
            ),
            models.CheckConstraint(
                condition=(models.Q(shown__isnull=True) | models.Q(shown__gte=10))
                & (models.Q(whole__isnull=True) | models.Q(whole__gte=10)),
                name="finding_threshold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.found}"
