"""What the tests of this context make again and again."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from kring.foundation.actor import Actor
from kring.foundation.keys.sealing import open_key
from kring.foundation.mail.models import OutboxMail
from kring.foundation.testing import World, as_
from kring.inquiries.access import holder
from kring.inquiries.actions.collect_answers import collect_answers
from kring.inquiries.actions.invite_adviser import invite_adviser
from kring.inquiries.actions.keep_answer import keep_answer, send_answers
from kring.inquiries.actions.start_inquiry import start_inquiry
from kring.inquiries.domain.adviser import Adviser, Asked, Craft

GIVEN: dict[str, Any] = {
    "group": "care-professionals",
    "situation": "shocking-event",
    "aim": "aftermath",
    "half_year": "2026H1",
    "reach": "10_to_49",
    "helped": ["time", "manager"],
    "hindered": ["roster"],
    "kept": "goes_on",
    "again": "yes",
}


def begun(world: World, who: str = "Petra", *, shared: bool = True, named: bool = False, **changed: Any) -> UUID:
    """A questionnaire about two measures, open for thirty days."""
    by = world[who].actor
    with as_(by) as at:
        values: dict[str, Any] = {
            "title": "Nazorg in 2026",
            "asked_for": "",
            "entries": ["code-of-conduct", "clear-tasks"],
            "closes_on": at.date() + timedelta(days=30),
            **changed,
        }
        return start_inquiry(asked=Asked(**values, is_shared=shared, is_named=named), by=by, at=at)


def invited(world: World, inquiry_id: UUID, name: str = "Ilse", who: str = "Hanna", house: str = "") -> str:
    """Invite somebody; answers with the token of the link in their mail."""
    by, address = world[who].actor, f"{name.lower()}@arbo.test"
    with as_(by) as at:
        invite_adviser(
            inquiry_id=inquiry_id,
            adviser=Adviser(name, Craft.OCCUPATIONAL_HEALTH, address, house),
            form_token=uuid4().hex,
            by=by,
            at=at,
        )
    return token_of([letter for letter in letters(world) if letter["to"] == address][-1])


def letters(world: World) -> list[dict[str, Any]]:
    """The mails that wait, the oldest first."""
    with as_(world.job("mail")):
        rows = OutboxMail.objects.filter(organisation_id=world.organisation_id).order_by("posted_at", "id")
        return [
            {"template": row.template, "id": row.id, **open_key(row.data_key_id).open("mail", row.id, row.sealed)}
            for row in rows
        ]


def token_of(letter: dict[str, Any]) -> str:
    """The token in the link of a mail."""
    link: str = letter["values"]["link"]
    return link.rstrip("/").rsplit("/", 1)[-1]


def guest_of(world: World, token: str) -> Actor:
    """Who holds this link."""
    with as_(world.public):
        found = holder(world.public, token)
    assert found is not None
    return found


def answered(world: World, token: str, *, entry: str = "code-of-conduct", send: bool = True, **changed: Any) -> UUID:
    """An adviser answers about one measure, and sends it."""
    guest, made = guest_of(world, token), uuid4()
    with as_(guest) as at:
        keep_answer(answer_id=made, entry=entry, given={**GIVEN, **changed}, by=guest, at=at)
    if send:
        with as_(guest) as at:
            send_answers(by=guest, at=at)
    return made


def work(world: World) -> None:
    """What the worker does after answers changed."""
    job = world.job("answers")
    with as_(job) as at:
        collect_answers(world.organisation_id, job, at)


def phone(world: World) -> Client:
    """A browser without a login."""
    return Client(SERVER_NAME=world.host)
