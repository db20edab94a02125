"""Units, people, roles."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.foundation.privacy import NOTHING, Sort, harmless
from kring.foundation.text import Text


class Level(models.TextChoices):
    """How high a unit stands; figures are only ever published per division."""

    DIVISION = "division"
    DEPARTMENT = "department"
    TEAM = "team"


class Role(models.TextChoices):
    """Roles that two people grant together (decision 15)."""

    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"
    HR = "hr"
    ADVISER = "adviser"
    OCCUPATIONAL = "occupational"


class Unit(models.Model):
    """A division, department or team (afdeling)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    division_id = models.UUIDField(null=True, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=120)
    manager_id = models.UUIDField(null=True, blank=True)
    manager_name = models.CharField(max_length=120, blank=True)
    is_removed = models.BooleanField(default=False, db_default=False)
    """Taken away by an administrator; the next round deletes it, with what still points to it."""
    source_tag = models.CharField(max_length=64, blank=True, default="", db_default="")
    """How an import finds it again; empty for a unit that people made themselves."""

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "parent": Sort.HARMLESS,
            "division_id": Sort.HARMLESS,
            "level": Sort.HARMLESS,
            "name": Sort.HARMLESS,
            "sort_name": Sort.HARMLESS,
            "manager_id": Sort.IDENTIFYING,
            "manager_name": Sort.IDENTIFYING,
            "is_removed": Sort.HARMLESS,
            "source_tag": Sort.HARMLESS,
        }
        what = Text("Divisies, afdelingen en teams", "Divisions, departments and teams")
        purpose = Text(
            "Weten waar iemand werkt en wie daar leiding geeft", "To know where somebody works and who leads there"
        )
        seen_by = Text("iedereen in de organisatie", "everyone in the organisation")
        retention = Text("zolang de organisatie Kring gebruikt", "while the organisation uses Kring")
        remains = NOTHING

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="unit_level"),
            models.UniqueConstraint(
                fields=["organisation", "source_tag"], condition=~models.Q(source_tag=""), name="unit_once_per_source"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "sort_name"], name="unit_by_name")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody in one organisation, with or without a login."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    account_id = models.UUIDField(null=True, blank=True)
    name = models.CharField(max_length=120)
    work_mail = models.EmailField(blank=True)
    craft = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True)
    manager_id = models.UUIDField(null=True, blank=True)
    language = models.CharField(max_length=2, default="nl")
    left_on = models.DateField(null=True, blank=True)
    leaves_on = models.DateField(null=True, blank=True)
    """The last day, as long as it has to come."""
    number_tag = models.CharField(max_length=64, blank=True, default="", db_default="")
    """By which an import finds this person again; the number itself is not kept."""

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "account_id": Sort.HARMLESS,
            "name": Sort.IDENTIFYING,
            "work_mail": Sort.IDENTIFYING,
            "craft": Sort.HARMLESS,
            "unit": Sort.HARMLESS,
            "manager_id": Sort.HARMLESS,
            "language": Sort.HARMLESS,
            "left_on": Sort.HARMLESS,
            "leaves_on": Sort.HARMLESS,
            "number_tag": Sort.HARMLESS,
        }
        what = Text(
            "Wie hier werkt: naam, e-mail van het werk, vak en afdeling",
            "Who works here: name, work mail, craft and unit",
        )
        purpose = Text(
            "Iemand laten inloggen, en gegevens alvast invullen", "To let somebody sign in, and fill in what is known"
        )
        seen_by = Text(
            "jijzelf; de beheerder ziet wie hier werkt, maar niet wie steun krijgt",
            "you; the administrator sees who works here, but not who is supported",
        )
        retention = Text("tot 30 dagen na vertrek", "until 30 days after leaving")
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "account_id"], name="person_once_per_login"),
            models.CheckConstraint(condition=~models.Q(manager_id=models.F("id")), name="person_own_manager"),
            models.UniqueConstraint(
                fields=["organisation", "number_tag"], condition=~models.Q(number_tag=""), name="person_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "manager_id"], name="person_by_manager"),
            models.Index(
                fields=["organisation", "name", "id"],
                include=["unit"],
                condition=models.Q(left_on__isnull=True),
                name="person_by_name",
            ),
            models.Index(
                fields=["organisation", "leaves_on"],
                condition=models.Q(leaves_on__isnull=False, left_on__isnull=True),
                name="person_to_leave",
            ),
            models.Index(
                fields=["organisation", "left_on"], condition=models.Q(left_on__isnull=False), name="person_gone"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PersonRole(models.Model):
    """A role, granted by one and confirmed by another; never to oneself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    role = models.CharField(max_length=14, choices=Role.choices)
    granted_by = models.UUIDField()
    confirmed_by = models.UUIDField(null=True, blank=True)
    is_announced = models.BooleanField(default=True, db_default=True)
    """Whether those who hold this role know; the next round tells them."""

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "person": Sort.IDENTIFYING,
            "role": Sort.HARMLESS,
            "granted_by": Sort.IDENTIFYING,
            "confirmed_by": Sort.IDENTIFYING,
            "is_announced": Sort.HARMLESS,
        }
        what = Text(
            "Welke rol iemand heeft, en welke twee mensen die gaven",
            "Which role somebody has, and which two people gave it",
        )
        purpose = Text("Alleen toelaten wie dat mag", "To let in only who may")
        seen_by = Text("jijzelf en de beheerder", "you and the administrator")
        retention = Text("zolang iemand de rol heeft", "while somebody has the role")
        remains = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], name="personrole_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="personrole_role"),
            models.CheckConstraint(
                condition=~models.Q(granted_by=models.F("person")) & ~models.Q(confirmed_by=models.F("person")),
                name="personrole_not_to_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("granted_by")),
                name="personrole_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.role


class ImportMapping(models.Model):
    """Which heading of the HR system's file holds what, as chosen last time; pairs in two lists."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField("tenancy.Organisation", on_delete=models.CASCADE)
    fields = ArrayField(models.CharField(max_length=20))
    headings = ArrayField(models.CharField(max_length=120))

    class Privacy:
        fields = harmless("id organisation fields headings")
        what = Text("Welke kolom van het HR-bestand wat bevat", "Which column of the HR file holds what")
        purpose = Text("De kolommen maar één keer hoeven kiezen", "To choose the columns only once")
        seen_by = Text("de beheerder", "the administrator")
        retention = Text("zolang de organisatie Kring gebruikt", "while the organisation uses Kring")
        remains = NOTHING

    def __str__(self) -> str:
        return str(self.id)


class RunState(models.TextChoices):
    """How far an import is."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    CONFIRMED = "confirmed"
    DONE = "done"
    REFUSED = "refused"
    THROWN_AWAY = "thrown_away"


class ImportRun(models.Model):
    """One file of the HR system: sealed, checked, taken over, gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    state = models.CharField(max_length=12, choices=RunState.choices)
    progress = models.PositiveSmallIntegerField(default=0)
    columns = ArrayField(models.SmallIntegerField(), default=list)
    is_complete = models.BooleanField(default=False)
    refusal = models.CharField(max_length=20, blank=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    difference = models.BinaryField(null=True)
    gone_at = models.DateTimeField()

    class Privacy:
        fields = {
            **harmless("id organisation state progress columns is_complete refusal data_key_id gone_at"),
            "sealed": Sort.IDENTIFYING,
            "difference": Sort.IDENTIFYING,
        }
        what = Text(
            "Een bestand van het HR-systeem met wie hier werkt, vergrendeld",
            "A file of the HR system with who works here, locked",
        )
        purpose = Text("Mensen en afdelingen bijwerken", "To bring people and units up to date")
        seen_by = Text("de beheerder die het bijwerkt", "the administrator who brings it up to date")
        retention = Text(
            "tot het is doorgevoerd, en nooit langer dan 24 uur",
            "until it is taken over, and never longer than 24 hours",
        )
        remains = NOTHING

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="importrun_state"),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="importrun_progress"),
        ]

    def __str__(self) -> str:
        return str(self.id)
