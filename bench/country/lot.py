"""Drawing by lot, always the same, and gathering rows for PostgreSQL's COPY."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from psycopg import sql

T = TypeVar("T")

GIVEN = (
    "Anna Emma Sanne Lotte Iris Femke Anouk Esther Judith Linda Karin Inge Ellen Sandra Mirjam Fatima Aylin Samira "
    "Jan Pieter Kees Henk Johan Willem Bart Tom Jeroen Ruben Thijs Lars Daan Bram Erik Paul Mohamed Ahmed Emre Omar"
).split()
FAMILY = (
    "Jansen Bakker Visser Smit Meijer Mulder Vos Peters Hendriks Dekker Dijkstra Brouwer Koster Willems Kuipers "
    "Verhoeven Schouten Hoekstra Yilmaz Kaya Demir Wolters Postma Prins Huisman Peeters Kuiper Kok Molenaar Blom"
).split()
CRAFTS = (
    *("nurse", "nurse", "nurse", "nurse", "doctor", "resident", "carer", "carer", "allied_health"),
    *("support_staff", "support_staff", "student_or_intern", "municipal_front_line", "other"),
)
WINDOWS = ("day", "evening", "night", "weekend")
FIRST = "stille ronde groene blauwe gele rode witte zachte warme koele lichte hoge lage brede smalle lange".split()
SECOND = "appel peer wolk tak vijver rivier beek brug poort molen toren kerk straat laan tuin akker weide".split()

COLUMNS = {
    "tenancy_organisation": "id name host zone is_demo timing_template accept_within_hours service_from service_until"
    " load_cap cool_down_days on_call_phone on_call_from on_call_until confidential_adviser outside_help"
    " occupational_health",
    "people_unit": "id organisation_id parent_id division_id level name sort_name manager_id manager_name source_tag",
    "people_person": "id organisation_id account_id name work_mail craft unit_id manager_id language leaves_on left_on"
    " number_tag",
    "people_personrole": "id organisation_id person_id role granted_by confirmed_by",
    "accounts_account": "id email password is_active",
    "accounts_session": "key_hash sealed expires_at seen_at",
    "supporters_supporter": "id organisation_id name craft unit_id unit_name windows languages trained_until can_now",
    "supporters_availability": "supporter_id organisation_id mail language paused_until cools_down_until",
    "keys_datakey": "id organisation_id holder epoch wrapped",
    "support_trajectory": "id organisation_id person_tag code_hash form_hash spoken_name state craft windows language"
    " unit_id unit_name division_id asked_at data_key_id card hidden_from supporter_organisation_id supporter_id"
    " supporter_name supporter_craft because accepted_on conditions_told_on help_from help_until help_reminded_on"
    " closes_on hard_stop_on",
    "support_proposal": "id organisation_id trajectory_id supporter_id state spoken_name craft windows unit_name"
    " because proposed_at answer_by",
    "support_conversation": "id organisation_id trajectory_id person_tag supporter_id number from_day until_day"
    " planned_on planned_part planned_by held_on",
    "support_sharing": "id organisation_id trajectory_id person_tag supporter_id recipient recipient_id hidden_from"
    " sentence chosen data_key_id sealed ends_on",
    "support_workitem": "id organisation_id trajectory_id kind spoken_name hidden_from since due_at",
    "support_notice": "id organisation_id supporter_id spoken_name gone_on",
    "events_event": "id organisation_id kind criteria week unit_id unit_name core page_hash here_hash"
    " reported_on gone_on",
    "events_offer": "id organisation_id event_id way approacher_id data_key_id sealed due_at made_on gone_on",
    "events_offeranswer": "id organisation_id event_id tag link_hash data_key_id sealed offer_again_on gone_on",
    "events_offeredonce": "id organisation_id event_id tag nth",
    "audit_accessline": "id organisation_id at event action refused actor roles object_tag subject_tag fields_seen"
    " reason emergency sealed_in",
    "audit_accessseal": "id organisation_id number lines previous hash made_at",
    "disclosure_publishedfigure": "id organisation_id half_year division_id division_name measure rounded",
    "private.counter": "organisation_id half_year division_id measure n",
}


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody who works in an organisation."""

    id: UUID
    name: str
    mail: str
    craft: str
    unit: int
    account_id: UUID | None
    manager_id: UUID | None


class Lot:
    """Chance with a seed."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)
        self.below = self._random.random
        self.between = self._random.randint

    def key(self) -> UUID:
        """A fresh key, as random as the real ones."""
        return UUID(int=self._random.getrandbits(128), version=4)

    def token(self) -> str:
        """As long as the token of a link: 22 characters."""
        return f"{self._random.getrandbits(88):022x}"

    def pick(self, among: Sequence[T]) -> T:
        """One of these."""
        return among[int(self._random.random() * len(among))]

    def different(self, among: Sequence[T], number: int) -> list[T]:
        """So many different ones."""
        return self._random.sample(among, min(number, len(among)))

    def some(self, among: Sequence[T], most: int) -> list[T]:
        """One to `most` different ones, in their own order."""
        chosen = set(self._random.sample(range(len(among)), self.between(1, min(most, len(among)))))
        return [one for number, one in enumerate(among) if number in chosen]

    def name(self) -> str:
        """A first name and a family name."""
        return f"{self.pick(GIVEN)} {self.pick(FAMILY)}"

    def words(self) -> str:
        """A spoken name."""
        return f"{self.pick(FIRST)} {self.pick(SECOND)}"


@dataclass
class Rows:
    """Rows that wait for COPY, by table."""

    tables: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def add(self, table: str, *values: Any) -> None:
        """One row, with its values in the order of `COLUMNS`."""
        self.tables.setdefault(table, []).append(values)

    def copy(self, connection: psycopg.Connection[Any]) -> None:
        """Write them all, and begin anew."""
        for table, rows in self.tables.items():
            columns = sql.SQL(", ").join(sql.Identifier(name) for name in COLUMNS[table].split())
            into = sql.SQL(".").join(sql.Identifier(part) for part in table.split("."))
            with (
                connection.cursor() as cursor,
                cursor.copy(sql.SQL("copy {} ({}) from stdin").format(into, columns)) as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        self.tables = {}
