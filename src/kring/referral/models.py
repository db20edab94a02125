"""The signpost: providers, requests to be called back, bought codes, and an organisation's own texts."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kring.foundation.privacy import NOTHING, Sort, harmless
from kring.foundation.text import Text
from kring.referral.domain import lists
from kring.referral.domain.contact import State
from kring.referral.domain.pool import Step

EVERYONE = Text("iedereen in de organisatie", "everyone in the organisation")
WHILE_LISTED = Text("zolang het in de wegwijzer staat", "while it stands in the signpost")


def _among(field: str, values: tuple[str, ...], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)


class Provider(models.Model):
    """Somebody who helps, inside or outside (aanbieder); for an adviser it is their own page."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    place = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    is_inside = models.BooleanField()
    good_at = ArrayField(models.CharField(max_length=20))
    route = models.CharField(max_length=24)
    cost = models.CharField(max_length=12)
    anonymity = models.CharField(max_length=12)
    languages = ArrayField(models.CharField(max_length=4))
    lead_days = models.PositiveSmallIntegerField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_how = models.CharField(max_length=12, blank=True)
    contract_from = models.DateField(null=True, blank=True)
    contract_until = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    mail = models.EmailField(blank=True)
    website = models.CharField(max_length=200, blank=True)
    takes_requests = models.BooleanField(default=False)
    keeper_id = models.UUIDField(null=True, blank=True)
    """Whose own page this is; nobody's for an entry of the organisation."""
    owner_id = models.UUIDField()
    """Who kept it last, and so is told when something runs out."""
    told_contract = models.DateField(null=True, blank=True)
    told_checked = models.DateField(null=True, blank=True)
    """Of which end, and of which check, the owner was told already."""
    is_removed = models.BooleanField(default=False)
    """Taken out of the signpost; the next round deletes it, with what still points to it."""

    class Privacy:
        fields = {
            **harmless(
                "id organisation place is_inside good_at route cost anonymity languages lead_days checked_on"
                " checked_how contract_from contract_until website takes_requests told_contract told_checked"
                " is_removed"
            ),
            **dict.fromkeys(("name", "phone", "mail", "keeper_id", "owner_id"), Sort.IDENTIFYING),
        }
        what = Text("Wie hulp biedt, binnen en buiten de organisatie", "Who offers help, inside and outside")
        purpose = Text("Laten zien waar je terechtkunt", "To show where you can go")
        seen_by = EVERYONE
        retention = WHILE_LISTED
        remains = NOTHING

    class Meta:
        constraints = [
            _among("place", lists.PLACES, "provider_place"),
            _among("route", lists.ROUTES, "provider_route"),
            _among("cost", lists.COSTS, "provider_cost"),
            _among("anonymity", lists.ANONYMITY, "provider_anonymity"),
            _among("checked_how", ("", *lists.CHECKED_HOW), "provider_checked_how"),
            models.CheckConstraint(
                condition=Q(contract_until__isnull=True)
                | Q(contract_from__isnull=True)
                | Q(contract_until__gte=F("contract_from")),
                name="provider_contract_in_order",
            ),
            models.CheckConstraint(
                condition=Q(lead_days__isnull=True) | (Q(checked_on__isnull=False) & ~Q(checked_how="")),
                name="provider_lead_was_checked",
            ),
            models.CheckConstraint(condition=Q(website__regex=r"^(https?://.*)?$"), name="provider_website"),
            models.CheckConstraint(condition=Q(takes_requests=False) | ~Q(mail=""), name="provider_mail_for_requests"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ProviderText(models.Model):
    """What is said about a provider in one language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="texts")
    keeper_id = models.UUIDField(null=True, blank=True)
    """As in `Provider`, so that the wall stands here too."""
    language = models.CharField(max_length=2)
    fits = models.CharField(max_length=400)
    hours = models.CharField(max_length=160, blank=True)
    about = models.CharField(max_length=2000, blank=True)
    confidentiality = models.CharField(max_length=600, blank=True)

    class Privacy:
        fields = harmless("id organisation provider keeper_id language fits hours about confidentiality")
        what = Text("Wat een aanbieder doet en voor wie", "What a provider does and for whom")
        purpose = Text("Kunnen kiezen wie bij je past", "To be able to choose who suits you")
        seen_by = EVERYONE
        retention = WHILE_LISTED
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "language"], name="providertext_once"),
            _among("language", ("nl", "en"), "providertext_language"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ContactRequest(models.Model):
    """A request to be called back. Name and number are sealed, and gone once they were taken over (ADR 13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE)
    keeper_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, default=State.POSTED.value)
    form_hash = models.BinaryField(unique=True)
    code_hash = models.BinaryField(unique=True)
    link_hash = models.BinaryField(unique=True)
    mail_id = models.UUIDField(null=True)
    data_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    gone_at = models.DateTimeField()

    class Privacy:
        fields = {
            **harmless(
                "id organisation provider keeper_id state form_hash code_hash link_hash mail_id data_key_id gone_at"
            ),
            "sealed": Sort.SPECIAL,
        }
        what = Text("Een vraag om contact, aan wie je zelf koos", "A request to a provider to get in touch")
        purpose = Text("Gebeld worden door wie je zelf koos", "To be called by whom you chose yourself")
        seen_by = Text("jij met je code, en wie je koos", "you with your code, and whom you chose")
        retention = Text(
            "naam en nummer tot wie je koos ze overneemt, alles hooguit 72 uur",
            "name and number until the provider takes them over, all of it 72 hours at most",
        )
        remains = NOTHING

    class Meta:
        constraints = [
            _among("state", tuple(state.value for state in State), "contactrequest_state"),
            models.CheckConstraint(
                condition=~Q(state=State.TAKEN.value) | Q(sealed__isnull=True), name="contactrequest_taken_is_empty"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "gone_at"], name="contactrequest_by_end")]

    def __str__(self) -> str:
        return str(self.id)


class CodePool(models.Model):
    """Codes bought from a provider. The codes themselves lie in `private`, where no role can read them (ADR 13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    provider = models.OneToOneField(Provider, on_delete=models.CASCADE)
    batch = models.PositiveIntegerField(default=0)
    """How many were put in the last time."""
    step = models.CharField(max_length=8, default=Step.NONE.value)
    """How far it was when last looked at: once a week, or when it was filled up."""
    told_step = models.CharField(max_length=8, default=Step.ENOUGH.value)

    class Privacy:
        fields = harmless("id organisation provider batch step told_step")
        what = Text("Vooraf gekochte codes voor hulp buiten de deur", "Codes bought beforehand for help outside")
        purpose = Text("Hulp betalen zonder te weten voor wie", "To pay for help without knowing for whom")
        seen_by = Text(
            "iedereen ziet of er nog codes zijn: genoeg, weinig of geen; niemand ziet de codes of hoeveel het er zijn",
            "everyone sees whether there are codes: enough, few or none; nobody sees the codes or how many there are",
        )
        retention = Text("een code tot iemand hem trekt", "a code until somebody draws it")
        remains = Text(
            "een afdruk van elke code, gebruikt of niet, zodat hij niet nog eens wordt uitgegeven",
            "a fingerprint of each code, used or not, so that it is not given out again",
        )

    class Meta:
        constraints = [_among("step", tuple(one.value for one in Step), "codepool_step")]

    def __str__(self) -> str:
        return str(self.id)


class HealthCheck(models.Model):
    """When PAGO or PMO is offered here, and how to take part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    kind = models.CharField(max_length=4)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    how_nl = models.CharField(max_length=600, blank=True)
    how_en = models.CharField(max_length=600, blank=True)
    website = models.CharField(max_length=200, blank=True)

    class Privacy:
        fields = harmless("id organisation kind opens_on closes_on how_nl how_en website")
        what = Text("Wanneer PAGO en PMO hier zijn, en hoe je meedoet", "When PAGO and PMO are here, and how to join")
        purpose = Text("Weten wanneer je mee kunt doen", "To know when you can take part")
        seen_by = EVERYONE
        retention = Text("zolang de organisatie Kring gebruikt", "while the organisation uses Kring")
        remains = NOTHING

    class Meta:
        constraints = [
            _among("kind", lists.KINDS_OF_CHECK, "healthcheck_kind"),
            models.UniqueConstraint(fields=["organisation", "kind"], name="healthcheck_once"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="healthcheck_in_order",
            ),
            models.CheckConstraint(condition=Q(website__regex=r"^(https?://.*)?$"), name="healthcheck_website"),
        ]

    def __str__(self) -> str:
        return self.kind


class OwnText(models.Model):
    """One version of a reading page as an organisation wrote it itself, in one language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    page = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    number = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=8000)
    based_on = models.CharField(max_length=64)
    """A hash of what Kring's own text said when this was written."""
    written_on = models.DateField()
    review_on = models.DateField()
    is_current = models.BooleanField(default=True)
    is_told = models.BooleanField(default=False)
    """Whether it was said that this has to be reviewed."""

    class Privacy:
        fields = harmless("id organisation page language number body based_on written_on review_on is_current is_told")
        what = Text(
            "Leespagina's in de eigen woorden van de organisatie", "Reading pages in the organisation's own words"
        )
        purpose = Text("Uitleg laten passen bij hoe het hier werkt", "To let explanations fit how it works here")
        seen_by = EVERYONE
        retention = Text("zolang de organisatie Kring gebruikt", "while the organisation uses Kring")
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "page", "language", "number"], name="owntext_version_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "page", "language"], condition=Q(is_current=True), name="owntext_one_current"
            ),
            _among("language", ("nl", "en"), "owntext_language"),
            models.CheckConstraint(condition=Q(review_on__gte=F("written_on")), name="owntext_review_after_writing"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.number}"
