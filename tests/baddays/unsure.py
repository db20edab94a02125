"""Who reads that a mail may not have arrived, when the worker is killed after the mail server's yes."""

import re
import threading
import time
from html import unescape

from django.db import connections

from kring.foundation.jobs import SWEEPS, run_round
from kring.foundation.testing import World, fetch, in_the_worker
from kring.foundation.testing_http import session_cookie
from tests.baddays.house import House
from tests.baddays.installation import living_in
from tests.baddays.people import Browser, Said

MAYBE = "nze mail is misschien niet aangekomen"
STAFF = {"coordinator": "Petra", "administrator": "Anton", "manager": "Marco", "hr": "Hanna"}
PAGES = {
    "asker": "/mijn/",
    "supporter": "/gesprekken/",
    "coordinator": "/coordinatie/",
    "administrator": "/beheer/",
    "manager": "/mijn-team/",
    "hr": "/",
}


def die_at_the_next_mail(house: House) -> threading.Event:
    """As soon as the mail server has taken it, and before the worker hears so."""
    died = threading.Event()

    def once() -> None:
        if not died.is_set():
            died.set()
            house.kill("worker")

    house.letterbox.when_accepted = once
    return died


def a_while_later(house: House, world: World) -> None:
    """Sixteen minutes, in which the rounds come and the jobs of the dead worker are taken up again."""
    with living_in(house.there):
        with connections["owner"].cursor() as cursor:
            cursor.execute("update procrastinate_jobs set status = 'todo', worker_id = null where status = 'doing'")
        fetch("update private.test_clock set shift = shift + interval '16 minutes' returning 1")
        with in_the_worker():
            run_round(world.organisation_id, SWEEPS, "sweep")
        deadline = time.monotonic() + 60
        while fetch("select 1 from procrastinate_jobs where status in ('todo', 'doing') limit 1"):
            assert time.monotonic() < deadline, house.said()
            time.sleep(0.1)


def read(browser: Browser, path: str) -> str:
    _status, _to, page = browser.until("GET", path)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def everyone(house: House, world: World, said: Said, supporter: str) -> dict[str, Browser]:
    """Whoever asked with their code, the others signed in; no session outlives a quarter of an hour."""
    with living_in(house.there):
        cookies = {role: session_cookie(world[name]) for role, name in {**STAFF, "supporter": supporter}.items()}
    found = {role: Browser(world.host, house.port, said, "192.0.2.1", cookie) for role, cookie in cookies.items()}
    found["asker"] = Browser(world.host, house.port, said, "192.0.2.2")
    (code,) = said.asked
    found["asker"].until("POST", "/mijn/code/", {"code": code, **found["asker"].form("/mijn/code/")})
    return found


def told(people: dict[str, Browser]) -> set[str]:
    """Who reads that a mail may not have arrived."""
    pages = {role: read(one, PAGES[role]) for role, one in people.items()}
    assert all(pages.values()), "everyone has a page to read"
    return {role for role, page in pages.items() if MAYBE in page}
