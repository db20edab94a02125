"""Acute danger: two coordinators open one card for an hour, never one alone, and whoever it is about hears it."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connections, transaction

from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, as_, fetch, make_world
from kring.support import queries
from kring.support.actions.call_along import call_along, put_away
from kring.support.actions.open_together import (
    Danger,
    NobodyByTheseWords,
    TooFewToOpen,
    ask_to_open,
    confirm_opening,
)
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.step_back import step_back
from kring.support.actions.stop_support import erase_support
from kring.support.actions.tell_of_opening import tell_of_opening
from kring.support.domain.danger import OPEN_FOR
from kring.support.domain.trajectory import NotNow
from kring.support.models import Reveal
from kring.support.tests.scenes import proposed, supported

LINES = (
    "select event, actor, emergency, reason from audit_accessline"
    " where organisation_id = %s and event like 'danger.%%' order by at, event"
)
ROWS = "select count(*) from support_reveal where organisation_id = %s"


def words_of(trajectory_id: UUID) -> str:
    ((words,),) = fetch("select spoken_name from support_trajectory where id = %s", trajectory_id)
    return str(words)


def ask(world: World, trajectory_id: UUID, by: str = "Petra") -> UUID:
    actor = world[by].actor
    with as_(actor) as at:
        return ask_to_open(spoken_name=words_of(trajectory_id), reason=Danger.TO_SELF, by=actor, at=at)


def confirm(world: World, reveal_id: UUID, by: str = "Dirk") -> None:
    actor = world[by].actor
    with as_(actor) as at:
        confirm_opening(reveal_id=reveal_id, by=actor, at=at)


def read(world: World, reveal_id: UUID, by: str) -> queries.OpenedCard:
    actor = world[by].actor
    with as_(actor) as at:
        return queries.opened_card(actor, reveal_id, at)


def opened(world: World, **card: object) -> tuple[UUID, UUID]:
    trajectory_id = supported(world, **card).trajectory_id
    reveal_id = ask(world, trajectory_id)
    confirm(world, reveal_id)
    return trajectory_id, reveal_id


def sweep(world: World) -> None:
    job = world.job()
    with as_(job) as at:
        tell_of_opening(world.organisation_id, job, at)


def test_two_coordinators_open_name_and_address_and_nothing_else(world: World) -> None:
    _trajectory, reveal_id = opened(world, address="0612345678")
    for name in ("Petra", "Dirk"):
        card = read(world, reveal_id, name)
        assert (card.name, card.channel, card.address) == ("Yara", "call", "0612345678")
    with as_(world["Petra"].actor):
        assert queries.open_requests(world["Petra"].actor) == ()


def test_one_alone_opens_nothing(world: World) -> None:
    reveal_id = ask(world, supported(world).trajectory_id)
    with pytest.raises(NotAllowed):
        read(world, reveal_id, "Petra")
    with pytest.raises(NotAllowed):
        confirm(world, reveal_id, by="Petra")
    assert fetch("select sealed from support_reveal where id = %s", reveal_id) == [(b"",)]


def test_the_database_too_refuses_the_same_person_twice(world: World) -> None:
    """Past the application: whoever asked cannot write a second yes, not even in somebody else's name."""
    reveal_id = ask(world, supported(world).trajectory_id)
    for second in (world["Petra"].id, world["Dirk"].id):
        with as_(world["Petra"].actor) as at:
            values = {"confirmed_by": second, "confirmed_at": at, "ends_at": at + OPEN_FOR}
            assert Reveal.objects.filter(pk=reveal_id).update(**values) == 0


def test_the_database_too_refuses_a_yes_for_somebody_else_or_for_longer(world: World) -> None:
    reveal_id = ask(world, supported(world).trajectory_id)
    dirk = world["Dirk"]
    for second, hours in ((uuid4(), 1), (dirk.id, 2)):
        with pytest.raises(ProgrammingError), as_(dirk.actor) as at:
            values = {"confirmed_by": second, "confirmed_at": at, "ends_at": at + timedelta(hours=hours)}
            Reveal.objects.filter(pk=reveal_id).update(**values)


def test_nobody_but_the_two_sees_it(world: World) -> None:
    third = world.person("Tess", "coordinator")
    _trajectory, reveal_id = opened(world)
    for somebody in (third, world["Noor"], world["Marco"], world["Hanna"], world["Anton"]):
        with pytest.raises(NotAllowed):
            read(world, reveal_id, somebody.name)
        with as_(somebody.actor):
            assert not Reveal.objects.exists()


def test_after_an_hour_there_is_nothing_also_for_the_database(world: World, clock: Clock) -> None:
    _trajectory, reveal_id = opened(world)
    clock.forward(minutes=59)
    assert read(world, reveal_id, "Dirk").name == "Yara"
    clock.forward(minutes=1)
    for name in ("Petra", "Dirk"):
        with pytest.raises(NotAllowed):
            read(world, reveal_id, name)
        with as_(world[name].actor):
            assert not Reveal.objects.exists()
    sweep(world)
    assert fetch("select sealed from support_reveal where id = %s", reveal_id) == [(b"",)]


def test_who_confirms_too_late_confirms_nothing(world: World, clock: Clock) -> None:
    trajectory_id = supported(world).trajectory_id
    reveal_id = ask(world, trajectory_id)
    clock.forward(minutes=60)
    with pytest.raises(NotAllowed):
        confirm(world, reveal_id)
    sweep(world)
    assert fetch(ROWS, world.organisation_id) == [(0,)]
    confirm(world, ask(world, trajectory_id, by="Dirk"), by="Petra")


def left_out(world: World, *names: str) -> UUID:
    """Somebody who is supported and would rather not go through these coordinators."""
    trajectory_id = supported(world).trajectory_id
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update support_trajectory set hidden_from = %s where id = %s",
            [[world[name].id for name in names], trajectory_id],
        )
    return trajectory_id


def test_a_coordinator_who_was_left_out_stays_out(world: World) -> None:
    world.person("Tess", "coordinator")
    trajectory_id = left_out(world, "Dirk")
    with pytest.raises(NobodyByTheseWords):
        ask(world, trajectory_id, by="Dirk")
    reveal_id = ask(world, trajectory_id)
    with pytest.raises(NotAllowed):
        confirm(world, reveal_id, by="Dirk")
    with as_(world["Dirk"].actor):
        assert queries.openings(world["Dirk"].actor) == ()
    confirm(world, reveal_id, by="Tess")


def test_without_a_second_coordinator_it_stays_closed(world: World) -> None:
    with pytest.raises(TooFewToOpen):
        ask(world, left_out(world, "Dirk"))
    assert fetch(ROWS, world.organisation_id) == [(0,)]


@pytest.mark.parametrize("by", ["Noor", "Marco", "Hanna", "Anton", "Yara"])
def test_only_a_coordinator_asks(world: World, by: str) -> None:
    with pytest.raises(NotAllowed):
        ask(world, supported(world).trajectory_id, by=by)


def test_words_of_nobody_of_a_request_and_of_elsewhere_are_all_the_same(world: World) -> None:
    searching = proposed(world)[0].trajectory_id
    elsewhere = supported(make_world()).trajectory_id
    petra = world["Petra"].actor
    for words in ("geen woorden", words_of(searching), words_of(elsewhere), ""):
        with pytest.raises(NobodyByTheseWords), as_(petra) as at:
            ask_to_open(spoken_name=words, reason=Danger.TO_OTHER, by=petra, at=at)


def test_asking_twice_asks_once(world: World) -> None:
    trajectory_id = supported(world).trajectory_id
    ask(world, trajectory_id)
    with pytest.raises(NotNow):
        ask(world, trajectory_id, by="Dirk")
    assert fetch(ROWS, world.organisation_id) == [(1,)]


def test_two_at_once_make_one_question_and_one_yes(world: World) -> None:
    world.person("Tess", "coordinator")
    trajectory_id = supported(world).trajectory_id
    assert sorted(at_once(lambda: ask(world, trajectory_id), lambda: ask(world, trajectory_id, "Dirk"))) == [
        "NotNow",
        "done",
    ]
    ((reveal_id, asked_by),) = fetch("select id, asked_by from support_reveal where trajectory_id = %s", trajectory_id)
    others = [name for name in ("Petra", "Dirk", "Tess") if world[name].id != asked_by]
    assert sorted(at_once(*(lambda name=name: confirm(world, reveal_id, name) for name in others))) == [  # type: ignore[misc]
        "NotAllowed",
        "done",
    ]


def at_once(*doings: Callable[[], object]) -> list[str]:
    """Do these at the same moment, each with a connection of its own."""
    ready, results = threading.Barrier(len(doings)), []

    def run(doing: Callable[[], object]) -> None:
        try:
            ready.wait()
            doing()
            results.append("done")
        except (NotNow, NotAllowed) as problem:
            results.append(type(problem).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_every_step_stands_in_the_log_as_an_emergency(world: World) -> None:
    _trajectory, reveal_id = opened(world)
    read(world, reveal_id, "Dirk")
    petra, dirk = world["Petra"].actor.label, world["Dirk"].actor.label
    assert fetch(LINES, world.organisation_id) == [
        ("danger.asked", petra, True, "danger_to_self"),
        ("danger.confirmed", dirk, True, "danger_to_self"),
        ("danger.read", dirk, True, "danger_to_self"),
    ]


def seen_by(actor: Actor) -> list[tuple[str, str, bool]]:
    with as_(actor):
        return [(one.who, one.why, one.emergency) for one in queries.who_looked(actor) if one.emergency]


def test_whoever_it_is_about_sees_who_and_why(world: World) -> None:
    trajectory_id, _reveal = opened(world)
    code = world.code(trajectory_id)
    who = {one.partition(",")[0] for one, _why, _emergency in seen_by(code)}
    assert who == {"Petra", "Dirk"}
    with as_(code):
        (line,) = queries.opened_for_me(code, trajectory_id)
    assert set(line.who) == {"Petra", "Dirk"} and line.why


def test_whoever_has_private_mail_gets_a_neutral_one_once(world: World, clock: Clock) -> None:
    opened(world, channel="private_mail", address="yara@thuis.test")
    sweep(world)
    mails = "select count(*) from mail_outboxmail where organisation_id = %s and template = 'support/mail/opened.txt'"
    assert fetch(mails, world.organisation_id) == [(0,)]
    clock.forward(minutes=61)
    sweep(world)
    sweep(world)
    assert fetch(mails, world.organisation_id) == [(1,)]


def test_for_whoever_has_no_mail_a_coordinator_is_reminded_to_tell(world: World, clock: Clock) -> None:
    trajectory_id, _reveal = opened(world)
    clock.forward(minutes=61)
    sweep(world)
    sweep(world)
    petra = world["Petra"].actor
    with as_(petra) as at:
        (line,) = queries.worklist(petra)
        assert (line.kind, line.spoken_name) == ("tell", words_of(trajectory_id))
        assert line.due_at - at < timedelta(days=1)
        put_away(work_item_id=line.id, by=petra, at=at)
    sweep(world)
    with as_(petra):
        assert queries.worklist(petra) == ()


def test_a_supporter_calls_along_with_two_words_and_no_more(world: World) -> None:
    trajectory_id = supported(world).trajectory_id
    noor, petra = world["Noor"].actor, world["Petra"].actor
    with as_(noor) as at:
        assert call_along(trajectory_id=trajectory_id, by=noor, at=at)
        assert call_along(trajectory_id=trajectory_id, by=noor, at=at)
    with as_(petra):
        (line,) = queries.worklist(petra)
    assert (line.kind, line.spoken_name) == ("danger", words_of(trajectory_id))
    confirm(world, ask(world, trajectory_id))
    with as_(petra):
        assert queries.worklist(petra) == ()


def test_a_moment_that_is_planned_takes_no_call_away(world: World) -> None:
    trajectory_id = supported(world).trajectory_id
    noor, code = world["Noor"].actor, world.code(trajectory_id)
    with as_(noor) as at:
        call_along(trajectory_id=trajectory_id, by=noor, at=at)
    with as_(code) as at:
        plan_conversation(
            trajectory_id=trajectory_id, number=1, day=at.date() + timedelta(days=2), part="day", by=code, at=at
        )
    with as_(noor) as at:
        step_back(trajectory_id=trajectory_id, by=noor, at=at)
    with as_(world["Petra"].actor):
        assert "danger" in [line.kind for line in queries.worklist(world["Petra"].actor)]


def test_who_left_every_coordinator_out_has_nobody_looking_along(world: World) -> None:
    trajectory_id = left_out(world, "Petra", "Dirk")
    noor = world["Noor"].actor
    with as_(noor) as at:
        assert not call_along(trajectory_id=trajectory_id, by=noor, at=at)
    assert fetch("select 1 from support_workitem where trajectory_id = %s", trajectory_id) == []


@pytest.mark.parametrize("by", ["Sam", "Petra", "Marco"])
def test_only_the_supporter_calls_along(world: World, by: str) -> None:
    trajectory_id = supported(world).trajectory_id
    actor = world[by].actor
    with pytest.raises(NotAllowed), as_(actor) as at:
        call_along(trajectory_id=trajectory_id, by=actor, at=at)


def test_erasing_takes_the_opened_card_along(world: World) -> None:
    trajectory_id, reveal_id = opened(world)
    code = world.code(trajectory_id)
    with as_(code) as at:
        erase_support(trajectory_id=trajectory_id, by=code, at=at)
    assert fetch(ROWS, world.organisation_id) == [(0,)]
    with pytest.raises(NotAllowed):
        read(world, reveal_id, "Petra")


def test_a_yes_after_it_stopped_opens_nothing(world: World) -> None:
    trajectory_id = supported(world).trajectory_id
    reveal_id = ask(world, trajectory_id)
    with connections["owner"].cursor() as cursor, transaction.atomic(using="owner"):
        cursor.execute("update support_trajectory set state = 'stopped' where id = %s", [trajectory_id])
    with pytest.raises(NotNow):
        confirm(world, reveal_id)
