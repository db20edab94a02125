"""What other contexts may ask about units and people."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kring.foundation.accounts.factors import factors_of
from kring.foundation.accounts.models import Account
from kring.foundation.actor import Actor
from kring.foundation.privacy import Held, provides
from kring.people.models import Person, PersonRole, Role, Unit
from kring.people.wording import ROLES

LINE_DEPTH = 12  # a manager's manager's manager …; circular lines stop here
FOUND_AT_MOST = 25


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit as anyone inside the organisation sees it."""

    id: UUID
    name: str
    level: str
    division_id: UUID | None
    parent_id: UUID | None
    manager_id: UUID | None
    manager_name: str


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role of somebody; `confirmed` says whether it counts."""

    id: UUID
    role: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who works here, for the administrator. `signs_in`: whether there is a login."""

    id: UUID
    name: str
    work_mail: str
    craft: str
    unit_name: str
    roles: tuple[HeldRole, ...]
    signs_in: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was looked up by name, for the administrator."""

    id: UUID
    name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class WaitingRole:
    """A role that waits for a second person; `mine` if the reader proposed it or gets it, and cannot confirm it."""

    id: UUID
    role: str
    name: str
    proposed_by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """Somebody with a role that counts, for what higher contexts keep of it (job only)."""

    id: UUID
    name: str
    craft: str
    unit_id: UUID | None
    unit_name: str
    work_mail: str
    language: str


@dataclass(frozen=True, slots=True)
class Me:
    """A signed-in person's own row."""

    id: UUID
    name: str
    work_mail: str
    craft: str
    unit_id: UUID | None
    manager_id: UUID | None
    language: str


def units() -> tuple[UnitCard, ...]:
    """All units of the organisation in context, by name."""
    return _units()


def units_under(parent_id: UUID | None) -> tuple[UnitCard, ...]:
    """The units that stand right under another one, or at the top, by name."""
    return _units(parent_id=parent_id)


def units_named(text: str) -> tuple[UnitCard, ...]:
    """The units with this in their name, by name."""
    return _units(name__icontains=text)


def _units(**which: Any) -> tuple[UnitCard, ...]:
    """Plain rows: a large organisation has more than a thousand units, and a model for each takes most of a page."""
    rows = Unit.objects.filter(is_removed=False, **which).order_by("sort_name")
    return tuple(UnitCard(*row) for row in rows.values_list(*(field.name for field in fields(UnitCard))))


def number_of_units() -> int:
    """How many units the organisation in context has."""
    return Unit.objects.filter(is_removed=False).count()


def unit(unit_id: UUID) -> UnitCard | None:
    """One unit, or None when it is not in this organisation."""
    return next(iter(_units(pk=unit_id)), None)


def divisions() -> dict[UUID, str]:
    """The divisions of the organisation in context with their names."""
    return dict(Unit.objects.filter(level="division", is_removed=False).values_list("id", "name"))


def me(person_id: UUID) -> Me | None:
    """The signed-in person's own row; row-level security shows no other."""
    with connection.cursor() as cursor:  # for every page: the ORM would take longer to ask than the database to answer
        cursor.execute(
            "select id, name, work_mail, craft, unit_id, manager_id, language from people_person where id = %s",
            [person_id],
        )
        row = cursor.fetchone()
    return Me(*row) if row else None


def named(text: str) -> tuple[Found, ...]:
    """Who works here with this in their name, at most `FOUND_AT_MOST`, by name; for administrators."""
    rows = Person.objects.filter(left_on=None, name__icontains=text).order_by("name", "id")
    seen = rows.values_list("id", "name", "unit__name")[:FOUND_AT_MOST]
    return tuple(Found(key, name, unit_name or "") for key, name, unit_name in seen)


def employee(person_id: UUID) -> Employee | None:
    """Somebody who works here; for administrators."""
    rows = Person.objects.select_related("unit").prefetch_related("personrole_set")
    row = rows.filter(pk=person_id, left_on=None).first()
    return _employee(row) if row else None


def holders(role: str) -> tuple[RoleHolder, ...]:
    """Who holds a role that counts, by name; for administrators and jobs."""
    rows = Person.objects.select_related("unit").filter(
        Q(personrole__role=role, personrole__confirmed_by__isnull=False), left_on=None
    )
    return tuple(
        RoleHolder(
            row.id, row.name, row.craft, row.unit_id, row.unit.name if row.unit else "", row.work_mail, row.language
        )
        for row in rows.order_by("name", "id")
    )


def parents() -> list[tuple[UUID, str]]:
    """What another unit can stand under, by name."""
    rows = Unit.objects.filter(is_removed=False).exclude(level="team").order_by("sort_name")
    return list(rows.values_list("id", "name"))


def leads(among: Collection[UUID] | None = None) -> list[tuple[UUID, str]]:
    """Who can lead a unit, or who of these can, by name; for administrators."""
    rows = Person.objects.filter(
        Q(personrole__role=Role.MANAGER, personrole__confirmed_by__isnull=False), left_on=None
    )
    if among is not None:
        rows = rows.filter(pk__in=among)
    return list(rows.order_by("name", "id").values_list("id", "name"))


def are_many_leads(few: int) -> bool:
    """Whether more people than this can lead a unit; for administrators."""
    held = PersonRole.objects.filter(role=Role.MANAGER, confirmed_by__isnull=False)
    return held[: few + 1].count() > few


def holder_ids(role: str) -> set[UUID]:
    """Who holds a role that counts; for administrators and jobs."""
    held = PersonRole.objects.filter(role=role, confirmed_by__isnull=False, person__left_on=None)
    return set(held.values_list("person_id", flat=True))


def waiting_roles(reader: Actor) -> tuple[WaitingRole, ...]:
    """What waits for a second person, as far as the reader may decide on it."""
    with connection.cursor() as cursor:
        cursor.execute("select id, role, person_id, name, granted_by, granted_by_name from private.waiting_roles()")
        rows = cursor.fetchall()
    return tuple(
        WaitingRole(key, role, name, proposer, mine=reader.subject in {person_id, granted_by})
        for key, role, person_id, name, granted_by, proposer in rows
    )


def is_used(unit_id: UUID) -> bool:
    """Whether somebody works on this unit, or another one stands under it; for administrators."""
    return (
        Unit.objects.filter(parent_id=unit_id, is_removed=False).exists()
        or Person.objects.filter(unit_id=unit_id, left_on=None).exists()
    )


LINES = """
with recursive above(who, lead, step) as (
    select id, manager_id, 1 from people_person where id = any(%s) and manager_id is not null
    union
    select above.who, person.manager_id, step + 1 from above join people_person person on person.id = above.lead
    where person.manager_id is not null and step < %s
)
select who, lead from above union select manager_id, id from people_person where manager_id = any(%s)
"""
LEADS = """
with recursive above(who, lead, parent, step) as (
    select id, manager_id, parent_id, 1 from people_unit where id = any(%s)
    union
    select above.who, unit.manager_id, unit.parent_id, step + 1
    from above join people_unit unit on unit.id = above.parent where step < %s
)
select who, lead from above where lead is not null
"""


FIRST_LEAD = """
with recursive above(unit, lead, parent, step) as (
    select id, manager_id, parent_id, 1 from people_unit where id = %s and not is_removed
    union all
    select unit.id, unit.manager_id, unit.parent_id, step + 1
    from above join people_unit unit on unit.id = above.parent
    where above.lead is null and step < %s and not unit.is_removed
)
select unit from above where lead is not null
"""


def first_lead(unit_id: UUID) -> UUID | None:
    """The unit with a lead that is nearest: this one, or one above it."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_LEAD, [unit_id, LINE_DEPTH])
        row = cursor.fetchone()
    return row[0] if row else None


def led_units(near: Collection[UUID] | None = None) -> list[tuple[UUID, str, UUID, str]]:
    """Every unit somebody leads, by name: its id and name, and theirs; or of these units and leads only."""
    rows = _led() if near is None else _led().filter(Q(pk__in=near) | Q(manager_id__in=near))
    seen = rows.order_by("sort_name").values_list("id", "name", "manager_id", "manager_name")
    return [(key, name, lead, called) for key, name, lead, called in seen if lead]


def are_many_led(few: int) -> bool:
    """Whether more units than this have somebody who leads them."""
    return _led()[: few + 1].count() > few


def _led() -> QuerySet[Unit]:
    return Unit.objects.filter(is_removed=False).exclude(manager_name="")


def lines_of(person_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """By person, everyone who leads them, whoever leads those, and whom they lead themselves; for jobs only."""
    wanted = list(set(person_ids))
    return _grouped(LINES, [wanted, LINE_DEPTH, wanted]) if wanted else {}


def leads_of_units(unit_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """By unit, who leads it or one above it; for the matching."""
    wanted = list(set(unit_ids))
    return _grouped(LEADS, [wanted, LINE_DEPTH]) if wanted else {}


def _grouped(sql: str, values: list[Any]) -> dict[UUID, frozenset[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for key, other in cursor.fetchall():
            found[key].add(other)
    return {key: frozenset(others) for key, others in found.items()}


def trainers() -> frozenset[UUID]:
    """Everyone who trains others, and so may have to judge them; for the matching (job) only."""
    held = PersonRole.objects.filter(role=Role.TRAINER, confirmed_by__isnull=False)
    return frozenset(held.values_list("person_id", flat=True))


def letterboxes(person_ids: Collection[UUID]) -> tuple[tuple[str, str], ...]:
    """The work address and language of these people, if they still work here; for the worker (job) only."""
    rows = Person.objects.filter(pk__in=person_ids, left_on=None).exclude(work_mail="").order_by("pk")
    return tuple(rows.values_list("work_mail", "language"))


def _employee(row: Person) -> Employee:
    held = sorted(row.personrole_set.all(), key=lambda one: one.role)
    return Employee(
        id=row.id,
        name=row.name,
        work_mail=row.work_mail,
        craft=row.craft,
        unit_name=row.unit.name if row.unit else "",
        roles=tuple(HeldRole(one.id, one.role, one.confirmed_by is not None) for one in held),
        signs_in=row.account_id is not None,
    )


@provides("people_person")
def _held_of_person(actor: Actor) -> list[Held]:
    """One's own row of the staff system."""
    own = me(actor.subject) if actor.kind == "web" else None
    if own is None:
        return []
    place = unit(own.unit_id) if own.unit_id else None
    said = [
        _("Your name: %(name)s") % {"name": own.name},
        _("Your mail address at work: %(mail)s") % {"mail": own.work_mail} if own.work_mail else "",
        _("Your craft"),
        _("Your department: %(unit)s") % {"unit": place.name} if place else "",
        _("Who leads you") if own.manager_id else "",
        _("In which language Kring writes to you"),
    ]
    return [Held(what) for what in said if what]


@provides("people_personrole")
def _held_of_roles(actor: Actor) -> list[Held]:
    """One's own roles, and that two people granted them."""
    if actor.kind != "web":
        return []
    rows = PersonRole.objects.filter(person_id=actor.subject)
    return [Held(_("Your role: %(role)s") % {"role": ROLES.get(row.role, row.role)}) for row in rows]


@provides("people_unit")
def _held_of_units(actor: Actor) -> list[Held]:
    """Which units somebody leads."""
    led = Unit.objects.filter(manager_id=actor.subject) if actor.kind == "web" else ()
    return [Held(_("That you lead %(unit)s") % {"unit": row.name}) for row in led]


@provides("accounts_account")
def _held_of_account(actor: Actor) -> list[Held]:
    """The login, which belongs to a person by this context's doing."""
    own = Person.objects.filter(pk=actor.subject).values("account_id")
    login = Account.objects.filter(pk__in=own).first() if actor.kind == "web" else None
    if login is None:
        return []
    factors = factors_of(login)
    said = [
        _("The mail address you sign in with: %(mail)s") % {"mail": login.email},
        _("Your password, so that nobody can read it"),
        _("Your passkeys, app and recovery codes") if factors.any else "",
    ]
    return [Held(what) for what in said if what]


@provides("accounts_session")
def _held_of_sessions(actor: Actor) -> list[Held]:
    """That somebody is signed in, or looks with a code, is a session too."""
    return [Held(_("That you are here now"))]
