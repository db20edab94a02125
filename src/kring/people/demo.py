"""
People of the demonstration: a tree of units, managers, and invented people in it by lot.

Only the cast, the coordinators and the supporters have a login, and none has a password: the demonstration lets
people in with one click. Runs as the owner, past row-level security.
"""

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction

from kring.foundation.accounts.models import Account
from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import person_tag
from kring.people.models import Level, Person, PersonRole, Unit

DATA = Path(__file__).parent / "data"
BATCH = 2000
LEADING = 0.25  # at most this part of everybody leads a unit; a small team has the manager above
SUPPORT_CRAFTS = ("nurse", "nurse", "nurse", "doctor", "resident", "carer", "allied_health", "support_staff")


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the cast: always the same name, at the same place."""

    key: str
    name: str
    craft: str
    unit: str
    roles: tuple[str, ...] = ()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Settler:
    """A person who was put in a unit."""

    organisation_id: UUID
    id: UUID
    name: str
    mail: str
    craft: str
    unit_id: UUID
    unit_name: str
    division_id: UUID
    manager_id: UUID | None = None
    account_id: UUID | None = None
    roles: tuple[str, ...] = ()

    @property
    def actor(self) -> Actor:
        """This person, signed in."""
        tag = person_tag(self.organisation_id, self.id)
        return Actor("web", self.organisation_id, self.id, tag, frozenset(self.roles))


@dataclass(frozen=True, slots=True)
class Division:
    """A division with its number of people, and how often shocking things happen there beside others."""

    id: UUID
    size: int
    strain: float


@dataclass(frozen=True, slots=True)
class Settled:
    """An organisation full of people."""

    divisions: tuple[Division, ...]
    cast: dict[str, Settler]
    supporters: tuple[Settler, ...]
    people: tuple[Settler, ...]

    def at(self, unit: str) -> tuple[Settler, ...]:
        """Who works in a unit of this name, or in a team of it, without the cast."""
        known = {one.id for one in self.cast.values()}
        return tuple(p for p in self.people if p.unit_name.split(",")[0] == unit and p.id not in known)

    def somebody_at(self, unit: str) -> Settler:
        """Somebody who works there; in a very small organisation anybody."""
        return (*self.at(unit), self.people[-1])[0]


@dataclass(slots=True)
class _Place:
    unit: Unit
    above: "_Place | None"
    weight: float
    crafts: dict[str, int]
    strain: float
    manager: Settler | None = None

    @property
    def top(self) -> "_Place":
        return self if self.above is None else self.above.top


@dataclass(slots=True)
class _Names:
    lot: Random
    domain: str
    taken: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        origins = tomllib.loads((DATA / "demo_names.toml").read_text(encoding="utf-8"))["origin"]
        self._weights = [origin["weight"] for origin in origins]
        self._given = [origin["given"].split() for origin in origins]
        self._family = [origin["family"].replace("\n", "|").split("|") for origin in origins]

    _weights: list[int] = field(init=False, default_factory=list)
    _given: list[list[str]] = field(init=False, default_factory=list)
    _family: list[list[str]] = field(init=False, default_factory=list)

    def draw(self) -> str:
        """A name; now and then the two halves come from different places, as in any family."""
        (one,) = self.lot.choices(range(len(self._weights)), self._weights)
        (other,) = self.lot.choices(range(len(self._weights)), self._weights) if self.lot.random() < 0.06 else (one,)
        return f"{self.lot.choice(self._given[one])} {self.lot.choice(self._family[other])}"

    def mail(self, name: str) -> str:
        """A work address that nobody else has."""
        plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).encode("ascii", "ignore").decode()
        box = plain.lower().replace(" ", ".", 1).replace(" ", "").replace("'", "")
        self.taken[box] += 1
        return f"{box}{self.taken[box] if self.taken[box] > 1 else ''}@{self.domain}"


@transaction.atomic
def settle(
    organisation_id: UUID, *, plan: str, domain: str, people: int, supporters: int, cast: Sequence[Part], lot: Random
) -> Settled:
    """
    Fill an organisation.

    :param plan: the name of the file with units: `hospital` or `municipality`
    :param people: everybody together, the cast included
    """
    places, names = _tree(organisation_id, plan), _Names(lot, domain)
    Unit.objects.bulk_create([place.unit for place in places], batch_size=BATCH)
    by_name = {place.unit.name: place for place in places}
    known = {part.key: _enter(by_name[part.unit], part.name, part.craft, names) for part in cast}
    for part in cast:
        if part.leads:
            by_name[part.unit].manager = known[part.key]
    everybody = list(known.values())
    everybody += _managers(places, int(people * LEADING), names)
    everybody += _workers(places, people - len(everybody), names, lot)
    everybody = [_with_manager(one, by_name[one.unit_name]) for one in everybody]
    chosen = _supporters(everybody, supporters, {one.id for one in known.values()}, lot)
    roles = {known[part.key].id: part.roles for part in cast} | {one.id: ("supporter",) for one in chosen}
    everybody = _with_logins(everybody, roles)
    _keep(organisation_id, everybody, places)
    by_id = {one.id: one for one in everybody}
    helping = tuple(one for one in everybody if "supporter" in one.roles)
    here = {key: by_id[one.id] for key, one in known.items()}
    return Settled(_divisions(places, everybody), here, helping, tuple(everybody))


def _tree(organisation_id: UUID, plan: str) -> list[_Place]:
    data = tomllib.loads((DATA / f"demo_{plan}.toml").read_text(encoding="utf-8"))
    own, places = data.get("team", {}), []
    for division in data["division"]:
        top = _place(organisation_id, Level.DIVISION, division["name"], None, 0, {}, division["strain"])
        places.append(top)
        for kind, about in data["kind"].items():
            for name in division.get(kind, ()):
                middle = _place(organisation_id, Level.DEPARTMENT, name, top, 2, about["crafts"], top.strain)
                places.append(middle)
                for team, weight in about["teams"]:
                    crafts = own.get(team, about)["crafts"]
                    called = f"{name}, {team}"
                    places.append(_place(organisation_id, Level.TEAM, called, middle, weight, crafts, top.strain))
    return places


def _place(
    organisation_id: UUID,
    level: Level,
    name: str,
    above: _Place | None,
    weight: float,
    crafts: dict[str, int],
    strain: float,
) -> _Place:
    unit = Unit(
        organisation_id=organisation_id,
        parent=above.unit if above else None,
        level=level.value,
        name=name,
        sort_name=name.casefold(),
    )
    place = _Place(unit, above, weight, crafts, strain)
    unit.division_id = place.top.unit.id
    return place


def _enter(place: _Place, name: str, craft: str, names: _Names) -> Settler:
    return Settler(
        organisation_id=place.unit.organisation_id,
        id=uuid4(),
        name=name,
        mail=names.mail(name),
        craft=craft,
        unit_id=place.unit.id,
        unit_name=place.unit.name,
        division_id=place.top.unit.id,
    )


def _managers(places: list[_Place], most: int, names: _Names) -> list[Settler]:
    """Managers from the top down, as far as there are people for it; then the manager above leads along."""
    order = sorted(places, key=lambda place: Level.values.index(place.unit.level))
    made: list[Settler] = []
    for place in order:
        if place.manager is None and len(made) < most:
            place.manager = _enter(place, names.draw(), "management", names)
            made.append(place.manager)
        elif place.manager is None and place.above:
            place.manager = place.above.manager
        if place.manager:
            place.unit.manager_id, place.unit.manager_name = place.manager.id, place.manager.name
    return made


def _workers(places: list[_Place], number: int, names: _Names, lot: Random) -> list[Settler]:
    working = [place for place in places if place.weight]
    drawn = lot.choices(working, [place.weight for place in working], k=max(0, number))
    return [
        _enter(place, names.draw(), lot.choices(list(place.crafts), list(place.crafts.values()))[0], names)
        for place in sorted(drawn, key=lambda place: place.unit.sort_name)
    ]


def _with_manager(one: Settler, place: _Place) -> Settler:
    at: _Place | None = place
    while at is not None:
        if at.manager and at.manager.id != one.id:
            return replace(one, manager_id=at.manager.id)
        at = at.above
    return one


def _supporters(everybody: list[Settler], number: int, known: set[UUID], lot: Random) -> list[Settler]:
    """Supporters of all crafts there are, the ones of SUPPORT_CRAFTS more often."""
    by_craft: dict[str, list[Settler]] = {}
    for one in everybody:
        if one.craft not in {"management", "other"} and one.id not in known:
            by_craft.setdefault(one.craft, []).append(one)
    chosen: list[Settler] = []
    wanted = [craft for craft in SUPPORT_CRAFTS if craft in by_craft] + sorted(by_craft)
    while wanted and len(chosen) < number:
        for craft in list(wanted):
            if len(chosen) < number and by_craft[craft]:
                chosen.append(by_craft[craft].pop(lot.randrange(len(by_craft[craft]))))
            elif not by_craft[craft]:
                wanted.remove(craft)
    return chosen


def _with_logins(everybody: list[Settler], roles: dict[UUID, tuple[str, ...]]) -> list[Settler]:
    return [replace(one, account_id=uuid4(), roles=roles[one.id]) if one.id in roles else one for one in everybody]


def _keep(organisation_id: UUID, everybody: list[Settler], places: list[_Place]) -> None:
    with_login = [one for one in everybody if one.account_id]
    Account.objects.bulk_create(
        Account(id=one.account_id, email=one.mail, password=make_password(None)) for one in with_login
    )
    Person.objects.bulk_create([Person(**_row(one)) for one in everybody], batch_size=BATCH)
    Unit.objects.bulk_update([place.unit for place in places], ["manager_id", "manager_name"], batch_size=BATCH)
    PersonRole.objects.bulk_create(
        PersonRole(organisation_id=organisation_id, person_id=one.id, role=role, granted_by=first, confirmed_by=second)
        for one in with_login
        for role in one.roles
        for first, second in [_two_others(one, role, with_login)]
    )


def _row(one: Settler) -> dict[str, Any]:
    return {
        "id": one.id,
        "organisation_id": one.organisation_id,
        "account_id": one.account_id,
        "name": one.name,
        "work_mail": one.mail,
        "craft": one.craft,
        "unit_id": one.unit_id,
        "manager_id": one.manager_id,
    }


def _two_others(one: Settler, role: str, with_login: list[Settler]) -> tuple[UUID, UUID]:
    """Coordinators grant supporters; the administrator and HR grant everything else (decision 15)."""
    order = ("coordinator", "administrator", "hr") if role == "supporter" else ("administrator", "hr", "coordinator")
    granting = [p.id for kind in order for p in with_login if kind in p.roles and p.id != one.id]
    first, second, *_ = granting
    return first, second


def _divisions(places: list[_Place], everybody: list[Settler]) -> tuple[Division, ...]:
    sizes = Counter(one.division_id for one in everybody)
    return tuple(
        Division(place.unit.id, sizes[place.unit.id], place.strain) for place in places if place.above is None
    )
