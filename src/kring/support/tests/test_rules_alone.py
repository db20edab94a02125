"""The rules of access by themselves: the database lets everything through here, and still each action is refused."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, make_world, without_walls
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal, pass_proposal
from kring.support.actions.assign_supporter import search_on
from kring.support.actions.call_along import call_along
from kring.support.actions.finish_support import finish_support
from kring.support.actions.hold_conversation import hold_conversation, tell_conditions
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.share import propose_sharing, share
from kring.support.actions.step_back import choose_another, step_back
from kring.support.actions.stop_support import erase_support, stop_support
from kring.support.tests.scenes import asked, proposed, supported

TABLES = ("support_trajectory", "support_conversation", "support_proposal", "support_sharing", "keys_datakey")
Do = Callable[[UUID, Actor, datetime], object]

THEIRS: dict[str, Do] = {
    "another": lambda one, by, at: choose_another(trajectory_id=one, by=by, at=at),
    "stop": lambda one, by, at: stop_support(trajectory_id=one, by=by, at=at),
    "erase": lambda one, by, at: erase_support(trajectory_id=one, by=by, at=at),
    "share": lambda one, by, at: share(
        trajectory_id=one,
        recipient="coordinator",
        sentences=("in_contact",),
        recipient_id=None,
        recipient_name="",
        by=by,
        at=at,
    ),
}
OF_THE_SUPPORTER: dict[str, Do] = {
    "conditions": lambda one, by, at: tell_conditions(trajectory_id=one, by=by, at=at),
    "hold": lambda one, by, at: hold_conversation(trajectory_id=one, number=1, day=at.date(), by=by, at=at),
    "propose": lambda one, by, at: propose_sharing(
        trajectory_id=one, recipient="coordinator", sentence="in_contact", by=by, at=at
    ),
    "back": lambda one, by, at: step_back(trajectory_id=one, by=by, at=at),
    "finish": lambda one, by, at: finish_support(trajectory_id=one, by=by, at=at),
    "along": lambda one, by, at: call_along(trajectory_id=one, by=by, at=at),
    "page": lambda one, by, at: queries.supported(by, one, at.date()),
    "companion": lambda one, by, at: queries.companion(by, one, at.date()),
}
OF_BOTH: dict[str, Do] = {
    "plan": lambda one, by, at: plan_conversation(
        trajectory_id=one, number=1, day=at.date(), part="day", by=by, at=at
    ),
}
OF_COORDINATORS: dict[str, Do] = {
    "card": lambda one, by, at: queries.open_request(by, one),
    "search": lambda one, by, at: search_on(trajectory_id=one, choice=None, by=by, at=at),
}


def let_in(world: World, actions: dict[str, Do], trajectory: UUID, actors: list[Actor]) -> list[str]:
    """Which of these actions are not refused, by whom."""
    found = []
    with without_walls(*TABLES):
        for name, action in actions.items():
            for by in actors:
                try:
                    with as_(by) as at:
                        action(trajectory, by, at)
                except NotAllowed:
                    continue
                except Exception as other:
                    found.append(f"{name} by {by.label}: {other!r}")
                else:
                    found.append(f"{name} by {by.label}")
    return found


def hears(actor: Actor, recipient: str) -> tuple[object, ...]:
    with as_(actor) as at:
        return queries.heard(actor, recipient, at)


def others(world: World) -> list[Actor]:
    """Who has nothing to do with it, among them the code of somebody else, and the same people elsewhere."""
    elsewhere = make_world()
    names = ("Sam", "Petra", "Marco", "Hanna", "Anton", "Yara")
    code = world.code(asked(world).trajectory_id)
    return [*(world[name].actor for name in names), code, world.public, elsewhere["Petra"].actor]


def test_nobody_else_acts_in_a_support_of_two(world: World) -> None:
    trajectory = supported(world).trajectory_id
    every = THEIRS | OF_THE_SUPPORTER | OF_BOTH | OF_COORDINATORS
    assert let_in(world, every, trajectory, others(world)) == []


def test_the_two_do_each_their_own(world: World) -> None:
    trajectory = supported(world).trajectory_id
    assert let_in(world, THEIRS | OF_COORDINATORS, trajectory, [world["Noor"].actor]) == []
    assert let_in(world, OF_THE_SUPPORTER | OF_COORDINATORS, trajectory, [world.code(trajectory)]) == []


def test_a_coordinator_looks_along_and_does_nothing_else(world: World) -> None:
    trajectory = asked(world).trajectory_id
    assert let_in(world, THEIRS | OF_THE_SUPPORTER | OF_BOTH, trajectory, [world["Petra"].actor]) == []
    somebody = [by for by in others(world) if by != world["Petra"].actor]
    assert let_in(world, OF_COORDINATORS, trajectory, somebody) == []


@pytest.mark.parametrize("answer", [accept_proposal, pass_proposal])
def test_only_who_was_asked_answers(world: World, answer: Callable[..., object]) -> None:
    _receipt, question = proposed(world, "Noor")
    actions = {"answer": lambda one, by, at: answer(proposal_id=one, by=by, at=at)}
    assert let_in(world, actions, question, others(world)) == []


def test_a_sentence_is_heard_by_whom_it_was_chosen_for(world: World) -> None:
    trajectory = supported(world).trajectory_id
    code = world.code(trajectory)
    with as_(code) as at:
        share(
            trajectory_id=trajectory,
            recipient="line_manager",
            sentences=("in_contact",),
            recipient_id=world["Marco"].id,
            recipient_name="Marco",
            by=code,
            at=at,
        )
    mia = world.person("Mia", "manager", "trainer", "coordinator")
    with without_walls(*TABLES):
        found = {
            (who.name, recipient): len(hears(who.actor, recipient))
            for who in (world["Marco"], mia)
            for recipient in ("line_manager", "trainer", "coordinator")
            if who is mia or recipient == "line_manager"
        }
    assert {pair: number for pair, number in found.items() if number} == {("Marco", "line_manager"): 1}


def test_what_is_not_refused_is_found(world: World) -> None:
    """The control: the supporter may, so this is not empty."""
    trajectory = supported(world).trajectory_id
    only = {"conditions": OF_THE_SUPPORTER["conditions"]}
    noor = world["Noor"].actor
    assert let_in(world, only, trajectory, [noor, world["Sam"].actor]) == [f"conditions by {noor.label}"]
