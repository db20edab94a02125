"""Experiences of an organisation, what it shares of them, and what all of them say together."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.experiences.domain.experience import LONGEST_ADVICE, Told
from kring.foundation.privacy import NOTHING, harmless
from kring.foundation.text import Text

FOR_ALL = Text("iedereen", "everyone")


class Telling(models.Model):
    """The fixed form of an experience: what was done, for whom, and how it went. No person in it."""

    entry = models.CharField(max_length=60)
    group = models.CharField(max_length=60)
    situation = models.CharField(max_length=60)
    aim = models.CharField(max_length=20)
    reach = models.CharField(max_length=20)
    helped = ArrayField(models.CharField(max_length=20))
    hindered = ArrayField(models.CharField(max_length=20))
    kept = models.CharField(max_length=20)
    again = models.CharField(max_length=20)
    half_year = models.CharField(max_length=6)
    advice = models.CharField(max_length=LONGEST_ADVICE, blank=True)
    language = models.CharField(max_length=2)

    class Meta:
        abstract = True

    @property
    def told(self) -> Told:
        """The same as a value of the domain."""
        return Told.of({name: getattr(self, name) for name in Told.__slots__})


class Experience(Telling):
    """
    An experience of one organisation.

    `is_shared` and `is_named` are what the organisation wants, `shared_id` what the worker made of it. Who told it is
    not kept. `house` is for which organisation it was told, if for another; `inquiry_id` from which questionnaire it
    came, and `is_fed` whether the answers to that one still change it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    is_shared = models.BooleanField(default=False)
    is_named = models.BooleanField(default=False)
    shared_id = models.UUIDField(null=True, blank=True)
    house = models.CharField(max_length=120, blank=True, default="", db_default="")
    inquiry_id = models.UUIDField(null=True, blank=True)
    is_fed = models.BooleanField(default=False, db_default=False)

    class Privacy:
        fields = harmless(
            "id organisation entry group situation aim reach helped hindered kept again half_year advice language"
            " is_shared is_named shared_id house inquiry_id is_fed"
        )
        what = Text("Een ervaring met een maatregel", "An experience with a measure")
        purpose = Text("Leren wat voor wie werkt", "To learn what works for whom")
        seen_by = Text(
            "wie in de organisatie beleid maakt; pas na een besluit ook andere organisaties",
            "whoever makes policy in the organisation; other organisations only after a decision",
        )
        retention = Text("tot de organisatie de ervaring weghaalt", "until the organisation takes it away")
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "entry", "group", "situation", "half_year", "house"], name="experience_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SharedExperience(Telling):
    """
    An experience for everyone, under an id drawn by lot.

    The name of the organisation stands there only if it chose so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_name = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = '"shared"."experience"'

    class Privacy:
        fields = harmless(
            "id organisation_name entry group situation aim reach helped hindered kept again half_year advice language"
        )
        what = Text("Een ervaring die een organisatie deelt", "An experience that an organisation shares")
        purpose = Text("Leren van elkaar", "To learn from each other")
        seen_by = FOR_ALL
        retention = Text("tot de organisatie het delen stopt", "until the organisation stops sharing")
        remains = NOTHING

    def __str__(self) -> str:
        return str(self.pk)


class SharedEstimate(models.Model):
    """What all shared experiences say of one entry: in general, for a group, in a situation, or for both."""

    key = models.CharField(primary_key=True, max_length=190)
    entry = models.CharField(max_length=60)
    group = models.CharField(max_length=60, blank=True)
    situation = models.CharField(max_length=60, blank=True)
    told = models.PositiveIntegerField()
    again = models.PositiveIntegerField()
    middle = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    is_known = models.BooleanField()

    class Meta:
        db_table = '"shared"."experience_estimate"'

    class Privacy:
        fields = harmless("key entry group situation told again middle low high is_known")
        what = Text("Wat alle gedeelde ervaringen samen zeggen", "What all shared experiences say together")
        purpose = Text("Laten zien wat voor wie werkt", "To show what works for whom")
        seen_by = FOR_ALL
        retention = Text("zolang er gedeelde ervaringen zijn", "as long as there are shared experiences")
        remains = NOTHING

    def __str__(self) -> str:
        return self.key
