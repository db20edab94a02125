"""Units, people, roles."""

import uuid

from django.db import models

from kring.foundation.privacy import NOTHING, Sort
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
        }
        what = Text("Divisies, afdelingen en teams", "Divisions, departments and teams")
        purpose = Text(
            "Weten waar iemand werkt en wie daar leiding geeft", "To know where somebody works and who leads there"
        )
        seen_by = Text("iedereen in de organisatie", "everyone in the organisation")
        retention = Text("zolang de organisatie Kring gebruikt", "while the organisation uses Kring")
        remains = NOTHING

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(level__in=Level.values), name="unit_level")]
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
        ]
        indexes = [models.Index(fields=["organisation", "manager_id"], name="person_by_manager")]

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
