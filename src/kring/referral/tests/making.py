"""A small signpost for tests: entries by the real actions, and the pages as a browser gets them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.test import Client

from kring.foundation.keys.sealing import open_key
from kring.foundation.mail.models import OutboxMail
from kring.foundation.testing import World, as_
from kring.foundation.testing_http import sign_in
from kring.referral.actions.fill_pool import fill_pool
from kring.referral.actions.keep_provider import add_provider
from kring.referral.domain.entry import Entry, Words

BERK = Entry(
    place="psychologist",
    name="Praktijk De Berk",
    is_inside=False,
    good_at=("shock", "grief"),
    route="direct",
    cost="free",
    anonymity="confidential",
    languages=("nl", "en"),
    words={"nl": Words("Als beelden blijven terugkomen.", about="Wij zijn met z'n vieren.")},
    phone="088 000 00 10",
    mail="berk@hulp.test",
    takes_requests=True,
)
TOKEN = "abcdefghijklmnopqrstuv"


def listed(world: World, who: str = "Petra", **changed: Any) -> UUID:
    """Put somebody in the signpost."""
    with as_(world[who].actor) as at:
        return add_provider(entry=replace(BERK, **changed), by=world[who].actor, at=at)


def filled(world: World, provider_id: UUID, *codes: str) -> int:
    """Put codes in the pool of a provider."""
    with as_(world["Anton"].actor) as at:
        return fill_pool(provider_id=provider_id, codes=codes, by=world["Anton"].actor, at=at)


def phone(world: World) -> Client:
    """Somebody who is not signed in."""
    return Client(SERVER_NAME=world.host)


def browser(world: World, name: str) -> Client:
    """Somebody signed in."""
    client = phone(world)
    sign_in(client, world[name])
    return client


def letters(world: World) -> list[dict[str, Any]]:
    """What waits in the outbox, opened."""
    with as_(world.job("mail")):
        rows = list(OutboxMail.objects.filter(organisation_id=world.organisation_id).order_by("posted_at"))
        return [
            {"template": row.template, **open_key(row.data_key_id).open("mail", row.id, row.sealed)} for row in rows
        ]
