"""What the tests of the own pages make again and again."""

from typing import Any
from uuid import UUID

from django.test import Client

from kring.foundation.testing import World, fetch
from kring.foundation.testing_http import hold_code
from kring.support.tests.test_journey import accept, ask, match

PAGES = ("/mijn/", "/mijn/anderen/", "/mijn/stoppen/", "/gegevens/")


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


def holder_of(world: World, trajectory: UUID) -> Client:
    client = Client(SERVER_NAME=world.host)
    hold_code(client, trajectory)
    return client


def active(world: World, **card: object) -> tuple[UUID, Client]:
    """A request that Noor said yes to, and its person's browser."""
    receipt = ask(world, **card)
    match(world)
    accept(world)
    return receipt.trajectory_id, holder_of(world, receipt.trajectory_id)


def heard(world: World, recipient: str) -> list[tuple[str, bool]]:
    rows = fetch(
        "select sentence, chosen from support_sharing where organisation_id = %s and recipient = %s order by 1",
        world.organisation_id,
        recipient,
    )
    return [(sentence, chosen) for sentence, chosen in rows]
