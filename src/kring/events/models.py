"""Events and offers. What different audiences may see lives in different tables (decision 23)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.foundation.privacy import NOTHING, Sort
from kring.foundation.text import Text


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
        what = Text("Een gebeurtenis op een afdeling: soort, week, afdeling", "An event on a unit: kind, week, unit")
        purpose = Text("Iedereen die erbij was steun aanbieden", "To offer support to everyone who was there")
        seen_by = Text(
            "coördinatoren, en wie de gebeurtenis liet weten", "coordinators, and whoever let us know of the event"
        )
        retention = Text(
            "hooguit 90 dagen; de naam van wie het liet weten hooguit 14 dagen",
            "90 days at most; the name of who let us know 14 days at most",
        )
        remains = Text(
            "alleen één meer in een halfjaarcijfer, zonder naam", "only one more in a half-year figure, without a name"
        )

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
    mail_at = models.DateTimeField(null=True, blank=True)
    """Since when a mail to the approacher is under way; empty once it is known to have gone (ADR 19)."""
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
            "mail_at": Sort.HARMLESS,
            "data_key_id": Sort.HARMLESS,
            "sealed": Sort.IDENTIFYING,
            "due_at": Sort.HARMLESS,
            "made_on": Sort.HARMLESS,
            "gone_on": Sort.HARMLESS,
        }
        what = Text("Een aanbod dat nog gedaan moet worden", "An offer still to be made")
        purpose = Text("Niemand vergeten die erbij was", "To forget nobody who was there")
        seen_by = Text(
            "coördinatoren, en de ondersteuner die iemand benadert; nooit een antwoord",
            "coordinators, and the supporter who approaches somebody; never an answer",
        )
        retention = Text(
            "tot iemand benaderd is, en nooit langer dan 14 dagen",
            "until somebody was approached, and never longer than 14 days",
        )
        remains = NOTHING

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(way__in=Way.values), name="offer_way")]
        indexes = [
            models.Index(fields=["organisation", "gone_on"], name="offer_by_end"),
            models.Index(fields=["organisation", "event"], name="offer_by_event"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class OfferAnswer(models.Model):
    """
    The person's own side of an offer: found with the link only. The answer itself is sealed.

    Without an event it is an offer that one colleague asked for another (ADR 8).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, blank=True)
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
        what = Text(
            "Naam en adres van wie een aanbod kreeg, wie dat vroeg als die dat wilde, en wat iemand antwoordt",
            "Name and address of who got an offer, who asked for it if they wished, and what somebody answers",
        )
        purpose = Text(
            "Hooguit één keer opnieuw vragen, en na een ‘nee’ niet meer",
            "To ask again once at most, and not after a ‘no’",
        )
        seen_by = Text(
            "alleen wie de link heeft die naar die persoon is gestuurd",
            "only whoever has the link that was sent to that person",
        )
        retention = Text(
            "tot 14 dagen na het tweede aanbod; naam en adres na een ‘nee’ meteen weg",
            "until 14 days after the second offer; name and address go at once after a ‘no’",
        )
        remains = NOTHING

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
        what = Text("Dat een aanbod al één of twee keer gedaan is", "That an offer was made once or twice already")
        purpose = Text("Niemand een derde keer vragen", "To ask nobody a third time")
        seen_by = Text(
            "niemand als lijst; Kring zoekt met een code die niet terug te rekenen is",
            "nobody as a list; Kring looks it up by a code that cannot be turned back",
        )
        retention = Text("zolang als de gebeurtenis: hooguit 90 dagen", "as long as the event: 90 days at most")
        remains = NOTHING

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(nth__in=[1, 2]), name="offeredonce_never_a_third_time"),
            models.UniqueConstraint(fields=["event", "tag", "nth"], name="offeredonce_each_time_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class OfferedColleague(models.Model):
    """That this tag was offered something at a colleague's wish, once or twice; nobody is asked a third time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    tag = models.CharField(max_length=64)
    nth = models.PositiveSmallIntegerField(default=1)
    gone_on = models.DateField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "tag": Sort.IDENTIFYING,
            "nth": Sort.HARMLESS,
            "gone_on": Sort.HARMLESS,
        }
        what = Text(
            "Dat een aanbod op verzoek van een collega al één of twee keer gedaan is",
            "That an offer at a colleague's wish was made once or twice already",
        )
        purpose = Text("Niemand een derde keer vragen", "To ask nobody a third time")
        seen_by = Text(
            "niemand; Kring vergelijkt alleen een code die niet terug te rekenen is",
            "nobody; Kring only compares a code that cannot be turned back",
        )
        retention = Text("90 dagen", "90 days")
        remains = NOTHING

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(nth__in=[1, 2]), name="offeredcolleague_never_a_third_time"),
            models.UniqueConstraint(fields=["organisation", "tag", "nth"], name="offeredcolleague_each_time_once"),
        ]
        indexes = [models.Index(fields=["organisation", "gone_on"], name="offeredcolleague_by_end")]

    def __str__(self) -> str:
        return str(self.id)


class TeamReminder(models.Model):
    """A day on which a manager wants to be reminded to ask the team how it goes. Of no event, and of nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    person_id = models.UUIDField()
    due_on = models.DateField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "person_id": Sort.IDENTIFYING,
            "due_on": Sort.HARMLESS,
        }
        what = Text(
            "Een dag waarop jij als leidinggevende herinnerd wilt worden",
            "A day on which you as a manager want to be reminded",
        )
        purpose = Text("Je team vragen hoe het gaat", "To ask your team how it goes")
        seen_by = Text("alleen jijzelf", "only you")
        retention = Text(
            "tot de herinnering is verstuurd, of tot je stopt", "until the reminder was sent, or you stop"
        )
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "due_on"], name="teamreminder_once_a_day"),
        ]
        indexes = [models.Index(fields=["organisation", "due_on"], name="teamreminder_by_day")]

    def __str__(self) -> str:
        return str(self.due_on)
