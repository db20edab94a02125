"""Who works where: units in a tree, people in them, who leads them, their logins and roles, and the supporters."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from bench.country.lot import CRAFTS, WINDOWS, Human, Lot, Rows
from kring.foundation.keys.lookup import number_tags

IN_A_TEAM = 22
TEAMS, DEPARTMENTS = 5, 9  # in a department, in a division


@dataclass(frozen=True, slots=True)
class Place:
    """A unit."""

    id: UUID
    name: str
    level: str
    parent: int | None
    division: int


@dataclass
class House:
    """One organisation with everybody in it."""

    id: UUID
    host: str
    places: list[Place] = field(default_factory=list)
    people: list[Human] = field(default_factory=list)
    leads: dict[int, Human] = field(default_factory=dict)
    supporters: list[Human] = field(default_factory=list)
    coordinators: list[Human] = field(default_factory=list)
    trainers: list[Human] = field(default_factory=list)
    administrators: list[Human] = field(default_factory=list)
    hr: list[Human] = field(default_factory=list)

    def division_of(self, human: Human) -> UUID:
        """The division somebody works in."""
        return self.places[self.places[human.unit].division].id


def settle(house: House, people: int, supporters: int, rows: Rows, lot: Lot, today: date, password: str) -> None:
    """Fill an organisation with units and people; the rows are ready to be copied."""
    rows.add("tenancy_organisation", house.id, f"Organisatie {house.host.split('.')[0]}", house.host, *_DECIDED)
    _places(house, people, lot)
    _people(house, people, lot)
    _write_places(house, rows)
    _write_people(house, rows, lot, today, password)
    _roles(house, supporters, rows, lot, today)


_DECIDED = (
    *("Europe/Amsterdam", False, "guideline", 4, "08:00", "22:00", 3, 14, "088 000 00 00", "07:00", "23:00"),
    *("088 000 00 01", "088 000 00 02", "088 000 00 03"),
)


def _places(house: House, people: int, lot: Lot) -> None:
    teams = max(2, people // IN_A_TEAM)
    departments = max(1, teams // TEAMS)
    divisions = max(1, departments // DEPARTMENTS)
    for number in range(divisions):
        house.places.append(Place(lot.key(), f"Divisie {number + 1}", "division", None, number))
    for number in range(departments):
        above = number % divisions
        house.places.append(Place(lot.key(), f"Afdeling {number + 1}", "department", above, above))
    for number in range(teams):
        above = divisions + number % departments
        place = Place(lot.key(), f"Team {number + 1}", "team", above, house.places[above].division)
        house.places.append(place)


def _people(house: House, people: int, lot: Lot) -> None:
    """Everybody in turn into a unit; the first who comes leads it, and is led by who leads the one above."""
    order = list(range(len(house.places)))
    first_team = next(number for number in order if house.places[number].level == "team")
    for number in range(people):
        unit = order[number] if number < len(order) else order[first_team + number % (len(order) - first_team)]
        above = house.places[unit].parent if unit not in house.leads else unit
        led_by = house.leads.get(above) if above is not None else None
        name = lot.name()
        human = Human(
            id=lot.key(),
            name=name,
            mail=f"{name.replace(' ', '.').lower()}.{number}@{house.host}",
            craft="management" if unit not in house.leads else lot.pick(CRAFTS),
            unit=unit,
            account_id=lot.key() if unit not in house.leads or lot.below() < _SIGNING_IN else None,
            manager_id=led_by.id if led_by else None,
        )
        house.leads.setdefault(unit, human)
        house.people.append(human)


_SIGNING_IN = 0.2


def _write_places(house: House, rows: Rows) -> None:
    for number, place in enumerate(house.places):
        lead = house.leads.get(number)
        parent = house.places[place.parent].id if place.parent is not None else None
        rows.add(
            "people_unit",
            *(place.id, house.id, parent, house.places[place.division].id, place.level, place.name),
            *(place.name.lower(), lead.id if lead else None, lead.name if lead else "", ""),
        )


def _write_people(house: House, rows: Rows, lot: Lot, today: date, password: str) -> None:
    tags = number_tags(house.id, [str(number) for number in range(len(house.people))])
    leaving = today + timedelta(days=20)
    for number, one in enumerate(house.people):
        leaves = leaving if lot.below() < 0.005 else None
        left = today - timedelta(days=lot.between(1, 29)) if one.account_id is None and lot.below() < 0.01 else None
        rows.add(
            "people_person",
            *(one.id, house.id, one.account_id, one.name, one.mail, one.craft, house.places[one.unit].id),
            *(one.manager_id, "nl", leaves if left is None else None, left, tags[str(number)]),
        )
        if one.account_id:
            rows.add("accounts_account", one.account_id, one.mail, password, True)


def _roles(house: House, supporters: int, rows: Rows, lot: Lot, today: date) -> None:
    """Who leads has the role; the others come from who does not lead, and have a login."""
    two = (lot.key(), lot.key())
    for lead in {one.id for one in house.leads.values()}:
        rows.add("people_personrole", lot.key(), house.id, lead, "manager", *two)
    leading = {one.id for one in house.leads.values()}
    free = iter([one for one in house.people if one.account_id and one.id not in leading])
    size = len(house.people)
    house.administrators = [next(free) for _ in range(2)]
    house.hr = [next(free) for _ in range(2)]
    house.trainers = [next(free) for _ in range(max(1, size // 1500))]
    house.coordinators = [next(free) for _ in range(max(2, size // 4000))]
    house.supporters = [one for one, _ in zip(free, range(supporters), strict=False)]
    for role, people in (
        ("administrator", house.administrators),
        ("hr", house.hr),
        ("trainer", house.trainers),
        ("coordinator", house.coordinators),
        ("supporter", house.supporters),
    ):
        for one in people:
            rows.add("people_personrole", lot.key(), house.id, one.id, role, *two)
    _cards(house, house.supporters, rows, lot, today)


def _cards(house: House, people: Sequence[Human], rows: Rows, lot: Lot, today: date) -> None:
    for one in people:
        place = house.places[one.unit]
        rows.add(
            "supporters_supporter",
            *(one.id, house.id, one.name, one.craft, place.id, place.name, lot.some(WINDOWS, 4), ["nl"]),
            *(today + timedelta(days=400), lot.below() < 0.9),
        )
        cools = today + timedelta(days=5) if lot.below() < 0.1 else None
        rows.add("supporters_availability", one.id, house.id, one.mail, "nl", None, cools)
