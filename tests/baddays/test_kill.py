"""
Web, worker and database are killed at random while people ask, say yes and erase, over real HTTP and real SMTP.

No accepted request is lost, no message goes out twice, every uncertain one is shown as such, and nothing is half. A
short run in every build; a long one by hand with `make chaos` (KRING_CHAOS_SECONDS, KRING_CHAOS_SEED).
"""

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from django.db import connections

from kring.foundation.jobs import SWEEPS, run_round
from kring.foundation.keys.sealing import open_key
from kring.foundation.mail import outbox
from kring.foundation.mail.models import OutboxMail
from kring.foundation.testing import World, as_, fetch, in_the_worker, make_world
from kring.foundation.testing_http import session_cookie
from kring.support import queries
from kring.support.domain.mails import About, Mail, about
from kring.support.models import Proposal, Trajectory, WorkItem
from kring.support.tests.test_journey import accept, ask, match
from tests.baddays.house import House, a_house
from tests.baddays.installation import living_in
from tests.baddays.people import Browser, NoAnswer, Said, somebody, supporter
from tests.baddays.unsure import a_while_later, die_at_the_next_mail, everyone, read, told

SECONDS = int(os.environ.get("KRING_CHAOS_SECONDS", "20"))
SEED = int(os.environ.get("KRING_CHAOS_SEED", "20261121"))
WORKER = [sys.executable, "-m", "kring", "worker"]
PLANTED = [sys.executable, str(Path(__file__).with_name("planted_worker.py"))]
ENOUGH = 6
SUPPORTERS = ("Noor", "Sam", "Iris", "Joop", "Kees", "Lena")


def settle(house: House, world: World) -> None:
    """Quiet: everything runs, the rounds of the next quarter of an hour come, and the queue runs empty."""
    house.letterbox.when_accepted = lambda: None
    house.await_web()
    house.end("worker")
    with living_in(house.there):
        # What the round for stalled jobs does, without waiting until it is sure that their worker is dead.
        with connections["owner"].cursor() as cursor:
            cursor.execute("update procrastinate_jobs set status = 'todo', worker_id = null where status = 'doing'")
        house.start("worker")
        for minutes in (0, 11, 22):
            fetch("update private.test_clock set shift = make_interval(mins => %s) returning 1", minutes)
            with in_the_worker():
                run_round(world.organisation_id, SWEEPS, "sweep")
            # A job that failed while the database was gone waits a real minute; here those minutes pass at once.
            fetch("update procrastinate_jobs set scheduled_at = null where status = 'todo' returning 1")
            deadline = time.monotonic() + 60
            while fetch("select 1 from procrastinate_jobs where status = 'todo' and scheduled_at is null limit 1"):
                house.tend()
                assert time.monotonic() < deadline, house.said()
                time.sleep(0.2)
            time.sleep(1)


def mail_problems(house: House) -> list[str]:
    """What is wrong with the mail: sent twice, sent and still waiting, or gone and never sent."""
    times = Counter(house.letterbox.got)
    states = {str(mail): state for mail, state in fetch("select id, state from mail_outboxmail")}
    found = [f"{mail} was sent {number} times" for mail, number in times.items() if number > 1]
    sent = {mail: states[mail] for mail in times if mail in states}
    found += [f"{mail} was sent and is {state}" for mail, state in sent.items() if state != "uncertain"]
    posted = [str(mail) for (mail,) in fetch("select id from private.test_posted")]
    found += [f"{mail} is gone and was never sent" for mail in posted if mail not in times and mail not in states]
    return found + [f"{mail} is still {state}" for mail, state in states.items() if state != "uncertain"]


def promise_problems(said: Said, world: World) -> list[str]:
    """Promises that were not kept."""
    found = []
    for code, name in said.asked.items():
        with as_(world.public):
            there = queries.trajectory_by_code(code)
        if code not in said.unsure and (there is None) is not (code in said.erased):
            found.append(f"{name}: {'lost' if there is None else 'erased, and there again'}")
    for question, name in said.accepted.items():
        rows = fetch(
            "select t.supporter_id = p.supporter_id, t.state from support_proposal p"
            " join support_trajectory t on t.id = p.trajectory_id where p.id = %s",
            UUID(question),
        )
        found += [f"{name} said yes and it is {row}" for row in rows if row != (True, "active")]
    return found


def halves(world: World) -> list[str]:
    """What is only half there."""
    wrong = {
        "a request without its key": "select t.id from support_trajectory t left join keys_datakey k"
        " on k.id = t.data_key_id where k.id is null",
        "a key of nothing": "select k.id from keys_datakey k where not exists(select from support_trajectory t"
        " where t.id = k.holder) and not exists(select from mail_outboxmail m where m.id = k.holder)",
        "support without conversations": "select t.id from support_trajectory t where t.state = 'active'"
        " and (select count(*) from support_conversation c where c.trajectory_id = t.id) <> 3",
        "support without a supporter": "select id from support_trajectory where (state = 'active')"
        " <> (supporter_id is not null)",
        "two questions at once": "select trajectory_id from support_proposal where state = 'open'"
        " group by 1 having count(*) > 1",
        "a request that nobody looks at": "select id from support_trajectory t where state = 'searching' and not"
        " exists(select from support_proposal p where p.trajectory_id = t.id and p.state = 'open')",
    }
    found = [f"{what}: {row}" for what, sql in wrong.items() for row in fetch(sql)]
    with as_(world.job()):
        for trajectory in Trajectory.objects.all():
            assert queries.card_of(trajectory)[0].address.endswith("@thuis.test")
    return found


def unshown(world: World) -> list[str]:
    """Uncertain mails that nobody is told of, and what is called unsure although it went (ADR 19)."""
    with as_(world.job()):
        rows = OutboxMail.objects.filter(state="uncertain", template__startswith="support/")
        letters = [open_key(row.data_key_id).open("mail", row.id, row.sealed) for row in rows]
        uncertain = {letter["about"] for letter in letters}
        cards = {row.pk: queries.card_of(row)[0] for row in Trajectory.objects.all()}
        told = {
            About(Mail(kind), trajectory, since).packed()
            for trajectory, card in cards.items()
            for kind, since in card.underway
        }
        asked = set(Proposal.objects.filter(state="open").values_list("pk", flat=True))
        work = set(WorkItem.objects.filter(kind="unsure").values_list("trajectory_id", flat=True))
        shown = Proposal.objects.filter(
            state="open", mail="unsure", trajectory__in=work, trajectory__question_unsure=True
        )
        told |= {About(Mail.QUESTION, pk).packed() for pk in shown.values_list("pk", flat=True)}
    still = {word for word in uncertain if (found := about(word)) and found.row in asked | cards.keys()}
    return [f"{word} is shown to nobody" for word in still - told] + [f"{word} went" for word in told - uncertain]


def kill_at_random(house: House, said: Said, lot: Random, seconds: int) -> None:
    """Something dies as soon as all works again; now and then the worker, just after a mail was accepted."""
    worst = Random(lot.random())

    def nasty() -> None:
        if worst.random() < 0.15:
            house.kill("worker")

    house.letterbox.when_accepted = nasty
    deck: list[str] = []
    begun = time.monotonic()
    # On a busy machine little happens in a short time: then it goes on a little longer.
    while (passed := time.monotonic() - begun) < seconds or (len(said.asked) < ENOUGH and passed < 4 * seconds):
        if not deck:
            deck = lot.sample(["web", "worker", "database"], 3)
        time.sleep(lot.uniform(1, 3))
        house.kill(deck.pop())
        house.await_web()


def live_through(house: House, world: World, said: Said, seconds: int, lot: Random) -> None:
    """People come and go while processes die."""
    enough, done = threading.Event(), threading.Event()
    helping = []
    for name in SUPPORTERS:
        browser = Browser(world.host, house.port, said, "192.0.2.1", session_cookie(world[name]))
        helping.append(threading.Thread(target=supporter, args=(browser, said, name, done)))
    asking = [threading.Thread(target=_one_after_another, args=(house, world, said, enough, n)) for n in range(3)]
    for thread in (*helping, *asking):
        thread.start()
    kill_at_random(house, said, lot, seconds)
    enough.set()
    house.letterbox.when_accepted = lambda: None
    while any(thread.is_alive() for thread in asking):
        house.tend()
        time.sleep(0.2)
    done.set()
    for thread in helping:
        thread.join()


def _one_after_another(house: House, world: World, said: Said, enough: threading.Event, number: int) -> None:
    lot, count = Random(SEED + number), 0
    while not enough.is_set():
        count += 1
        browser = Browser(world.host, house.port, said, f"198.51.{number}.{count % 250}")
        try:
            # Three figures on end look like a sentence with a number in it, and are no name.
            somebody(browser, said, f"P{number}x{count // 90}y{count % 90}", lot)
        except NoAnswer:
            return


def a_world(house: House) -> World:
    with living_in(house.there):
        world = make_world(load_cap=100)
        for name in SUPPORTERS[2:]:
            world.person(name, "supporter", unit=world.other_ward)
        return world


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """One house for what dies in it; each test has an organisation of its own."""
    with a_house(WORKER) as there:
        yield there


def test_nothing_accepted_is_lost_and_nothing_is_sent_twice(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    said, lot, world = Said(), Random(SEED), a_world(house)
    with living_in(house.there):
        live_through(house, world, said, SECONDS, lot)
    settle(house, world)
    with living_in(house.there):
        problems = mail_problems(house) + promise_problems(said, world) + halves(world) + unshown(world)
        uncertain = len(fetch("select id from mail_outboxmail where state = 'uncertain'"))
    with capsys.disabled():
        sys.stdout.write(
            f"\nseed {SEED}, {SECONDS} s: killed {house.restarts}; asked {len(said.asked)}, erased {len(said.erased)},"
            f" said yes {len(said.accepted)}, mails {len(house.letterbox.got)}, uncertain {uncertain}; answers"
            f" {dict(said.statuses)}, broken off {said.lost_connections}\n"
        )
    assert problems == []
    assert said.gave_up == []
    assert 500 not in said.statuses
    assert len(said.asked) >= ENOUGH and sum(house.restarts.values()) > 3, "something must have happened"


def test_a_mail_that_was_killed_over_is_shown_to_whom_it_concerns_and_never_sent_again(house: House) -> None:
    """The mail arrived and Kring does not know that: whoever it concerns reads so until somebody answers."""
    said, world, before = Said(), a_world(house), len(house.letterbox.got)
    died = die_at_the_next_mail(house)
    somebody(Browser(world.host, house.port, said, "192.0.2.1"), said, "Yara", Random(0))
    assert died.wait(60), house.said()
    with living_in(house.there):
        ((asked, question),) = fetch(
            "select supporter_id, id::text from support_proposal where state = 'open' and organisation_id = %s",
            world.organisation_id,
        )
    (name,) = [name for name, one in world.people.items() if one.id == asked]
    assert told(everyone(house, world, said, name)) == set(), "not yet"

    a_while_later(house, world)
    people = everyone(house, world, said, name)
    assert told(people) == {"asker", "coordinator"}
    assert "of onze mail over deze vraag" in read(people["supporter"], "/gesprekken/")

    died = die_at_the_next_mail(house)
    yes = {"answer": "yes", **people["supporter"].form(f"/gesprekken/vraag/{question}/")}
    _status, to, _page = people["supporter"].until("POST", f"/gesprekken/vraag/{question}/", yes)
    assert died.wait(60), house.said()
    assert told(people) == set(), "the answer is there"

    a_while_later(house, world)
    people = everyone(house, world, said, name)
    assert told(people) == {"asker"}
    assert "Stuur er zelf een" in read(people["supporter"], to.removesuffix("eerst/"))
    with living_in(house.there):
        states = "select state from mail_outboxmail where organisation_id = %s"
        assert fetch(states, world.organisation_id) == [("uncertain",), ("uncertain",)]
    assert len(house.letterbox.got) == len(set(house.letterbox.got)) == before + 2


def test_a_worker_that_sends_before_its_claim_is_committed_is_noticed() -> None:
    """The control: it dies as its first mail is accepted, and the check says that one was sent twice."""
    with a_house(PLANTED) as house:
        world = a_world(house)
        died = threading.Event()

        def die_once() -> None:
            if not died.is_set():
                died.set()
                house.kill("worker")

        house.letterbox.when_accepted = die_once
        with living_in(house.there), as_(world.public) as at:
            here = {"organisation_id": world.organisation_id, "language": "nl", "at": at, "site": "http://x.test"}
            outbox.post("support/mail/found.txt", to="yara@thuis.test", **here)
        assert died.wait(60), house.said()
        settle(house, world)
        with living_in(house.there):
            assert [problem for problem in mail_problems(house) if "sent 2 times" in problem]


def test_an_uncertain_mail_that_nobody_is_told_of_would_be_noticed(world: World) -> None:
    """The check itself: uncertain and not shown, and shown although it went."""
    ask(world)
    match(world)
    assert unshown(world) == []
    fetch(
        "update mail_outboxmail set state = 'uncertain' where organisation_id = %s returning 1", world.organisation_id
    )
    assert [problem.split()[1:] for problem in unshown(world)] == [["is", "shown", "to", "nobody"]]
    accept(world)
    assert [problem.split()[1:] for problem in unshown(world)] == [["went"]], "the mail that somebody was found waits"


def test_a_lost_request_would_be_noticed(world: World) -> None:
    """The check itself: a code that was handed out and opens nothing, and an erased one that opens something."""
    said = Said(asked={"1234567890123456": "Yara"})
    assert promise_problems(said, world) == ["Yara: lost"]
