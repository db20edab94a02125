"""Two at the same moment about one request: nobody reads an error, and what was promised holds whoever is first."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections

from kring.foundation.decision import NotAllowed
from kring.foundation.mail.facts import Settlement
from kring.foundation.testing import Clock, World, as_, fetch
from kring.foundation.testing_races import Turn, meet
from kring.guideline import queries as guideline
from kring.support.actions.answer_proposal import accept_proposal
from kring.support.actions.assign_supporter import search_on, take_over
from kring.support.actions.call_along import call_along, put_away
from kring.support.actions.dissolve import dissolve
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.note_mail import note_mail, show_unsure
from kring.support.actions.open_together import ask_to_open, confirm_opening
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.replace_leavers import replace_leavers
from kring.support.actions.share import propose_sharing, share
from kring.support.actions.step_back import choose_another, step_back
from kring.support.actions.stop_support import erase_support, stop_support
from kring.support.actions.sweep_support import sweep_support
from kring.support.actions.tell_of_opening import tell_of_opening
from kring.support.domain.danger import Danger
from kring.support.domain.mails import About, Mail
from kring.support.domain.trajectory import NotNow
from kring.support.tests.scenes import asked, held, proposed, supported
from kring.supporters.actions.enrol import enrol

HEARD = "select sentence from support_sharing where trajectory_id = %s order by sentence"
ROWS = "select count(*) from support_trajectory where id = %s"
NOTICES = "select count(*) from support_notice where organisation_id = %s"


def stops(world: World, trajectory_id: UUID) -> Turn:
    code = world.code(trajectory_id)
    return Turn(code, lambda at: stop_support(trajectory_id=trajectory_id, by=code, at=at))


def erases(world: World, trajectory_id: UUID) -> Turn:
    code = world.code(trajectory_id)
    return Turn(code, lambda at: erase_support(trajectory_id=trajectory_id, by=code, at=at))


def shares(world: World, trajectory_id: UUID, *sentences: str) -> Turn:
    code = world.code(trajectory_id)

    def do(at: datetime) -> None:
        share(
            trajectory_id=trajectory_id,
            recipient="coordinator",
            sentences=sentences,
            recipient_id=None,
            recipient_name="",
            by=code,
            at=at,
        )

    return Turn(code, do)


def proposes(world: World, trajectory_id: UUID) -> Turn:
    noor = world["Noor"].actor
    return Turn(
        noor,
        lambda at: propose_sharing(
            trajectory_id=trajectory_id, recipient="coordinator", sentence=sentences()[0], by=noor, at=at
        ),
    )


def sentences() -> list[str]:
    return [item.key for item in guideline.sharing_sentences("coordinator")]


@pytest.mark.parametrize("ending", [stops, erases])
def test_a_button_to_end_it_that_is_pressed_twice_ends_it_once(
    world: World, ending: Callable[[World, UUID], Turn]
) -> None:
    trajectory = supported(world).trajectory_id
    assert meet(ending(world, trajectory), ending(world, trajectory)) == (None, None)
    assert fetch(NOTICES, world.organisation_id) == [(1,)]


def test_whoever_steps_back_while_the_person_erases_hears_that_it_is_gone(world: World) -> None:
    trajectory, noor = supported(world).trajectory_id, world["Noor"].actor
    steps_back = Turn(noor, lambda at: step_back(trajectory_id=trajectory, by=noor, at=at))
    ended, problem = meet(erases(world, trajectory), steps_back)
    assert ended is None and isinstance(problem, NotAllowed)


def test_of_two_choices_at_once_the_last_one_is_heard_alone(world: World) -> None:
    trajectory, (one, other, *_) = supported(world).trajectory_id, sentences()
    assert meet(shares(world, trajectory, one), shares(world, trajectory, other)) == (None, None)
    assert fetch(HEARD, trajectory) == [(other,)]


def test_nothing_is_heard_any_more_when_the_last_choice_is_nothing(world: World) -> None:
    trajectory, (one, *_) = supported(world).trajectory_id, sentences()
    assert meet(shares(world, trajectory, one), shares(world, trajectory)) == (None, None)
    assert fetch(HEARD, trajectory) == []


@pytest.mark.parametrize("later", [lambda *given: shares(*given, sentences()[0]), proposes])
def test_what_is_shared_while_it_ends_is_not_heard_after_it(
    world: World, later: Callable[[World, UUID], Turn]
) -> None:
    trajectory = supported(world).trajectory_id
    ended, problem = meet(stops(world, trajectory), later(world, trajectory))
    assert ended is None and isinstance(problem, NotAllowed)
    assert fetch(HEARD, trajectory) == []


def test_a_sentence_is_proposed_once_when_the_button_is_pressed_twice(world: World) -> None:
    trajectory = supported(world).trajectory_id
    assert meet(proposes(world, trajectory), proposes(world, trajectory)) == (None, None)
    assert fetch(HEARD, trajectory) == [(sentences()[0],)]


def opened(world: World, trajectory_id: UUID) -> UUID:
    """Petra asked to open this card; nobody confirmed it yet."""
    petra = world["Petra"].actor
    ((words,),) = fetch("select spoken_name from support_trajectory where id = %s", trajectory_id)
    with as_(petra) as at:
        return ask_to_open(spoken_name=words, reason=Danger.TO_SELF, by=petra, at=at)


def confirms(world: World, reveal_id: UUID, **how: str) -> Turn:
    dirk = world["Dirk"].actor
    return Turn(dirk, lambda at: confirm_opening(reveal_id=reveal_id, by=dirk, at=at), **how)


def test_a_card_is_confirmed_while_the_person_erases_without_a_deadlock(world: World) -> None:
    trajectory, noor = supported(world).trajectory_id, world["Noor"].actor
    with as_(noor) as at:
        call_along(trajectory_id=trajectory, by=noor, at=at)
    confirmed = confirms(world, opened(world, trajectory), stands_still='DELETE FROM "support_workitem"')
    assert meet(confirmed, erases(world, trajectory)) == (None, None)
    assert fetch(ROWS, trajectory) == [(0,)]


def test_a_card_does_not_open_when_the_person_stops_at_that_moment(world: World) -> None:
    trajectory = supported(world).trajectory_id
    stopped, refused = meet(stops(world, trajectory), confirms(world, opened(world, trajectory)))
    assert stopped is None and isinstance(refused, NotNow)


def to_be_told(world: World, clock: Clock) -> UUID:
    """A card of somebody with a phone number was open for an hour, and the round did not see that yet."""
    trajectory = supported(world).trajectory_id
    confirms(world, opened(world, trajectory)).run_alone()
    clock.forward(hours=1)
    return trajectory


def tells(world: World, **how: str) -> Turn:
    job = world.job()
    return Turn(job, lambda at: tell_of_opening(world.organisation_id, job, at), **how)


def test_the_round_that_tells_of_an_opening_and_the_night_do_not_wait_for_each_other(
    world: World, clock: Clock
) -> None:
    trajectory, job = to_be_told(world, clock), world.job("night")
    stops(world, trajectory).run_alone()
    night = Turn(job, lambda at: dissolve(world.organisation_id, job, at), stands_still='DELETE FROM "support_reveal"')
    assert meet(night, tells(world)) == (None, None)
    assert fetch(ROWS, trajectory) == [(0,)]


def test_a_coordinator_who_told_it_and_a_person_who_erases_do_not_wait_for_each_other(
    world: World, clock: Clock
) -> None:
    trajectory, petra = to_be_told(world, clock), world["Petra"].actor
    tells(world).run_alone()
    ((item,),) = fetch("select id from support_workitem where trajectory_id = %s", trajectory)
    puts_away = Turn(
        petra,
        lambda at: put_away(work_item_id=item, by=petra, at=at),
        stands_still='DELETE FROM "support_workitem"',
    )
    assert meet(puts_away, erases(world, trajectory)) == (None, None)


def test_a_mail_that_is_noted_at_the_moment_of_the_round_is_not_called_unsure(world: World, clock: Clock) -> None:
    _receipt, question = proposed(world)
    clock.forward(minutes=16)
    job, about = world.job(), About(Mail.QUESTION, question)
    notes = Turn(job, lambda at: note_mail(about, Settlement.SENT, at, world.organisation_id))
    shows = Turn(job, lambda at: show_unsure(world.organisation_id, job, at))
    assert meet(notes, shows) == (None, None)
    assert fetch("select mail from support_proposal where id = %s", question) == [("",)]
    assert fetch("select kind from support_workitem where organisation_id = %s", world.organisation_id) == []


def test_a_coordinator_who_searches_on_while_somebody_says_yes_undoes_nothing(world: World) -> None:
    receipt, question = proposed(world)
    noor, petra, trajectory = world["Noor"].actor, world["Petra"].actor, receipt.trajectory_id
    says_yes = Turn(noor, lambda at: accept_proposal(proposal_id=question, by=noor, at=at))
    searches = Turn(petra, lambda at: search_on(trajectory_id=trajectory, choice=None, by=petra, at=at))
    accepted, refused = meet(says_yes, searches)
    assert accepted is None and isinstance(refused, NotAllowed)


def test_a_round_that_looked_just_before_another_asked_somebody_asks_nobody_else(world: World) -> None:
    job, trajectory = world.job("matching"), asked(world).trajectory_id

    def find(at: datetime) -> None:
        find_supporters(world.organisation_id, job, at)

    def looked_before(at: datetime) -> None:
        """Its statement begins now, and comes to the rows when the other is through."""
        looks.set()
        with connection.execute_wrapper(slowly):
            find(at)

    def slowly(execute: Any, sql: str, *rest: Any) -> Any:
        return execute(sql.replace("WHERE", "WHERE (select pg_sleep(0.5)) is not null and", 1), *rest)

    looks = threading.Event()
    late = Turn(job, looked_before)
    late.goes_on.set()
    thread = threading.Thread(target=late.run)
    thread.start()
    assert looks.wait(20)
    Turn(job, find).run_alone()
    thread.join(20)
    assert late.problem is None
    assert fetch("select count(*) from support_proposal where trajectory_id = %s", trajectory) == [(1,)]


def test_a_coordinator_does_not_take_over_what_was_planned_at_that_moment(world: World, clock: Clock) -> None:
    trajectory, noor, petra = supported(world).trajectory_id, world["Noor"].actor, world["Petra"].actor
    clock.forward(days=40)
    job = world.job()
    Turn(job, lambda at: sweep_support(world.organisation_id, job, at)).run_alone()
    ((item,),) = fetch("select id from support_workitem where trajectory_id = %s and kind = 'overdue'", trajectory)

    def plan(at: datetime) -> None:
        day = at.date() + timedelta(days=1)
        plan_conversation(trajectory_id=trajectory, number=1, day=day, part="day", by=noor, at=at)

    takes_over = Turn(petra, lambda at: take_over(work_item_id=item, reason="no_moment", by=petra, at=at))
    planned, refused = meet(Turn(noor, plan), takes_over)
    assert planned is None and isinstance(refused, NotNow)
    assert fetch("select state from support_trajectory where id = %s", trajectory) == [("active",)]


def test_what_is_planned_while_the_round_looks_asks_for_no_attention(world: World, clock: Clock) -> None:
    trajectory, noor, job = supported(world).trajectory_id, world["Noor"].actor, world.job()
    clock.forward(days=20)

    def plan(at: datetime) -> None:
        day = at.date() + timedelta(days=1)
        plan_conversation(trajectory_id=trajectory, number=1, day=day, part="day", by=noor, at=at)

    looks = Turn(
        job,
        lambda at: sweep_support(world.organisation_id, job, at),
        stands_still='INSERT INTO "support_workitem"',
    )
    assert meet(looks, Turn(noor, plan)) == (None, None)
    assert fetch("select kind from support_workitem where trajectory_id = %s", trajectory) == []


def test_nobody_gets_more_questions_than_agreed_when_two_are_matched_at_once(world: World) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("update tenancy_organisation set load_cap = 1 where id = %s", [world.organisation_id])
        cursor.execute("update supporters_supporter set trained_until = '2001-01-01' where id = %s", [world["Sam"].id])
    job = world.job("matching")
    one = Turn(job, lambda at: find_supporters(world.organisation_id, job, at))
    other = Turn(job, lambda at: find_supporters(world.organisation_id, job, at))
    asked(world)
    assert meet(one, other, meanwhile=lambda: asked(world)) == (None, None)
    questions = "select count(*) from support_proposal where supporter_id = %s and state = 'open'"
    assert fetch(questions, world["Noor"].id) == [(1,)]


def gives_up_the_role(world: World, name: str) -> Turn:
    """The round that takes away the card of somebody who is no supporter any more."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from people_personrole where person_id = %s and role = 'supporter'", [world[name].id])
    job = world.job("roles")
    return Turn(job, lambda at: enrol(world.organisation_id, job, at))


def test_whoever_says_yes_while_the_role_is_taken_away_is_replaced(world: World) -> None:
    receipt, question = proposed(world)
    noor = world["Noor"].actor
    says_yes = Turn(noor, lambda at: accept_proposal(proposal_id=question, by=noor, at=at))
    assert meet(says_yes, gives_up_the_role(world, "Noor")) == (None, None)
    assert fetch("select state from support_trajectory where id = %s", receipt.trajectory_id) == [("searching",)]


def test_a_night_that_lets_a_supporter_rest_and_the_round_that_takes_the_card_do_not_wait_for_each_other(
    world: World,
) -> None:
    trajectory, job = supported(world).trajectory_id, world.job("night")
    held(world, trajectory, 1)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update support_trajectory set closes_on = '2001-01-01' where id = %s", [trajectory])
    night = Turn(
        job, lambda at: dissolve(world.organisation_id, job, at), stands_still='UPDATE "supporters_availability"'
    )
    assert meet(night, gives_up_the_role(world, "Noor")) == (None, None)
    assert fetch(ROWS, trajectory) == [(0,)]


def test_whoever_chooses_another_while_the_supporter_leaves_is_released_once(world: World) -> None:
    trajectory, noor, job = supported(world).trajectory_id, world["Noor"], world.job("leaving")
    code = world.code(trajectory)
    chooses = Turn(code, lambda at: choose_another(trajectory_id=trajectory, by=code, at=at))
    leaves = Turn(job, lambda at: replace_leavers([noor.id], by=job, at=at))
    assert meet(chooses, leaves) == (None, None)
    assert fetch(NOTICES, world.organisation_id) == [(1,)]
