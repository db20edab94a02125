"""Whoever did not choose the moment hears that there is news; nobody is flooded, and nothing says what it is about."""

from datetime import timedelta
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.testing import World, as_, fetch
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.stop_support import erase_support
from kring.support.tests.test_journey import accept, ask, match, sweep

FOUND, NEWS = "support/mail/found.txt", "support/mail/news_supporter.txt"


def begun(world: World, **card: object) -> UUID:
    """Found and accepted; one mail said so."""
    ask(world, **card)
    match(world)
    return accept(world)


def plan(world: World, trajectory: UUID, by: Actor, days: int) -> None:
    with as_(by) as at:
        day = at.date() + timedelta(days=days)
        plan_conversation(trajectory_id=trajectory, number=1, day=day, part="evening", by=by, at=at)


def news(world: World) -> list[str]:
    sweep(world)
    rows = fetch(
        "select template from mail_outboxmail where organisation_id = %s and template = any(%s) order by posted_at",
        world.organisation_id,
        [FOUND, NEWS],
    )
    return [template for (template,) in rows]


def test_a_supporter_hears_that_the_other_chose_a_moment(world: World) -> None:
    trajectory = begun(world)
    plan(world, trajectory, world.code(trajectory), 2)
    assert news(world) == [FOUND, NEWS]
    assert news(world) == [FOUND, NEWS], "it is told once"


def test_the_professional_hears_that_the_supporter_moved_it(world: World) -> None:
    trajectory = begun(world)
    plan(world, trajectory, world["Noor"].actor, 2)
    assert news(world) == [FOUND, FOUND]


def test_five_moves_in_one_round_are_one_mail_and_the_same_moment_is_no_news(world: World) -> None:
    trajectory = begun(world)
    for days in (2, 3, 4, 5, 6):
        plan(world, trajectory, world.code(trajectory), days)
    assert news(world) == [FOUND, NEWS]
    plan(world, trajectory, world.code(trajectory), 6)
    assert news(world) == [FOUND, NEWS]


def test_who_gave_a_number_gets_no_mail(world: World) -> None:
    trajectory = begun(world, channel="private_phone", address="0612345678")
    plan(world, trajectory, world["Noor"].actor, 2)
    assert news(world) == []


def test_what_was_erased_is_not_told(world: World) -> None:
    trajectory = begun(world)
    code = world.code(trajectory)
    plan(world, trajectory, code, 2)
    with as_(code) as at:
        erase_support(trajectory_id=trajectory, by=code, at=at)
    assert news(world) == [FOUND]
