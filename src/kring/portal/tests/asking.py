"""What the tests of the portal share: asking for support, and looking at pages."""

import re
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client

from kring.foundation.testing import Somebody, World, as_
from kring.foundation.testing_http import sign_in
from kring.support.actions.answer_proposal import accept_proposal
from kring.support.actions.ask_for_support import Asked, Card, ask_for_support
from kring.support.actions.find_supporters import find_supporters
from kring.support.queries import questions

NAME = "Yarabella"
"""How somebody who asks wants to be called: a word that stands nowhere else."""


def browser(world: World, somebody: Somebody | None = None) -> Client:
    """A browser on this organisation's host, signed in or not."""
    client = Client(SERVER_NAME=world.host)
    if somebody is not None:
        sign_in(client, somebody)
    return client


def ask(world: World, *, craft: str = "nurse", hidden_from: tuple[UUID, ...] = (), **card: object) -> UUID:
    """Somebody asks for a colleague on the public page; answers the request."""
    values = {"name": NAME, "channel": "call", "address": "06 12 34 56 78", **card}
    asked = Asked(
        card=Card(**values),  # type: ignore[arg-type]
        windows=("day", "evening"),
        language="nl",
        craft=craft,
        unit_id=world.ward,
        hidden_from=hidden_from,
    )
    with as_(world.public) as at:
        receipt = ask_for_support(asked=asked, form_token=uuid4().hex, by=world.public, at=at)
    return receipt.trajectory_id


def match(world: World) -> None:
    """The matching goes round."""
    with as_(world.job("matching")) as at:
        find_supporters(world.organisation_id, world.job("matching"), at)


def accept(world: World, name: str = "Noor") -> UUID:
    """This supporter says yes to the one question they have."""
    actor = world[name].actor
    with as_(actor) as at:
        (question,) = questions(actor)
        return accept_proposal(proposal_id=question.id, by=actor, at=at)


def page(response: HttpResponse) -> str:
    """The text of a page, without what differs between two visits anyway: tokens, and seconds that are left."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|data-(left|idle)="\d+"', "", response.content.decode())
