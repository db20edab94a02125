"""What a supporter can do, and what happens when two people do something at once."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connections

from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, as_, fetch
from kring.support import queries
from kring.support.actions.answer_proposal import accept_proposal
from kring.support.actions.dismiss_notice import dismiss_notice
from kring.support.actions.finish_support import finish_support
from kring.support.actions.hold_conversation import DayNotYet, hold_conversation, tell_conditions
from kring.support.actions.record_conversation import Talked, record_conversation
from kring.support.actions.share import propose_sharing, share
from kring.support.actions.step_back import step_back
from kring.support.actions.stop_support import erase_support, stop_support
from kring.support.actions.sweep_support import sweep_support
from kring.support.domain.trajectory import NotNow, State
from kring.support.models import Sharing
from kring.support.tests.scenes import asked, held, proposed, supported


def record(world: World, by: str = "Noor", *, days_ago: int = 1, token: str = "") -> queries.MySupport:
    actor = world[by].actor
    with as_(actor) as at:
        talked = Talked("Yara", "call", "0612345678", at.date() - timedelta(days=days_ago), "nl")
        receipt = record_conversation(talked=talked, form_token=token or uuid4().hex, by=actor, at=at)
    assert len(receipt.code) == 16
    with as_(world.code(receipt.trajectory_id)):
        mine = queries.my_support(world.code(receipt.trajectory_id))
    assert mine is not None and mine.spoken_name == receipt.spoken_name
    return mine


def test_a_conversation_that_took_place_counts_as_the_first(world: World) -> None:
    mine = record(world)
    assert mine.state is State.ACTIVE and mine.supporter_name == "Noor"
    first, second, third = mine.conversations
    assert first.held_on is not None and first.held_on == mine.conditions_told_on
    assert second.held_on is None and third.held_on is None


def test_nothing_of_the_supporter_sticks_to_the_request_of_the_other(world: World) -> None:
    record(world)
    tags = fetch("select person_tag from support_trajectory where organisation_id = %s", world.organisation_id)
    assert tags == [("",)]
    noor = world["Noor"].actor
    with as_(noor):
        assert queries.my_support(noor) is None


def test_recording_twice_with_the_same_form_gives_the_same_code(world: World) -> None:
    first, second = record(world, token="once"), record(world, token="once")
    assert first.trajectory_id == second.trajectory_id


def test_a_form_that_somebody_else_sent_gives_nobody_its_code(world: World) -> None:
    record(world, token="mine")
    with pytest.raises(NotAllowed):
        record(world, "Sam", token="mine")


@pytest.mark.parametrize("days_ago", [-2, 16])
def test_what_is_still_to_come_or_long_ago_cannot_be_recorded(world: World, days_ago: int) -> None:
    with pytest.raises(DayNotYet):
        record(world, days_ago=days_ago)


@pytest.mark.parametrize("name", ["Yara", "Petra", "Marco", "Hanna"])
def test_only_a_supporter_records_a_conversation(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        record(world, name)


def test_a_recorded_conversation_can_be_erased_by_the_other_at_once(world: World) -> None:
    mine = record(world)
    code = world.code(mine.trajectory_id)
    with as_(code) as at:
        erase_support(trajectory_id=mine.trajectory_id, by=code, at=at)
    assert fetch("select id from keys_datakey where organisation_id = %s", world.organisation_id) == []


def test_it_was_enough_after_the_first_conversation(world: World) -> None:
    trajectory = supported(world).trajectory_id
    noor = world["Noor"].actor
    with pytest.raises(NotNow), as_(noor) as at:
        finish_support(trajectory_id=trajectory, by=noor, at=at)
    held(world, trajectory, 1)
    with as_(noor) as at:
        finish_support(trajectory_id=trajectory, by=noor, at=at)
    with as_(noor) as at:
        page, _ = queries.supported(noor, trajectory, at.date())
        assert page.closes_on == at.date() + timedelta(days=14)
    assert page.state is State.DONE
    assert [line.number for line in page.conversations] == [1]
    with pytest.raises(NotNow):
        held(world, trajectory, 2)


def test_a_later_conversation_cannot_lie_before_an_earlier_one(world: World, clock: Clock) -> None:
    trajectory = supported(world).trajectory_id
    clock.forward(days=3)
    held(world, trajectory, 1)
    clock.forward(days=3)
    noor = world["Noor"].actor
    with pytest.raises(DayNotYet), as_(noor) as at:
        day = at.date() - timedelta(days=4)
        hold_conversation(trajectory_id=trajectory, number=2, day=day, by=noor, at=at)


def test_after_midnight_it_is_the_new_day_in_the_organisation(world: World, clock: Clock) -> None:
    trajectory = supported(world).trajectory_id
    noor = world["Noor"].actor
    tomorrow = clock.now() + timedelta(days=1)
    clock.stand_at(tomorrow.replace(hour=0, minute=30))
    with as_(noor) as at:
        in_utc, day = at.astimezone(UTC), at.date()
        assert in_utc.date() == day - timedelta(days=1)
        tell_conditions(trajectory_id=trajectory, by=noor, at=in_utc)
        hold_conversation(trajectory_id=trajectory, number=1, day=day, by=noor, at=in_utc)
    with as_(noor) as at:
        page, _ = queries.supported(noor, trajectory, day)
    assert page.conditions_told_on == page.conversations[0].held_on == day


def test_what_the_professional_chose_is_not_there_for_the_supporter(world: World) -> None:
    trajectory = supported(world).trajectory_id
    noor, code = world["Noor"].actor, world.code(trajectory)
    with as_(code) as at:
        share(
            trajectory_id=trajectory,
            recipient="line_manager",
            sentences=("ask_me",),
            recipient_id=None,
            recipient_name="Marco",
            by=code,
            at=at,
        )
    for sentence in ("ask_me", "in_contact"):
        with as_(noor) as at:
            propose_sharing(trajectory_id=trajectory, recipient="line_manager", sentence=sentence, by=noor, at=at)
    with as_(noor) as at:
        page, _ = queries.supported(noor, trajectory, at.date())
        assert [line.sentence for line in page.proposed] == ["ask_me", "in_contact"]
        assert not Sharing.objects.filter(chosen=True).exists()


def test_who_steps_back_is_no_longer_let_in_anywhere(world: World) -> None:
    trajectory = supported(world).trajectory_id
    held(world, trajectory, 1)
    noor = world["Noor"].actor
    with as_(noor) as at:
        propose_sharing(trajectory_id=trajectory, recipient="coordinator", sentence="in_contact", by=noor, at=at)
        step_back(trajectory_id=trajectory, by=noor, at=at)
    for table in ("trajectory", "conversation", "sharing"):
        column = "supporter_id"
        left = fetch(
            f"select count(*) from support_{table} where organisation_id = %s and {column} = %s",
            world.organisation_id,
            world["Noor"].id,
        )
        assert left == [(0,)], table
    held_on = fetch(
        "select number from support_conversation where organisation_id = %s and held_on is not null",
        world.organisation_id,
    )
    assert held_on == [(1,)]


def test_a_notice_is_put_away_by_whom_it_is_for_and_nobody_else(world: World) -> None:
    trajectory = supported(world).trajectory_id
    with as_(world.code(trajectory)) as at:
        stop_support(trajectory_id=trajectory, by=world.code(trajectory), at=at)
    noor, sam = world["Noor"].actor, world["Sam"].actor
    with as_(noor):
        (notice,) = queries.notices(noor)
    with as_(sam) as at:
        dismiss_notice(notice_id=notice.id, by=sam, at=at)
    with as_(noor) as at:
        assert len(queries.notices(noor)) == 1
        dismiss_notice(notice_id=notice.id, by=noor, at=at)
        assert queries.notices(noor) == ()


def test_saying_yes_to_what_was_erased_stopped_or_went_on_is_too_late(world: World, clock: Clock) -> None:
    noor = world["Noor"].actor
    receipt, question = proposed(world)
    clock.forward(days=1)
    with as_(world.job()) as at:
        sweep_support(world.organisation_id, world.job(), at)
    with pytest.raises(NotNow), as_(noor) as at:
        accept_proposal(proposal_id=question, by=noor, at=at)
    code = world.code(receipt.trajectory_id)
    with as_(code) as at:
        erase_support(trajectory_id=receipt.trajectory_id, by=code, at=at)
    with pytest.raises(NotAllowed), as_(noor) as at:
        accept_proposal(proposal_id=question, by=noor, at=at)


def at_once(*things: Callable[[], None]) -> list[Exception | None]:
    """Do things in threads that start together; answers what went wrong in each, in order."""
    start = threading.Barrier(len(things))
    outcome: list[Exception | None] = [None] * len(things)

    def run(place: int, thing: Callable[[], None]) -> None:
        try:
            start.wait()
            thing()
        except Exception as problem:
            outcome[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(things)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def test_two_tabs_say_yes_and_one_of_them_hears_it_is_done(world: World) -> None:
    receipt, question = proposed(world)
    noor = world["Noor"].actor

    def accept() -> None:
        with as_(noor) as at:
            accept_proposal(proposal_id=question, by=noor, at=at)

    outcome = at_once(accept, accept)
    assert sorted(type(problem).__name__ for problem in outcome) == ["NoneType", "NotNow"]
    with as_(noor) as at:
        page, _ = queries.supported(noor, receipt.trajectory_id, at.date())
    assert [line.number for line in page.conversations] == [1, 2, 3]


@pytest.mark.parametrize("ending", [stop_support, erase_support])
def test_saying_yes_while_the_person_stops_never_ends_in_a_deadlock(world: World, ending: Callable[..., None]) -> None:
    def once(receipt_id: UUID, question: UUID) -> list[Exception | None]:
        noor, code = world["Noor"].actor, world.code(receipt_id)

        def accept() -> None:
            with as_(noor) as at:
                accept_proposal(proposal_id=question, by=noor, at=at)

        def stop() -> None:
            with as_(code) as at:
                ending(trajectory_id=receipt_id, by=code, at=at)

        return at_once(accept, stop)

    for _ in range(5):
        receipt, question = proposed(world)
        late, stopped = once(receipt.trajectory_id, question)
        assert stopped is None
        assert late is None or isinstance(late, NotNow | NotAllowed)
        with as_(world["Noor"].actor) as at, pytest.raises(NotAllowed):
            queries.supported(world["Noor"].actor, receipt.trajectory_id, at.date())


def test_the_reminder_of_help_stays_from_four_weeks_after_on(world: World, clock: Clock) -> None:
    def reminded(day: datetime) -> bool:
        noor: Actor = world["Noor"].actor
        with as_(noor):
            (line,) = queries.supported_by(noor, day.date())
        return line.remind_help

    supported(world)
    asked(world)
    at = clock.now()
    assert [reminded(at + timedelta(days=days)) for days in (0, 26, 29, 60)] == [False, False, True, True]
