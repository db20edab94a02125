"""
The cast of the tests, the same names everywhere, and the clock they can move.

Each test makes a world of its own: an organisation with people, committed by the owner's connection, which the code
under test then meets as the real web role. Worlds are never cleaned up; walls between organisations keep them apart.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import connections
from psycopg.sql import SQL, Identifier

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.keys.lookup import person_tag

PASSWORD = "een lange zin die niemand raadt"  # noqa: S105 (only in tests)
_HASHED: list[str] = []

ZONE = ZoneInfo("Europe/Amsterdam")
ORGANISATION = {
    "name": "Voorbeeldziekenhuis",
    "zone": ZONE.key,
    "is_demo": False,
    "timing_template": "guideline",
    "accept_within_hours": 4,
    "service_from": "08:00",
    "service_until": "22:00",
    "load_cap": 3,
    "cool_down_days": 14,
    "on_call_phone": "088 000 00 00",
    "on_call_from": "07:00",
    "on_call_until": "23:00",
    "confidential_adviser": "088 000 00 01",
    "outside_help": "088 000 00 02",
    "occupational_health": "088 000 00 03",
}

CLOCK = """
create table if not exists private.test_clock (one boolean primary key default true, shift interval not null);
insert into private.test_clock values (true, '0') on conflict do nothing;
create or replace function private.clock() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select now() + (select shift from private.test_clock) $$;
"""


def insert(table: str, **values: Any) -> None:
    """Insert a row as the owner, past every wall: this is how a test's world begins."""
    names = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"insert into {table} ({names}) values ({marks})", list(values.values()))  # noqa: S608


def fetch(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Read as the owner, past every wall: what is really in the tables."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Somebody:
    """A person of the cast."""

    id: UUID
    name: str
    roles: tuple[str, ...]
    world: "World" = field(repr=False)
    account_id: UUID
    mail: str

    @property
    def actor(self) -> Actor:
        """This person, signed in."""
        organisation = self.world.organisation_id
        return Actor("web", organisation, self.id, person_tag(organisation, self.id), frozenset(self.roles))


@dataclass
class World:
    """An organisation of its own, with a small tree: one division, two wards."""

    organisation_id: UUID
    host: str
    division: UUID
    ward: UUID
    other_ward: UUID
    people: dict[str, Somebody] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Somebody:
        return self.people[name]

    @property
    def public(self) -> Actor:
        """Anyone on the public pages."""
        return Actor("public", self.organisation_id)

    def job(self, name: str = "sweep") -> Actor:
        """A job of the worker."""
        return Actor("job", self.organisation_id, roles=frozenset({name}))

    def code(self, trajectory_id: UUID) -> Actor:
        """The holder of a code."""
        return Actor("code", self.organisation_id, trajectory_id)

    def person(
        self,
        name: str,
        *roles: str,
        craft: str = "nurse",
        unit: UUID | None = None,
        manager: UUID | None = None,
        **supporter: Any,
    ) -> Somebody:
        """Add a person with a login; the role `supporter` comes with a card and availability."""
        if not _HASHED:
            _HASHED.append(make_password(PASSWORD))
        account, person = uuid.uuid4(), uuid.uuid4()
        mail = f"{name.lower()}-{person.hex[:8]}@voorbeeld.test"
        insert("accounts_account", id=account, email=mail, password=_HASHED[0], is_active=True)
        insert(
            "people_person",
            id=person,
            organisation_id=self.organisation_id,
            account_id=account,
            name=name,
            work_mail=mail,
            craft=craft,
            unit_id=unit or self.ward,
            manager_id=manager,
            language="nl",
        )
        for role in roles:
            self._role(person, role)
        self.people[name] = Somebody(person, name, roles, self, account, mail)
        if "supporter" in roles:
            self._supporter(self.people[name], craft, unit or self.ward, **supporter)
        return self.people[name]

    def _role(self, person: UUID, role: str) -> None:
        insert(
            "people_personrole",
            id=uuid.uuid4(),
            organisation_id=self.organisation_id,
            person_id=person,
            role=role,
            granted_by=uuid.uuid4(),
            confirmed_by=uuid.uuid4(),
        )

    def _supporter(
        self,
        somebody: Somebody,
        craft: str,
        unit: UUID,
        *,
        windows: tuple[str, ...] = ("day", "evening", "night", "weekend"),
        languages: tuple[str, ...] = ("nl", "en"),
        trained_until: date = date(2099, 1, 1),
        can_now: bool = True,
    ) -> None:
        insert(
            "supporters_supporter",
            id=somebody.id,
            organisation_id=self.organisation_id,
            name=somebody.name,
            craft=craft,
            unit_id=unit,
            unit_name="",
            windows=list(windows),
            languages=list(languages),
            trained_until=trained_until,
            can_now=can_now,
        )
        insert(
            "supporters_availability",
            supporter_id=somebody.id,
            organisation_id=self.organisation_id,
            mail=somebody.mail,
            language="nl",
        )


def make_world(*, cast: bool = True, **organisation: Any) -> World:
    """
    An organisation with (unless `cast=False`) the whole cast.

    Yara: nurse, employee. Marco: her manager. Noor: supporter, nurse on another ward. Sam: supporter, doctor.
    Petra: coordinator. Dirk: her deputy. Hanna: HR. Anton: administrator.
    """
    made = uuid.uuid4()
    host = f"org-{made.hex[:12]}.localhost"
    insert("tenancy_organisation", id=made, host=host, **{**ORGANISATION, **organisation})
    world = World(made, host, uuid.uuid4(), uuid.uuid4(), uuid.uuid4())
    _units(world)
    if cast:
        _cast(world)
    return world


def _units(world: World) -> None:
    for unit, parent, level, name in (
        (world.division, None, "division", "Divisie Acuut"),
        (world.ward, world.division, "department", "Spoedeisende hulp"),
        (world.other_ward, world.division, "department", "Intensive care"),
    ):
        insert(
            "people_unit",
            id=unit,
            organisation_id=world.organisation_id,
            parent_id=parent,
            division_id=world.division,
            level=level,
            name=name,
            sort_name=name.lower(),
            manager_name="",
        )


def _cast(world: World) -> None:
    marco = world.person("Marco", "manager", craft="management")
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update people_unit set manager_id = %s, manager_name = 'Marco' where id = %s",
            [marco.id, world.ward],
        )
    world.person("Yara", manager=marco.id)
    world.person("Noor", "supporter", unit=world.other_ward)
    world.person("Sam", "supporter", craft="doctor", unit=world.other_ward)
    world.person("Petra", "coordinator", craft="support_staff", unit=world.division)
    world.person("Dirk", "coordinator", craft="support_staff", unit=world.division)
    world.person("Hanna", "hr", craft="support_staff", unit=world.division)
    world.person("Anton", "administrator", craft="support_staff", unit=world.division)


class Clock:
    """The clock of this test database. Everything in Kring reads the time there, in every process."""

    def __init__(self) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(CLOCK)

    def forward(self, **span: int) -> None:
        """Move on, for instance `days=14`."""
        self._run("update private.test_clock set shift = shift + %s", timedelta(**span))

    def stand_at(self, at: datetime) -> None:
        """Jump to a moment; time goes on from there."""
        self._run("update private.test_clock set shift = %s - now()", at)

    def reset(self) -> None:
        """Back to real time."""
        self._run("update private.test_clock set shift = '0'")

    def now(self) -> datetime:
        """What time it is now, in the zone of the usual organisation."""
        at: datetime = fetch("select private.clock()")[0][0]
        return at.astimezone(ZONE)

    @staticmethod
    def _run(sql: str, *values: Any) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql, list(values))


@contextmanager
def as_(actor: Actor) -> Iterator[datetime]:
    """
    A transaction in which this actor acts; yields the time. A job acts as the real worker role.

    The time is on the clock of the usual organisation, so that `at.date()` in a test is the day people there mean.
    """
    if actor.kind == "job":
        with in_the_worker(), acting(actor) as at:
            yield at.astimezone(ZONE)
    else:
        with acting(actor) as at:
            yield at.astimezone(ZONE)


@contextmanager
def in_the_worker() -> Iterator[None]:
    """What runs inside is connected as the worker, as it is in the worker's own process."""
    web = connections["default"]
    connections["default"] = connections["worker"]
    try:
        yield
    finally:
        connections["default"] = web


def jobs_of(organisation_id: UUID) -> list[str]:
    """The names of the waiting jobs of an organisation, in the order they were deferred."""
    rows = fetch(
        "select task_name from procrastinate_jobs where status = 'todo' and args->>'organisation_id' = %s order by id",
        str(organisation_id),
    )
    return [name for (name,) in rows]


def args_of(organisation_id: UUID, task: str) -> list[dict[str, Any]]:
    """The arguments of the waiting jobs of one task."""
    rows = fetch(
        "select args from procrastinate_jobs where status = 'todo' and task_name = %s"
        " and args->>'organisation_id' = %s order by id",
        task,
        str(organisation_id),
    )
    return [args if isinstance(args, dict) else json.loads(args) for (args,) in rows]


@contextmanager
def without_walls(*tables: str) -> Iterator[None]:
    """
    The database shows and takes every row of these tables while the block runs.

    What is still refused then, a rule in Python refuses by itself. Begin it outside of any context.
    """
    wall = SQL("create policy open_wall on {0} using (true) with check (true)")
    gone = SQL("drop policy open_wall on {0}")
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(wall.format(Identifier(table)))
        try:
            yield
        finally:
            for table in tables:
                cursor.execute(gone.format(Identifier(table)))
