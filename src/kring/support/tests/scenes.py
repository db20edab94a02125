"""Scenes that tests of the supporter's side begin with: somebody asked, somebody said yes."""

from uuid import UUID, uuid4

from kring.foundation.actor import Actor
from kring.foundation.testing import World, as_
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal
from kring.support.actions.ask_for_support import Asked, Receipt, ask_for_support
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.hold_conversation import hold_conversation, tell_conditions
from kring.support.domain.card import Card


def asked(world: World, *, by: Actor | None = None, name: str = "Yara", **card: object) -> Receipt:
    """Somebody asks for a colleague; nobody was asked yet."""
    values = {"channel": "call", "address": f"06{uuid4().int % 10**8:08d}", **card}
    by = by or world.public
    request = Asked(card=Card(name, **values), windows=("day", "evening"), language="nl", craft="nurse")
    with as_(by) as at:
        return ask_for_support(asked=request, form_token=uuid4().hex, by=by, at=at)


def proposed(world: World, to: str = "Noor", **card: object) -> tuple[Receipt, UUID]:
    """The same, and this supporter was asked; answers the receipt and the question's id."""
    receipt = asked(world, choice=world[to].id, **card)
    job = world.job("matching")
    with as_(job) as at:
        find_supporters(world.organisation_id, job, at)
    with as_(world[to].actor):
        found = {one.trajectory_id: one.id for one in queries.questions(world[to].actor)}
    return receipt, found[receipt.trajectory_id]


def supported(world: World, by: str = "Noor", **card: object) -> Receipt:
    """The same, and this supporter said yes."""
    receipt, question = proposed(world, by, **card)
    with as_(world[by].actor) as at:
        accept_proposal(proposal_id=question, by=world[by].actor, at=at)
    return receipt


def held(world: World, trajectory_id: UUID, number: int, by: str = "Noor") -> None:
    """Conversation 1, 2 or 3 was held today; the conditions were told."""
    actor = world[by].actor
    with as_(actor) as at:
        tell_conditions(trajectory_id=trajectory_id, by=actor, at=at)
        hold_conversation(trajectory_id=trajectory_id, number=number, day=at.date(), by=actor, at=at)
