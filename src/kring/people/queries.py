"""What other contexts may ask about units and people."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from kring.people.models import Person, PersonRole, Role, Unit

LINE_DEPTH = 12  # a manager's manager's manager …; circular lines stop here


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
    return tuple(_card(unit) for unit in Unit.objects.order_by("sort_name"))


def unit(unit_id: UUID) -> UnitCard | None:
    """One unit, or None when it is not in this organisation."""
    found = Unit.objects.filter(pk=unit_id).first()
    return _card(found) if found else None


def divisions() -> dict[UUID, str]:
    """The divisions of the organisation in context with their names."""
    return dict(Unit.objects.filter(level="division").values_list("id", "name"))


def me(person_id: UUID) -> Me | None:
    """The signed-in person's own row; row-level security shows no other."""
    row = Person.objects.filter(pk=person_id).first()
    if row is None:
        return None
    return Me(row.id, row.name, row.work_mail, row.craft, row.unit_id, row.manager_id, row.language)


def line_of(person_id: UUID) -> frozenset[UUID]:
    """Everyone who leads this person or whom this person leads directly; for the matching (job) only."""
    above: set[UUID] = set()
    current = person_id
    for _ in range(LINE_DEPTH):
        lead = Person.objects.filter(pk=current).values_list("manager_id", flat=True).first()
        if lead is None or lead in above:
            break
        above.add(lead)
        current = lead
    below = Person.objects.filter(manager_id=person_id).values_list("id", flat=True)
    return frozenset(above | set(below))


def leads_of_unit(unit_id: UUID) -> frozenset[UUID]:
    """Who leads this unit or one above it; for the matching."""
    leads: set[UUID] = set()
    current = unit_id
    for _ in range(LINE_DEPTH):
        row = Unit.objects.filter(pk=current).values_list("manager_id", "parent_id").first()
        if row is None:
            break
        lead, parent = row
        if lead:
            leads.add(lead)
        if not parent:
            break
        current = parent
    return frozenset(leads)


def trainers() -> frozenset[UUID]:
    """Everyone who trains others, and so may have to judge them; for the matching (job) only."""
    held = PersonRole.objects.filter(role=Role.TRAINER, confirmed_by__isnull=False)
    return frozenset(held.values_list("person_id", flat=True))


def letterboxes(person_ids: Collection[UUID]) -> tuple[tuple[str, str], ...]:
    """The work address and language of these people, if they still work here; for the worker (job) only."""
    rows = Person.objects.filter(pk__in=person_ids, left_on=None).exclude(work_mail="").order_by("pk")
    return tuple(rows.values_list("work_mail", "language"))


def _card(row: Unit) -> UnitCard:
    return UnitCard(row.id, row.name, row.level, row.division_id, row.parent_id, row.manager_id, row.manager_name)
