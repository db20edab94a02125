"""The link to look back: it comes from the key of the support, and dissolves with it."""

from uuid import UUID, uuid4

from kring.foundation.keys.lookup import half_year_of_evaluation
from kring.foundation.testing import Clock, World, as_, fetch
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal
from kring.support.actions.ask_for_support import Asked, ask_for_support
from kring.support.actions.dissolve import dissolve
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.hold_conversation import hold_conversation, tell_conditions
from kring.support.domain.card import Card


def supported(world: World) -> UUID:
    asked = Asked(card=Card("Yara", "call", "0612345678"), windows=("day",), language="nl", craft="nurse")
    with as_(world.public) as at:
        receipt = ask_for_support(asked=asked, form_token=uuid4().hex, by=world.public, at=at)
    with as_(world.job()) as at:
        find_supporters(world.organisation_id, world.job(), at)
    noor = world["Noor"].actor
    with as_(noor) as at:
        accept_proposal(proposal_id=queries.questions(noor)[0].id, by=noor, at=at)
        tell_conditions(trajectory_id=receipt.trajectory_id, by=noor, at=at)
    return receipt.trajectory_id


def hold(world: World, trajectory: UUID, number: int) -> None:
    noor = world["Noor"].actor
    with as_(noor) as at:
        hold_conversation(trajectory_id=trajectory, number=number, day=at.date(), by=noor, at=at)


def link(world: World, trajectory: UUID) -> str:
    with as_(world.code(trajectory)):
        mine = queries.my_support(world.code(trajectory))
    assert mine is not None
    return mine.evaluation


def test_the_link_is_there_after_the_last_conversation_and_not_before(world: World) -> None:
    trajectory = supported(world)
    hold(world, trajectory, 1)
    hold(world, trajectory, 2)
    assert link(world, trajectory) == ""
    hold(world, trajectory, 3)
    token = link(world, trajectory)
    assert half_year_of_evaluation(world.organisation_id, token)
    assert link(world, trajectory) == token, "the same every time, so it can be used once"


def test_after_dissolving_nothing_is_left_that_leads_to_the_token(world: World, clock: Clock) -> None:
    trajectory = supported(world)
    for number in (1, 2, 3):
        hold(world, trajectory, number)
    assert link(world, trajectory)
    clock.forward(days=15)
    with as_(world.job("night")) as at:
        assert dissolve(world.organisation_id, world.job("night"), at) == 1
    keys = fetch("select id from keys_datakey where organisation_id = %s", world.organisation_id)
    mails = fetch("select data_key_id from mail_outboxmail where organisation_id = %s", world.organisation_id)
    assert {key for (key,) in keys} == {key for (key,) in mails}, "only what seals waiting mail is left"
