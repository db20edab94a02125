"""
A mail that may not have arrived is shown to whom it concerns, and to nobody else (ADR 19). Real SMTP.

What is not said to have gone is unsure: a mail that was killed over, given up, or that nobody can open looks the same.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from kring.foundation.mail import sending
from kring.foundation.mail.tests import test_outbox
from kring.foundation.mail.tests.test_outbox import Letterbox
from kring.foundation.testing import Clock, World, as_, fetch, in_the_worker
from kring.support import queries
from kring.support.actions.answer_proposal import pass_proposal
from kring.support.actions.assign_supporter import search_on
from kring.support.actions.note_mail import show_unsure
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.step_back import choose_another
from kring.support.models import Proposal, Trajectory, WorkItem
from kring.support.tests.own import holder_of, words_of
from kring.support.tests.pages import client_of, page_of, shown
from kring.support.tests.test_danger import opened
from kring.support.tests.test_danger import sweep as tell
from kring.support.tests.test_journey import accept, ask, hold, match, sweep

letterbox = test_outbox.letterbox  # the fixture
MAYBE = "Onze mail is misschien niet aangekomen"
QUESTION, FOUND = "support/mail/question.txt", "support/mail/found.txt"
OPENED = "support/mail/opened.txt"
NEWS = "support/mail/news_supporter.txt"


def mails(world: World, template: str) -> list[UUID]:
    rows = fetch(
        "select id from mail_outboxmail where organisation_id = %s and template = %s order by posted_at, id",
        world.organisation_id,
        template,
    )
    return [mail for (mail,) in rows]


def die_sending(world: World, mail: UUID) -> None:
    """The process is gone between claiming and writing down what happened."""
    with in_the_worker():
        assert sending._claim(mail, world.job("mail")) is not None


def send(world: World, mail: UUID) -> None:
    with in_the_worker():
        sending.send(mail, by=world.job("mail"))


def later(world: World, clock: Clock, minutes: int = 16) -> None:
    """The rounds of a while later."""
    clock.forward(minutes=minutes)
    with as_(world.job()) as at:
        sending.sweep(world.organisation_id, at=at)
        show_unsure(world.organisation_id, world.job(), at)


def lose_key(world: World, mail: UUID) -> None:
    fetch("delete from keys_datakey where holder = %s returning 1", mail)
    send(world, mail)


def give_up(world: World, mail: UUID) -> None:
    fetch("update mail_outboxmail set posted_at = posted_at - interval '15 days' where id = %s returning 1", mail)


def restored(world: World, mail: UUID) -> None:
    fetch("update mail_outboxmail set state = 'uncertain' where id = %s returning 1", mail)


def work(world: World, name: str = "Petra") -> list[str]:
    with as_(world[name].actor):
        return [line.kind for line in queries.worklist(world[name].actor)]


def asked(world: World) -> UUID:
    """Asked by mail, and a supporter was asked; answers the trajectory."""
    receipt = ask(world)
    match(world)
    return receipt.trajectory_id


@pytest.mark.parametrize("end", [die_sending, lose_key, give_up, restored])
def test_whoever_asked_who_was_asked_and_the_coordinator_see_that_a_question_is_unsure(
    world: World,
    letterbox: Letterbox,
    clock: Clock,
    end: Callable[[World, UUID], None],
) -> None:
    trajectory = asked(world)
    (mail,) = mails(world, QUESTION)
    end(world, mail)
    later(world, clock)
    assert MAYBE in words_of(holder_of(world, trajectory).get("/mijn/"))
    assert "We weten niet of onze mail over deze vraag" in shown(client_of(world, "Noor"), "/gesprekken/")
    assert work(world) == ["unsure"]
    petra = client_of(world, "Petra")
    assert "onze mail is misschien niet aangekomen" in shown(petra, "/coordinatie/")
    assert "Wie gevraagd is, weet misschien van niets" in shown(petra, f"/coordinatie/aanvragen/{trajectory}/")
    assert letterbox.got == []


def _questions(world: World, name: str) -> tuple[queries.Question, ...]:
    with as_(world[name].actor):
        return queries.questions(world[name].actor)


def test_a_mail_that_went_shows_nothing(world: World, letterbox: Letterbox, clock: Clock) -> None:
    """The control: without it, everything would always be unsure."""
    trajectory = asked(world)
    send(world, mails(world, QUESTION)[0])
    later(world, clock)
    assert MAYBE not in words_of(holder_of(world, trajectory).get("/mijn/"))
    assert work(world) == [] and len(letterbox.got) == 1


def test_a_mail_server_that_was_away_for_a_while_is_told_and_then_not_any_more(
    world: World,
    letterbox: Letterbox,
    clock: Clock,
) -> None:
    trajectory = asked(world)
    later(world, clock)
    assert work(world) == ["unsure"]
    send(world, mails(world, QUESTION)[0])
    assert work(world) == []
    assert MAYBE not in words_of(holder_of(world, trajectory).get("/mijn/"))


def test_a_coordinator_who_was_left_out_sees_nothing_of_it_nor_do_manager_and_administrator(
    world: World, clock: Clock
) -> None:
    trajectory = asked(world)
    fetch(
        "update support_trajectory set hidden_from = array[%s]::uuid[] where id = %s returning 1",
        world["Petra"].id,
        trajectory,
    )
    later(world, clock)
    assert work(world) == []
    for name in ("Anton", "Hanna", "Marco", "Sam"):
        with as_(world[name].actor):
            seen = [list(rows.values_list("pk")) for rows in (WorkItem.objects, Proposal.objects, Trajectory.objects)]
            assert seen == [[], [], []], name


def test_the_line_goes_when_the_supporter_answers(world: World, clock: Clock) -> None:
    trajectory = asked(world)
    later(world, clock)
    accept(world)
    assert work(world) == []
    with as_(world.code(trajectory)):
        mine = queries.my_support(world.code(trajectory))
    assert mine is not None and not mine.question_unsure


def test_after_a_pass_the_next_question_begins_anew(world: World, clock: Clock) -> None:
    asked(world)
    later(world, clock)
    (question,) = _questions(world, "Noor")
    with as_(world["Noor"].actor) as at:
        pass_proposal(proposal_id=question.id, by=world["Noor"].actor, at=at)
    match(world)
    assert work(world) in ([], ["no_supporter"])


def test_the_clock_runs_on_and_the_next_one_is_asked(world: World, clock: Clock) -> None:
    asked(world)
    later(world, clock)
    clock.forward(days=5)
    sweep(world)
    assert "unsure" not in work(world)


def test_searching_on_never_mails_the_same_colleague_unseen(world: World, clock: Clock) -> None:
    trajectory = asked(world)
    later(world, clock)
    first = _questions(world, "Noor")
    petra = world["Petra"].actor
    for _ in range(2):
        with as_(petra) as at:
            search_on(trajectory_id=trajectory, choice=None, by=petra, at=at)
        match(world)
        assert first and _questions(world, "Noor") == ()
    before = len(mails(world, QUESTION))
    with as_(petra) as at:
        search_on(trajectory_id=trajectory, choice=world["Noor"].id, by=petra, at=at)
    match(world)
    assert len(_questions(world, "Noor")) == 1 and len(mails(world, QUESTION)) == before + 1, "by name it is an act"


def test_a_refused_address_is_passed_over_at_once(world: World, letterbox: Letterbox, clock: Clock) -> None:
    asked(world)
    (mail,) = mails(world, QUESTION)
    letterbox.refuses = True
    send(world, mail)
    assert _questions(world, "Noor") == ()
    states = "select state from support_proposal where organisation_id = %s"
    assert fetch(states, world.organisation_id) == [("expired",)]
    match(world)
    assert mails(world, QUESTION) != [mail]


def test_both_who_talk_see_that_the_mail_about_saying_yes_is_unsure(world: World, clock: Clock) -> None:
    trajectory = asked(world)
    accept(world)
    (mail,) = mails(world, FOUND)
    die_sending(world, mail)
    later(world, clock)
    mine, noor = holder_of(world, trajectory), client_of(world, "Noor")
    assert MAYBE in words_of(mine.get("/mijn/"))
    assert "Stuur er zelf een" in shown(noor, page_of(trajectory))
    assert "Van welke mails hierover we nog niet weten" in words_of(mine.get("/gegevens/"))
    _plan(world, trajectory, world["Noor"].actor)
    assert MAYBE not in words_of(mine.get("/mijn/")), "they found each other"
    assert MAYBE not in shown(noor, page_of(trajectory))


def _plan(world: World, trajectory: UUID, by: object) -> None:
    with as_(by) as at:  # type: ignore[arg-type]
        day = at.date() + timedelta(days=2)
        plan_conversation(trajectory_id=trajectory, number=1, day=day, part="evening", by=by, at=at)  # type: ignore[arg-type]


def test_a_mail_about_saying_yes_that_went_shows_nothing(
    world: World,
    letterbox: Letterbox,
    clock: Clock,
) -> None:
    trajectory = asked(world)
    accept(world)
    send(world, mails(world, FOUND)[0])
    later(world, clock)
    assert MAYBE not in words_of(holder_of(world, trajectory).get("/mijn/"))
    assert MAYBE not in shown(client_of(world, "Noor"), page_of(trajectory))


def test_whoever_chose_a_moment_reads_that_the_supporter_may_not_know_until_they_talked(
    world: World, clock: Clock
) -> None:
    trajectory = asked(world)
    accept(world)
    _plan(world, trajectory, world.code(trajectory))
    sweep(world)
    die_sending(world, mails(world, NEWS)[0])
    later(world, clock)
    mine, noor = holder_of(world, trajectory), client_of(world, "Noor")
    assert "We weten niet of Noor onze mail kreeg" in words_of(mine.get("/mijn/"))
    assert "We weten niet of onze mail bij je is aangekomen" in shown(noor, page_of(trajectory))
    hold(world, trajectory, 1)
    assert MAYBE not in words_of(mine.get("/mijn/")) and MAYBE not in shown(noor, page_of(trajectory))


def test_another_supporter_begins_without_the_mails_of_the_first(world: World, clock: Clock) -> None:
    trajectory = asked(world)
    accept(world)
    later(world, clock)
    with as_(world.code(trajectory)) as at:
        choose_another(trajectory_id=trajectory, by=world.code(trajectory), at=at)
    with as_(world.code(trajectory)):
        mine = queries.my_support(world.code(trajectory))
    assert mine is not None and mine.underway == ()


def test_only_the_mail_itself_knows_what_it_is_about_and_only_sealed(world: World, clock: Clock) -> None:
    """What a dump would hold of a mail under way: neither the other's id, nor a moment to compare with."""
    trajectory = asked(world)
    clock.forward(minutes=7)
    accept(world)
    (mail,) = mails(world, FOUND)
    ((row, posted_at),) = fetch("select m::text, posted_at::text from mail_outboxmail m where id = %s", mail)
    ((support,),) = fetch("select t::text from support_trajectory t where id = %s", trajectory)
    assert str(trajectory) not in row and trajectory.hex not in row
    assert str(mail) not in support and mail.hex not in support
    assert posted_at[:16] not in support
    ((args,),) = fetch(
        "select string_agg(args::text, '') from procrastinate_jobs where args->>'mail_id' = %s", str(mail)
    )
    assert str(trajectory) not in args


def test_a_coordinator_tells_of_an_opened_card_while_the_mail_about_it_is_unsure(
    world: World,
    letterbox: Letterbox,
    clock: Clock,
) -> None:
    opened(world, channel="private_mail", address="yara@thuis.test")
    clock.forward(minutes=61)
    tell(world)
    assert work(world) == []
    for _ in range(2):
        later(world, clock, minutes=21)
        tell(world)
    assert work(world) == ["tell"]
    (mail,) = mails(world, OPENED)
    send(world, mail)
    tell(world)
    assert work(world) == [] and len(letterbox.got) == 1, "it went after all, and it went once"
