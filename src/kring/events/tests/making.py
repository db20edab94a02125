"""What the tests of this context make again and again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kring.events.access import holder
from kring.events.actions.name_colleagues import name_colleagues
from kring.events.actions.report_event import Report, report_event
from kring.events.domain.naming import Channel, Colleague
from kring.events.domain.weeks import When
from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.keys.sealing import open_key
from kring.foundation.mail.models import OutboxMail
from kring.foundation.testing import World, as_

SITE = "https://kring.test/"
YARA = Colleague("Yara", Channel.MAIL, "yara@voorbeeld.test")
BO = Colleague("Bo", Channel.PHONE, "06 12 34 56 78")


@dataclass(frozen=True)
class Reported:
    """An event with the token of its reporter's page."""

    id: UUID
    token: str
    guest: Actor


def reported(world: World, *criteria: str, **report: Any) -> Reported:
    """Something happened on the ward today."""
    token = fresh_token()
    values = {"kind": "aggression_external", "when": When.TODAY, "unit_id": world.ward, "unit_name": "SEH", **report}
    with as_(world.public) as at:
        event_id = report_event(report=Report(criteria=criteria, **values), form_token=token, by=world.public, at=at)
    return Reported(event_id, token, Actor("guest", world.organisation_id, event_id))


def name(event: Reported, *colleagues: Colleague) -> None:
    """The reporter names colleagues."""
    with as_(event.guest) as at:
        name_colleagues(colleagues=colleagues, site=SITE, by=event.guest, at=at)


def letters_to(world: World) -> list[dict[str, Any]]:
    """The waiting messages about offers, in the order they were posted."""
    with as_(world.job("mail")):
        return [
            {"template": row.template, **open_key(row.data_key_id).open("mail", row.id, row.sealed)}
            for row in OutboxMail.objects.order_by("posted_at", "id")
        ]


def token_of(letter: dict[str, Any]) -> str:
    """The token in the link of a message."""
    link: str = letter["values"]["link"]
    return link.rstrip("/").rsplit("/", 1)[-1]


def offered(world: World, token: str) -> Actor:
    """Who holds the link of an offer."""
    with as_(world.public):
        guest = holder(world.public, "answer_by_link", token)
    assert guest is not None
    return guest
