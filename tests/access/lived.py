"""
An organisation in the middle of things, made the way people make it: by actions, so that every page can be read.

Yara is supported by Noor. Somebody without a login asked too, and would rather not go through Dirk. Sam is asked.
Something happened on the ward; Noor approaches Bo.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.db import connections
from django.test import Client

from kring.catalogue.actions.keep_list import keep_list
from kring.catalogue.actions.look_over_entry import show_entry
from kring.catalogue.actions.propose_entry import propose_entry
from kring.events.access import here_token
from kring.events.actions.hand_over import hand_over
from kring.events.domain.naming import Channel, Colleague
from kring.events.tests.making import BO, YARA, letters_to, name, reported, token_of
from kring.foundation.actor import NOBODY, Actor
from kring.foundation.keys.lookup import evaluation_token
from kring.foundation.testing import World, as_, fetch, insert, make_world
from kring.foundation.testing_http import hold_code, sign_in
from kring.guide.actions.publish_edition import publish_edition
from kring.guide.queries.editions import editions
from kring.guideline import queries as guideline
from kring.inquiries.tests import making as inquiries
from kring.referral.actions.ask_contact import ask_contact
from kring.referral.domain.contact import Caller
from kring.referral.tests.making import filled, listed
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal
from kring.support.actions.ask_for_support import Asked, Receipt, ask_for_support
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.open_together import Danger, ask_to_open
from kring.support.domain.card import Card


@dataclass
class Lived:
    """The organisation, another one, and what stands in addresses, by name."""

    world: World
    other: World
    keys: dict[str, str] = field(default_factory=dict)
    codes: dict[str, UUID] = field(default_factory=dict)


def live() -> Lived:
    """Let everything happen once."""
    it = Lived(make_world(), make_world())
    it.world.person("Eva")
    it.world.person("Oscar", "trainer")
    it.world.person("Vera", "adviser")
    _people(it)
    _support(it)
    _events(it)
    _catalogue(it)
    _signpost(it)
    _guide(it)
    _inquiry(it)
    insert("procrastinate_workers", last_heartbeat=datetime.now(UTC))  # noqa: TID251 (the queue has its own clock)
    with as_(it.world.public) as at:
        half_year = guideline.half_year(at.date())
    it.keys |= {"requirement": "a32", "edition": guideline.CURRENT_VERSION}
    it.keys["evaluation"] = evaluation_token(it.world.organisation_id, secrets.token_hex(16), half_year)
    return it


def more(it: Lived) -> None:
    """Let everything happen once more: people, requests, conversations, events, offers, with new people for each."""
    world, number = it.world, len(it.world.people)
    with connections["owner"].cursor() as cursor:  # Noor helps more people here than anybody should
        cursor.execute("update tenancy_organisation set load_cap = 50 where id = %s", [world.organisation_id])
    unit = uuid4()
    insert(
        "people_unit",
        id=unit,
        organisation_id=world.organisation_id,
        parent_id=world.division,
        division_id=world.division,
        level="department",
        name=f"Afdeling {number}",
        sort_name=f"afdeling {number}",
        manager_name="",
    )
    for kind in ("supporter", "coordinator", "trainer", "manager", "hr", "administrator"):
        world.person(f"{kind.title()}{number}", kind, unit=unit, manager=world["Marco"].id)
    for name_, by in ((f"Wie{number}", None), ("Yara", "Yara")):
        active = _ask(it, name_, by=by, choice="Noor")
        accepted = _match(it, "Noor", active)
        with as_(world["Noor"].actor) as at:
            accept_proposal(proposal_id=UUID(accepted), by=world["Noor"].actor, at=at)
    _match(it, "Sam", _ask(it, f"Vraagt{number}", choice="Sam"))
    _ask(it, f"Wacht{number}", choice="Sam")
    event = reported(world, "unexpected_death")
    name(event, *(Colleague(f"C{number}{each}", Channel.PHONE, f"06{uuid4().int % 10**8:08d}") for each in range(2)))
    with as_(world["Petra"].actor) as at:
        hand_over(event_id=event.id, supporter_id=world["Noor"].id, by=world["Petra"].actor, at=at)


def visitors(it: Lived) -> dict[str, Client]:
    """A browser for everyone who could come."""
    world = it.world
    browsers = {who: Client(SERVER_NAME=world.host) for who in ("public", "code", "other_code")}
    hold_code(browsers["code"], it.codes["active"])
    hold_code(browsers["other_code"], it.codes["searching"])
    people = {
        "employee": world["Eva"],
        "person": world["Yara"],
        "supporter": world["Noor"],
        "other_supporter": world["Sam"],
        "coordinator": world["Petra"],
        "hidden_coordinator": world["Dirk"],
        "manager": world["Marco"],
        "trainer": world["Oscar"],
        "hr": world["Hanna"],
        "administrator": world["Anton"],
        "adviser": world["Vera"],
        "elsewhere": it.other["Petra"],
    }
    for who, somebody in people.items():
        browsers[who] = Client(SERVER_NAME=world.host)
        sign_in(browsers[who], somebody)
    return browsers


def _people(it: Lived) -> None:
    """Somebody proposed Eva as a supporter; nobody confirmed it yet."""
    world, proposed = it.world, uuid4()
    insert(
        "people_personrole",
        id=proposed,
        organisation_id=world.organisation_id,
        person_id=world["Eva"].id,
        role="supporter",
        granted_by=uuid4(),
        is_announced=False,
    )
    it.keys |= {"eva": str(world["Eva"].id), "noor": str(world["Noor"].id)}
    it.keys |= {"ward": str(world.ward), "proposed_role": str(proposed)}


def _catalogue(it: Lived) -> None:
    """Hanna adds what they do here, Petra shows it and gives a list a name."""
    fields = {
        "language": "nl",
        "title": "Samen wandelen",
        "summary": "Een rondje in de pauze.",
        "how": "Elke dag om half een.",
        "watch": "",
        "theme": "vitality",
        "levels": ["team"],
        "energy": "giver",
        "quick_win": True,
        "groups": ["everyone"],
        "situations": ["recovery-time"],
    }
    hanna, petra = it.world["Hanna"].actor, it.world["Petra"].actor
    with as_(hanna) as at:
        own = propose_entry(fields=fields, by=hanna, at=at)
    with as_(petra) as at:
        show_entry(entry_id=own, fields=fields, by=petra, at=at)
        kept = keep_list(name="Roosters", entries=["fixed-breaks"], by=petra, at=at)
    it.keys |= {"own_entry": str(own), "named_list": str(kept)}


def _guide(it: Lived) -> None:
    """An edition of the guide, unless there is one."""
    operator = Actor("job", NOBODY, roles=frozenset({"guide"}))
    with as_(operator) as at:
        publish_edition(by=operator, at=at)
        (newest, *_others) = editions()
    it.keys["guide_edition"] = newest.key
    for language in ("nl", "en"):
        key = f"{newest.key}_care_all_{language}"
        if not fetch("select key from shared.guide_order where key = %s", key):
            wanted = {"edition_id": newest.key, "sector": "care", "chapter": "", "language": language}
            insert("shared.guide_order", key=key, asked_on=at.date(), **wanted)
            kept = {"step": "ready", "done": 0, "total": 0, "tries": 1, "pages": 1, "size": 8, "file": b"%PDF-1.7"}
            insert("shared.guide_paper", order_id=key, **kept)


def _support(it: Lived) -> None:
    world = it.world
    active = _ask(it, "Yara", by="Yara", choice="Noor")
    it.keys["accepted"] = _match(it, "Noor", active)
    with as_(world["Noor"].actor) as at:
        accept_proposal(proposal_id=UUID(it.keys["accepted"]), by=world["Noor"].actor, at=at)
    asked = _ask(it, "Bo", choice="Sam", hidden=(world["Dirk"].id,))
    it.keys["proposal"] = _match(it, "Sam", asked)
    it.codes |= {"active": active.trajectory_id, "searching": asked.trajectory_id}
    it.keys |= {"active": str(active.trajectory_id), "searching": str(asked.trajectory_id)}
    petra = world["Petra"].actor
    with as_(petra) as at:
        words = active.spoken_name
        opening = ask_to_open(spoken_name=words, reason=Danger.TO_SELF, by=petra, at=at)
    it.keys |= {"notice": str(uuid4()), "overdue": str(uuid4()), "danger": str(uuid4()), "opening": str(opening)}
    here = {"organisation_id": world.organisation_id, "spoken_name": "stille appel"}
    with as_(world.public) as at:
        soon = at + timedelta(days=1)
    insert("support_notice", id=it.keys["notice"], supporter_id=world["Noor"].id, gone_on=soon.date(), **here)
    for kind in ("overdue", "danger"):
        insert(
            "support_workitem",
            id=it.keys[kind],
            trajectory_id=active.trajectory_id,
            kind=kind,
            hidden_from=[world["Dirk"].id],
            since=at.date(),
            due_at=at,
            **here,
        )


def _signpost(it: Lived) -> None:
    """Somebody outside with codes, and Vera's own page, where somebody asked to be called back."""
    world = it.world
    outside = listed(world)
    own = listed(world, "Anton", name="Vera", place="confidential_adviser", keeper_id=world["Vera"].id)
    filled(world, outside, *(f"A-{number}" for number in range(20)))
    with as_(world.public) as at:
        caller = Caller("Bo", "call", "0612345678")
        ask_contact(provider_id=own, caller=caller, form_token=uuid4().hex[:22], by=world.public, at=at)
    here = world.organisation_id
    ((asked,),) = fetch("select id from referral_contactrequest where organisation_id = %s", here)
    it.keys |= {"provider": str(outside), "own_page": str(own), "called": str(asked)}


def _inquiry(it: Lived) -> None:
    """Advisers are asked about two measures; Ilse kept something."""
    begun = inquiries.begun(it.world)
    link = inquiries.invited(it.world, begun)
    inquiries.answered(it.world, link, send=False)
    it.keys |= {"inquiry": str(begun), "inquiry_link": link}


def _ask(it: Lived, named: str, *, choice: str, by: str | None = None, hidden: tuple[UUID, ...] = ()) -> Receipt:
    world = it.world
    actor = world[by].actor if by else world.public
    card = Card(named, "call", f"06{uuid4().int % 10**8:08d}", choice=world[choice].id)
    asked = Asked(card=card, windows=("day",), language="nl", craft="nurse", hidden_from=hidden)
    with as_(actor) as at:
        return ask_for_support(asked=asked, form_token=uuid4().hex, by=actor, at=at)


def _match(it: Lived, supporter: str, receipt: Receipt) -> str:
    job, asked = it.world.job("matching"), it.world[supporter].actor
    with as_(job) as at:
        find_supporters(it.world.organisation_id, job, at)
    with as_(asked):
        found = {one.trajectory_id: one.id for one in queries.questions(asked)}
    return str(found[receipt.trajectory_id])


def _events(it: Lived) -> None:
    world, petra = it.world, it.world["Petra"].actor
    event = reported(world, "unexpected_death")
    name(event, YARA, BO)
    with as_(petra) as at:
        hand_over(event_id=event.id, supporter_id=world["Noor"].id, by=petra, at=at)
    (offer,) = fetch("select id from events_offer where event_id = %s and made_on is null limit 1", event.id)
    letters = letters_to(world)
    it.keys |= {
        "event": str(event.id),
        "event_page": event.token,
        "here": here_token(event.token),
        "offer": str(offer[0]),
        "offer_link": token_of(next(letter for letter in letters if "link" in letter["values"])),
    }
