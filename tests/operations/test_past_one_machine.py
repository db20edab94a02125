"""
Past one machine: two groups of web processes, a pooler in transaction mode, a worker, a server and its hot standby.

One story in steps, because the first server dies in the middle and is not coming back.
"""

import re
import time
from collections import Counter

import psycopg

from tests.journeys.mail import Letterbox

from .clusters import Cluster, wait_until
from .people import AWAY, Asked, Crowd, Visitor, ask, hidden, spoken
from .site import Site

BEFORE, AFTER = 6, 6
"""At least so many requests are answered before the server dies, and after."""


def missing(cluster: Cluster, answered: int) -> int:
    """How many requests that people got a code for are not there."""
    return answered - int(cluster.ask("select count(*) from support_trajectory", database="kring"))


def come_back(asked: Asked, port: int) -> str:
    """Come back with the code, on another machine, in another browser."""
    fresh = Visitor(asked.visitor.host)
    page = fresh.get(port, "/mijn/code/")
    form: dict[str, str | list[str]] = {
        "csrfmiddlewaretoken": hidden(page.words, "csrfmiddlewaretoken"),
        "code": asked.code,
    }
    sent = fresh.post(port, "/mijn/code/", form)
    assert sent.status == 302, re.sub(r"<[^>]+>|\s+", " ", sent.words)
    return fresh.get(port, sent.location).words


def two_organisations_through_one_server_connection(site: Site) -> None:
    """All web processes share one server connection here; every page is of the one whose page it is."""
    crowd = Crowd([organisation["host"] for organisation in site.organisations], site.ports)
    crowd.start()
    wait_until(lambda: crowd.failed or crowd.count() >= BEFORE, "people ask")
    crowd.stop()

    assert (crowd.failed, crowd.trouble) == ([], [])
    for one in crowd.asked:
        assert spoken(one.visitor.get(site.ports[0], "/mijn/").words) == one.words
    for organisation in site.organisations:
        kept = "select count(*) from support_trajectory where organisation_id = %s"
        assert site.first.ask(kept, organisation["id"], database="kring") == crowd.count(organisation["host"])


def a_session_and_a_code_work_in_either_group(site: Site) -> None:
    here, there = site.ports
    organisation = site.organisations[0]
    coordinator = Visitor(organisation["host"], {"kring": organisation["coordinator"]})
    asked = ask(Visitor(organisation["host"]), [here, there], [])

    assert [coordinator.get(port, "/coordinatie/").status for port in (here, there, here)] == [200, 200, 200]
    assert all(spoken(come_back(asked, port)) == asked.words for port in (here, there))


def the_server_dies_while_people_ask_and_nothing_is_lost(site: Site) -> None:
    site.pooler.point_to(site.first, pool=4)
    crowd = Crowd([organisation["host"] for organisation in site.organisations], site.ports)
    already = int(site.first.ask("select count(*) from support_trajectory", database="kring"))
    crowd.start()
    wait_until(lambda: crowd.failed or crowd.count() >= BEFORE, "people ask")

    site.first.kill()
    time.sleep(1)  # people notice
    site.second.promote()
    site.pooler.point_to(site.second, pool=4)
    before = crowd.count()
    wait_until(lambda: crowd.failed or crowd.count() >= before + AFTER, "people go on asking", 40)
    crowd.stop()

    assert crowd.failed == []
    assert missing(site.second, already + crowd.count()) <= 0, "every answered request is there"
    told = Counter(crowd.trouble)
    assert any(AWAY in words for words in told), told
    assert all(words.startswith("503") and AWAY in words for words in told), told
    for number, one in enumerate(crowd.asked):
        assert spoken(one.visitor.get(site.ports[number % 2], "/mijn/").words) == one.words
    assert all(spoken(come_back(one, site.ports[1])) == one.words for one in (crowd.asked[0], crowd.asked[-1]))


def each_job_ran_once(site: Site, post: Letterbox) -> None:
    """Every waiting request is asked to one supporter at a time, who gets one letter for it."""

    def settled() -> bool:
        # A mail whose job met the dying server is tried again some minutes later; until then it is kept.
        todo = "select count(*) from procrastinate_jobs where queue_name in ('matching', 'mail') and status = 'todo'"
        todo += " and coalesce(scheduled_at, now()) <= now()"
        waiting = "select count(*) from support_trajectory t where state = 'searching' and not exists"
        waiting += " (select from support_proposal p where p.trajectory_id = t.id)"
        return not site.second.ask(todo, database="kring") and not site.second.ask(waiting, database="kring")

    wait_until(settled, "the worker catches up", 60)
    time.sleep(1)
    twice = "select count(*) from (select from support_proposal where state = 'open'"
    twice += " group by trajectory_id having count(*) > 1) as both_asked"
    asked = site.second.ask("select count(*) from support_proposal", database="kring")
    letters = Counter(letter.to for letter in post.letters if letter.to.endswith("@voorbeeld.test"))
    per = "select json_object_agg(mail, asked) from (select a.mail, count(*) as asked from support_proposal p"
    per += " join supporters_availability a on a.supporter_id = p.supporter_id group by a.mail) as each_one"
    questions = Counter(site.second.ask(per, database="kring"))
    unsure = site.second.ask("select count(*) from mail_outboxmail", database="kring")

    assert site.second.ask(twice, database="kring") == 0
    assert asked > 0
    assert letters <= questions, "none twice"
    assert asked <= letters.total() + unsure, "none lost: what was not sent, or is unsure, is kept"


def without_waiting_for_the_standby_the_check_notices(site: Site) -> None:
    """The control: the same check on a standby that the leader does not wait for."""
    third = Cluster(site.home / "third")
    try:
        third.follow(site.second)
        third.cut_the_line()
        here = site.organisations[0]["host"]
        ask(Visitor(here), site.ports, [])
        answered = int(site.second.ask("select count(*) from support_trajectory", database="kring"))
        site.second.kill()
        third.promote()

        assert missing(third, answered) == 1
    finally:
        third.server.stop()
        site.second.start()


def what_a_session_remembers_reaches_the_next_client(site: Site, *, local: bool) -> None:
    """The control of the pooling: a context for the session, instead of for the transaction, would be seen."""
    site.pooler.point_to(site.second, pool=1)
    with psycopg.connect(site.pooler.address(), autocommit=True) as one, one.transaction():
        one.execute("select set_config('kring.ctx', 'left behind', %s)", [local])
    with psycopg.connect(site.pooler.address(), autocommit=True) as other:
        row = other.execute("select coalesce(current_setting('kring.ctx', true), '')").fetchone()
        other.execute("reset kring.ctx")

    assert row == ("" if local else "left behind",)


def test_past_one_machine_nothing_is_lost_or_seen_by_others(site: Site, post: Letterbox) -> None:
    two_organisations_through_one_server_connection(site)
    a_session_and_a_code_work_in_either_group(site)
    the_server_dies_while_people_ask_and_nothing_is_lost(site)
    each_job_ran_once(site, post)
    without_waiting_for_the_standby_the_check_notices(site)
    what_a_session_remembers_reaches_the_next_client(site, local=True)
    what_a_session_remembers_reaches_the_next_client(site, local=False)
