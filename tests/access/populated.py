"""
An organisation in the middle of things: one row in every table that row-level security guards, or one of each kind.

Everything is written by the owner, past every wall. A new table gets its rows here and its lines in rows.toml.
"""

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import lookup_hash, person_tag
from kring.foundation.testing import Somebody, World, fetch, insert, make_world
from tests.access.inquired import inquiry_rows
from tests.access.signposted import signpost_rows

AT = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
TODAY = AT.date()
MONDAY = date(2026, 11, 9)
NONE_OF_US = UUID(int=1)


@dataclass
class Populated:
    """The organisation, another one, and the key of every row by its name: `support_trajectory.active`."""

    world: World
    other: World
    rows: dict[str, Any] = field(default_factory=dict)
    data_key: UUID = field(default_factory=uuid.uuid4)
    active: UUID = field(default_factory=uuid.uuid4)

    def add(self, name: str, /, *, key: str = "id", **values: Any) -> Any:
        """Insert a row of the table before the dot, and remember its key."""
        table = name.partition(".")[0]
        values.setdefault(key, uuid.uuid4())
        insert(table, organisation_id=self.world.organisation_id, **values)
        self.rows[name] = values[key]
        return values[key]

    def of(self, somebody: Somebody) -> str:
        """The tag of a person."""
        return person_tag(self.world.organisation_id, somebody.id)


def populate() -> Populated:
    """Make both organisations and all rows."""
    it = Populated(make_world(), make_world())
    it.world.person("Eva")
    it.world.person("Vera", "adviser")
    it.world.person("Bas", "occupational")
    world = it.world
    it.rows["tenancy_organisation.own"] = world.organisation_id
    it.rows["people_unit.ward"] = world.ward
    for name in ("Yara", "Noor"):
        it.rows[f"people_person.{name.lower()}"] = world[name].id
    it.rows["supporters_supporter.noor"] = it.rows["supporters_availability.noor"] = world["Noor"].id
    _foundation(it)
    _import(it)
    _support(it)
    _belonging(it)
    _openings(it)
    _events(it)
    _catalogue(it)
    signpost_rows(it)
    _experiences(it)
    inquiry_rows(it)
    return it


def actors(it: Populated) -> dict[str, Actor | None]:
    """Everyone who could come to a row with the web role; None has no context at all."""
    world, here = it.world, it.world.organisation_id
    asked, active = it.rows["support_trajectory.searching"], it.rows["support_trajectory.active"]
    asked_adviser = it.rows["inquiries_invitation.asked"]
    return {
        "nobody": None,
        "public": world.public,
        "employee": world["Eva"].actor,
        "person": world["Yara"].actor,
        "supporter": world["Noor"].actor,
        "other_supporter": world["Sam"].actor,
        "coordinator": world["Petra"].actor,
        "hidden_coordinator": world["Dirk"].actor,
        "manager": world["Marco"].actor,
        "hr": world["Hanna"].actor,
        "administrator": world["Anton"].actor,
        "adviser": world["Vera"].actor,
        "occupational": world["Bas"].actor,
        "adviser_link": Actor("guest", here, asked_adviser, tag=str(it.rows["inquiries_inquiry.stays"])),
        "contact_link": Actor("guest", here, it.rows["referral_contactrequest.sent"]),
        "elsewhere": it.other["Petra"].actor,
        "code": world.code(active),
        "other_code": world.code(asked),
        "link": Actor("guest", here, it.rows["events_offeranswer.made"]),
        "page_link": Actor("guest", here, it.rows["events_event.reported"]),
        "other_link": Actor("guest", here, NONE_OF_US),
        "process": Actor("process", here, active),
        "other_process": Actor("process", here, asked),
    }


def workers(it: Populated) -> dict[str, Actor | None]:
    """Everyone who could come to a row with the worker's role."""
    return {
        "worker_nobody": None,
        "job": it.world.job(),
        "job_elsewhere": it.other.job(),
        "worker_as_coordinator": it.world["Petra"].actor,
    }


def secret(word: str) -> bytes:
    """Thirty-two bytes that nothing else has."""
    return hashlib.sha256(f"{word}{uuid.uuid4()}".encode()).digest()


def _foundation(it: Populated) -> None:
    it.add("keys_datakey.any", id=it.data_key, holder=it.active, epoch=1, wrapped=b"x")
    texts = dict.fromkeys(("roles", "object_tag", "subject_tag", "reason"), "")
    line = {"at": AT, "event": "contactcard.read", "action": "R", "refused": False, "actor": "code", "fields_seen": []}
    it.add("audit_accessline.any", **line, **texts)
    it.add("audit_accessline.sealed", **line, **texts, sealed_in=NONE_OF_US)
    it.add("audit_accessseal.any", number=1, lines=1, previous="0" * 64, hash="0" * 64, made_at=AT)
    it.add(
        "mail_outboxmail.waiting",
        template="support/mail/x.txt",
        data_key_id=it.data_key,
        sealed=b"x",
        state="waiting",
        posted_at=AT,
        tries=0,
    )
    it.add("disclosure_publishedfigure.any", half_year="2026-1", division_name="", measure="asked", rounded=10)
    _compliance(it)
    _people(it)


def _compliance(it: Populated) -> None:
    it.add(
        "compliance_answer.any",
        edition="2022",
        requirement="A1.a",
        way="statement",
        title="",
        place="",
        said_by="bestuur",
        owner="HR",
        review_on=TODAY,
        argument="",
        kept_by="administrator",
        kept_on=TODAY,
        revision=1,
    )
    it.add("compliance_finding.any", item="reachable", found="shown", detail=[], half_year="", looked_on=TODAY)


def _people(it: Populated) -> None:
    lies = it.rows["people_person.unlinked"] = uuid.uuid4()
    here = it.world.organisation_id
    insert("people_person", id=lies, organisation_id=here, name="Lies", work_mail="", craft="nurse", language="nl")
    it.add(
        "people_personrole.proposed",
        person_id=it.world["Eva"].id,
        role="supporter",
        granted_by=it.world["Anton"].id,
        is_announced=False,
    )
    it.add(
        "people_personrole.noor",
        person_id=it.world["Noor"].id,
        role="trainer",
        granted_by=uuid.uuid4(),
        confirmed_by=uuid.uuid4(),
    )


def _catalogue(it: Populated) -> None:
    """What the organisation does itself: waiting, shown, shared with others; and a list with a name."""
    given: dict[str, Any] = {"language": "nl", "title": "Wandelen", "summary": "Samen.", "how": "Samen.", "watch": ""}
    given |= {"theme": "vitality", "levels": ["team"], "energy": "giver", "quick_win": True, "added": TODAY}
    given |= {"groups": ["everyone"], "situations": ["recovery-time"], "is_published": False, "shared_id": ""}
    for name, other in (
        ("proposed", {"state": "proposed"}),
        ("shown", {"state": "shown"}),
        ("shared", {"state": "shown", "is_published": True, "shared_id": "gedeeld-1"}),
    ):
        it.add(f"catalogue_ownentry.{name}", **{**given, **other})
    listed = it.rows["catalogue_namedlist.any"] = uuid.uuid4()
    here = it.world.organisation_id
    values = {"entries": ["fixed-breaks"], "made_on": TODAY}
    insert("catalogue_namedlist", id=listed, organisation_id=here, name="Roosters", **values)


def _import(it: Populated) -> None:
    it.add(
        "people_importrun.at_hand",
        state="uploaded",
        progress=0,
        columns=[],
        is_complete=False,
        refusal="",
        data_key_id=it.data_key,
        sealed=b"x",
        gone_at=AT,
    )
    it.add("people_importmapping.remembered", fields=["number"], headings=["Personeelsnummer"])


def _trajectory(it: Populated, name: str, **values: Any) -> None:
    given: dict[str, Any] = {
        "spoken_name": "stille appel",
        "craft": "nurse",
        "windows": ["day"],
        "language": "nl",
        "unit_name": "",
        "asked_at": AT,
        "data_key_id": it.data_key,
        "card": b"x",
        "because": [],
        "supporter_name": "",
        "supporter_craft": "",
        "hard_stop_on": TODAY + timedelta(days=180),
        "code_hash": secret("code"),
        "form_hash": secret("form"),
        **values,
    }
    it.add(f"support_trajectory.{name}", **given)


def _support(it: Populated) -> None:
    _trajectory(
        it,
        "active",
        id=it.active,
        person_tag=it.of(it.world["Yara"]),
        state="active",
        hidden_from=[],
        supporter_organisation_id=it.world.organisation_id,
        supporter_id=it.world["Noor"].id,
        supporter_name="Noor",
        accepted_on=TODAY,
    )
    _trajectory(it, "searching", person_tag="", state="searching", hidden_from=[it.world["Dirk"].id])


def _belonging(it: Populated) -> None:
    """What belongs to a trajectory: everything to the active one, the work to the one still searching."""
    noor, active = it.world["Noor"], it.rows["support_trajectory.active"]
    it.add(
        "support_proposal.accepted",
        trajectory_id=active,
        supporter_id=noor.id,
        state="accepted",
        spoken_name="stille appel",
        craft="nurse",
        windows=["day"],
        unit_name="",
        because=[],
        proposed_at=AT,
        answer_by=AT,
    )
    it.add(
        "support_conversation.first",
        trajectory_id=active,
        person_tag=it.of(it.world["Yara"]),
        supporter_id=noor.id,
        number=1,
        from_day=TODAY,
        until_day=TODAY,
        planned_part="",
        planned_by="",
    )
    _sharings(it)
    it.add(
        "support_workitem.open",
        trajectory_id=it.rows["support_trajectory.searching"],
        kind="no_supporter",
        spoken_name="stille appel",
        hidden_from=[it.world["Dirk"].id],
        since=TODAY,
        due_at=AT,
    )
    it.add("support_notice.stopped", supporter_id=noor.id, spoken_name="stille appel", gone_on=TODAY)


def _sharings(it: Populated) -> None:
    noor, active = it.world["Noor"], it.rows["support_trajectory.active"]
    for name, recipient, somebody, chosen in (
        ("chosen", "line_manager", it.world["Marco"].id, True),
        ("proposed", "line_manager", it.world["Marco"].id, False),
        ("for_coordinator", "coordinator", None, True),
    ):
        it.add(
            f"support_sharing.{name}",
            trajectory_id=active,
            person_tag=it.of(it.world["Yara"]),
            supporter_id=noor.id,
            recipient=recipient,
            recipient_id=somebody,
            hidden_from=[it.world["Dirk"].id],
            sentence="in_contact",
            chosen=chosen,
            data_key_id=it.data_key,
            sealed=b"x",
            ends_on=TODAY,
        )


def _openings(it: Populated) -> None:
    """Petra asked to open Yara's card; she confirmed one that is open now, and one that is over."""
    ((now,),) = fetch("select private.clock()")
    petra, soon = it.world["Petra"].id, now + timedelta(minutes=30)
    for name, asked_by, confirmed_by, ends_at in (
        ("asked", petra, None, None),
        ("open", NONE_OF_US, petra, soon),
        ("over", NONE_OF_US, petra, now - timedelta(minutes=1)),
    ):
        it.add(
            f"support_reveal.{name}",
            trajectory_id=it.rows["support_trajectory.active"],
            person_tag=it.of(it.world["Yara"]),
            hidden_from=[it.world["Dirk"].id],
            spoken_name="stille appel",
            reason="danger_to_self",
            asked_by=asked_by,
            asked_at=now,
            confirm_by=soon,
            confirmed_by=confirmed_by,
            confirmed_at=now if confirmed_by else None,
            ends_at=ends_at,
            data_key_id=it.data_key,
            sealed=b"",
        )


def _events(it: Populated) -> None:
    yara = it.of(it.world["Yara"])
    event = it.add(
        "events_event.reported",
        kind="violence",
        criteria=[],
        week=MONDAY,
        unit_id=it.world.ward,
        unit_name="Spoedeisende hulp",
        core=True,
        page_hash=lookup_hash("event-page", it.world.host),
        here_hash=lookup_hash("event-here", it.world.host),
        reported_on=TODAY,
        gone_on=TODAY + timedelta(days=90),
    )
    it.add(
        "events_offer.to_approach",
        event_id=event,
        way="in_person",
        approacher_id=it.world["Noor"].id,
        data_key_id=it.data_key,
        sealed=b"x",
        due_at=AT,
        gone_on=TODAY,
    )
    it.add(
        "events_offeranswer.made",
        event_id=event,
        tag=yara,
        link_hash=lookup_hash("offer", it.world.host),
        data_key_id=it.data_key,
        sealed=b"x",
        gone_on=TODAY,
    )
    it.add("events_offeredonce.any", event_id=event, tag=yara, nth=1)
    it.add("events_offeredcolleague.any", tag=yara, nth=1, gone_on=TODAY)
    it.add("events_teamreminder.marco", person_id=it.world["Marco"].id, due_on=TODAY)


def _experiences(it: Populated) -> None:
    told: dict[str, Any] = {
        '"group"': "everyone",
        "situation": "workload",
        "aim": "talk",
        "reach": "unknown",
        "helped": [],
        "hindered": [],
        "kept": "done",
        "again": "yes",
        "half_year": "2026H1",
        "advice": "",
        "language": "nl",
        "is_named": False,
    }
    it.add("experiences_experience.told", entry="massage", is_shared=False, **told)
    it.add("experiences_experience.shared", entry="coaching", is_shared=True, shared_id=uuid.uuid4(), **told)
