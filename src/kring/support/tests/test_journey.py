"""The main journey on the level of actions: asked, matched, accepted, three conversations, forgotten."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, as_, fetch, jobs_of
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal, pass_proposal
from kring.support.actions.ask_for_support import Asked, Receipt, ask_for_support
from kring.support.actions.dissolve import dissolve
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.hold_conversation import ConditionsFirst, hold_conversation, tell_conditions
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.step_back import choose_another
from kring.support.actions.stop_support import erase_support, stop_support
from kring.support.actions.sweep_support import sweep_support
from kring.support.domain.card import Card
from kring.support.domain.trajectory import NotNow, State
from kring.support.models import Conversation, Proposal


def ask(world: World, *, by: Actor | None = None, **card: object) -> Receipt:
    values = {"name": "Yara", "channel": "private_mail", "address": f"{uuid4().hex}@thuis.test", **card}
    asked = Asked(card=Card(**values), windows=("day", "evening"), language="nl", craft="nurse", unit_id=world.ward)
    with as_(by or world.public) as at:
        return ask_for_support(asked=asked, form_token=uuid4().hex, by=by or world.public, at=at)


def match(world: World) -> None:
    with as_(world.job("matching")) as at:
        find_supporters(world.organisation_id, world.job("matching"), at)


def sweep(world: World) -> None:
    with as_(world.job()) as at:
        sweep_support(world.organisation_id, world.job(), at)


def night(world: World) -> int:
    with as_(world.job("night")) as at:
        return dissolve(world.organisation_id, world.job("night"), at)


def accept(world: World, name: str = "Noor") -> UUID:
    actor = world[name].actor
    with as_(actor) as at:
        (question,) = queries.questions(actor)
        return accept_proposal(proposal_id=question.id, by=actor, at=at)


def hold(world: World, trajectory: UUID, number: int, name: str = "Noor") -> None:
    actor = world[name].actor
    with as_(actor) as at:
        tell_conditions(trajectory_id=trajectory, by=actor, at=at)
        hold_conversation(trajectory_id=trajectory, number=number, day=at.date(), by=actor, at=at)


def state_of(world: World, trajectory: UUID) -> State | None:
    actor = world.code(trajectory)
    with as_(actor):
        mine = queries.my_support(actor)
    return mine.state if mine else None


def test_from_asking_to_forgotten(world: World, clock: Clock) -> None:
    receipt = ask(world, kind="aggression_external")
    assert jobs_of(world.organisation_id) == ["kring.support.jobs.find"]
    match(world)
    assert state_of(world, receipt.trajectory_id) is State.SEARCHING
    trajectory = accept(world)
    assert trajectory == receipt.trajectory_id
    with as_(world.code(trajectory)):
        mine = queries.my_support(world.code(trajectory))
    assert mine is not None and mine.supporter_name == "Noor" and len(mine.conversations) == 3
    for number in (1, 2, 3):
        hold(world, trajectory, number)
        clock.forward(days=14)
    assert state_of(world, trajectory) is State.DONE
    assert night(world) == 1
    assert state_of(world, trajectory) is None
    assert fetch("select id from support_trajectory where organisation_id = %s", world.organisation_id) == []
    assert fetch("select id from support_conversation where organisation_id = %s", world.organisation_id) == []
    counted = dict(fetch("select measure, n from private.counter where organisation_id = %s", world.organisation_id))
    assert counted == {
        "asked": 1,
        "supported": 1,
        "first_in_time": 1,
        "conversations": 3,
        "conditions_told": 1,
        "kind:aggression_external": 1,
    }


def test_the_key_is_destroyed_with_the_trajectory(world: World, clock: Clock) -> None:
    receipt = ask(world)
    with as_(world.code(receipt.trajectory_id)) as at:
        stop_support(trajectory_id=receipt.trajectory_id, by=world.code(receipt.trajectory_id), at=at)
    night(world)
    assert fetch("select id from keys_datakey where organisation_id = %s", world.organisation_id) == []


def test_a_fourth_conversation_cannot_exist(world: World) -> None:
    receipt = ask(world)
    match(world)
    accept(world)
    with pytest.raises(IntegrityError), as_(world.job()):
        Conversation.objects.create(
            organisation_id=world.organisation_id,
            trajectory_id=receipt.trajectory_id,
            supporter_id=world["Noor"].id,
            number=4,
            from_day="2026-01-01",
            until_day="2026-01-02",
        )


def test_the_same_form_twice_gives_one_request_and_one_code(world: World) -> None:
    asked = Asked(card=Card("Yara", "call", "0612345678"), windows=("day",), language="nl")
    receipts = []
    for _ in range(2):
        with as_(world.public) as at:
            receipts.append(ask_for_support(asked=asked, form_token="same", by=world.public, at=at))
    assert receipts[0].code == receipts[1].code
    assert receipts[0].trajectory_id == receipts[1].trajectory_id
    assert len(fetch("select id from support_trajectory where organisation_id = %s", world.organisation_id)) == 1


def test_before_acceptance_a_supporter_sees_no_name(world: World) -> None:
    receipt = ask(world)
    match(world)
    noor = world["Noor"].actor
    with as_(noor) as at:
        (question,) = queries.questions(noor)
        assert question.craft == "nurse"
        with pytest.raises(NotAllowed):
            queries.supported(noor, receipt.trajectory_id, at.date())


def test_passing_asks_the_next_and_never_the_same_again(world: World) -> None:
    receipt = ask(world)
    match(world)
    noor = world["Noor"].actor
    with as_(noor) as at:
        pass_proposal(proposal_id=queries.questions(noor)[0].id, by=noor, at=at)
    match(world)
    with as_(noor):
        assert queries.questions(noor) == ()
    assert accept(world, "Sam") == receipt.trajectory_id


def test_when_nobody_is_left_the_coordinator_sees_it_and_the_person_an_honest_state(world: World) -> None:
    receipt = ask(world, never=(world["Noor"].id, world["Sam"].id))
    match(world)
    assert state_of(world, receipt.trajectory_id) is State.STUCK
    petra = world["Petra"].actor
    with as_(petra):
        assert [line.kind for line in queries.worklist(petra)] == ["no_supporter"]


def test_a_clock_that_runs_out_asks_the_next(world: World, clock: Clock) -> None:
    ask(world)
    match(world)
    clock.forward(days=1)
    sweep(world)
    with as_(world["Noor"].actor):
        assert queries.questions(world["Noor"].actor) == ()
    with as_(world["Sam"].actor):
        assert len(queries.questions(world["Sam"].actor)) == 1


def test_only_the_person_chooses_another_supporter_who_is_never_asked_again(world: World) -> None:
    receipt = ask(world)
    match(world)
    trajectory = accept(world)
    petra = world["Petra"].actor
    with pytest.raises(NotAllowed), as_(petra) as at:
        choose_another(trajectory_id=trajectory, by=petra, at=at)
    with as_(world.code(trajectory)) as at:
        choose_another(trajectory_id=trajectory, by=world.code(trajectory), at=at)
    match(world)
    with as_(world["Noor"].actor):
        assert queries.questions(world["Noor"].actor) == ()
        assert [notice.spoken_name for notice in queries.notices(world["Noor"].actor)] == [receipt.spoken_name]
    assert accept(world, "Sam") == trajectory


def test_conditions_come_before_the_first_conversation_counts(world: World) -> None:
    ask(world)
    match(world)
    trajectory = accept(world)
    noor = world["Noor"].actor
    with pytest.raises(ConditionsFirst), as_(noor) as at:
        hold_conversation(trajectory_id=trajectory, number=1, day=at.date(), by=noor, at=at)


def test_conversations_are_held_in_order_and_once(world: World) -> None:
    ask(world)
    match(world)
    trajectory = accept(world)
    hold(world, trajectory, 1)
    for number in (1, 3):
        with pytest.raises(NotNow):
            hold(world, trajectory, number)


def test_erasing_leaves_nothing_and_is_not_counted(world: World) -> None:
    ask(world)
    match(world)
    trajectory = accept(world)
    with as_(world.code(trajectory)) as at:
        erase_support(trajectory_id=trajectory, by=world.code(trajectory), at=at)
    for table in ("support_trajectory", "support_proposal", "support_conversation", "support_sharing"):
        assert fetch(f"select id from {table} where organisation_id = %s", world.organisation_id) == []
    night(world)
    assert fetch("select n from private.counter where organisation_id = %s", world.organisation_id) == []
    with as_(world["Noor"].actor):
        assert len(queries.notices(world["Noor"].actor)) == 1


def test_planning_by_the_person_is_seen_by_the_supporter(world: World) -> None:
    ask(world)
    match(world)
    trajectory = accept(world)
    code = world.code(trajectory)
    with as_(code) as at:
        day = at.date() + timedelta(days=2)
        plan_conversation(trajectory_id=trajectory, number=1, day=day, part="evening", by=code, at=at)
    noor = world["Noor"].actor
    with as_(noor) as at:
        page, _ = queries.supported(noor, trajectory, at.date())
    assert page.conversations[0].planned_on == day and page.conversations[0].planned_by == "professional"


def test_everything_is_gone_six_months_after_asking_whatever_happened(world: World, clock: Clock) -> None:
    receipt = ask(world)
    match(world)
    trajectory = accept(world)
    hold(world, trajectory, 1)
    with as_(world.code(trajectory)) as at:
        plan_conversation(
            trajectory_id=trajectory,
            number=2,
            day=at.date() + timedelta(days=175),
            part="day",
            by=world.code(trajectory),
            at=at,
        )
    clock.forward(days=185)
    assert night(world) == 1
    assert state_of(world, receipt.trajectory_id) is None


def test_two_supporters_cannot_both_be_asked_at_once(world: World) -> None:
    receipt = ask(world)
    match(world)
    with pytest.raises(IntegrityError), as_(world.job()) as at:
        Proposal.objects.create(
            organisation_id=world.organisation_id,
            trajectory_id=receipt.trajectory_id,
            supporter_id=world["Sam"].id,
            spoken_name="x",
            windows=[],
            proposed_at=at,
            answer_by=at,
        )
