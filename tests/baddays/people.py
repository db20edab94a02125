"""Simulated people with real HTTP: they ask, accept, erase, and try again when nobody answers, as people do."""

import http.client
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

PATIENCE = 90  # seconds that somebody keeps trying one form
_HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|token)"\s+value="([^"]+)"')
_CODE = re.compile(r"\b(\d{4})\D{0,30}?(\d{4})\D{0,30}?(\d{4})\D{0,30}?(\d{4})\b")


class NoAnswer(Exception):
    """Nothing that can be relied on came back."""


@dataclass
class Said:
    """What Kring promised: every one of these was answered with "accepted"."""

    asked: dict[str, str] = field(default_factory=dict)
    """Name by code."""
    erased: set[str] = field(default_factory=set)
    """Codes."""
    unsure: set[str] = field(default_factory=set)
    """Codes of who erased, and never read that it was done."""
    accepted: dict[str, str] = field(default_factory=dict)
    """Who said yes, by question."""
    statuses: Counter[int] = field(default_factory=Counter)
    lost_connections: int = 0
    gave_up: list[str] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)


class Browser:
    """One person's browser: cookies, forms, and an address of its own."""

    def __init__(self, host: str, port: int, said: Said, address: str, session: str = "") -> None:
        self._host, self._port, self._said, self._address = host, port, said, address
        self.cookies = {"kring": session} if session else {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where to go next, and the page. :raises NoAnswer: if the connection broke or it said 5xx"""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        headers = {"Host": f"{self._host}:{self._port}", "X-Forwarded-For": self._address}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            headers |= {"Origin": f"http://{self._host}:{self._port}"}
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode(form)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException) as problem:
            with self._said.guard:
                self._said.lost_connections += 1
            raise NoAnswer from problem
        finally:
            connection.close()
        with self._said.guard:
            self._said.statuses[answer.status] += 1
        if answer.status >= 500:
            raise NoAnswer(str(answer.status))
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), page

    def until(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """The same, trying again until something answers. :raises NoAnswer: after a long time"""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self.ask(method, path, form)
            except NoAnswer:
                if time.monotonic() > deadline:
                    with self._said.guard:
                        self._said.gave_up.append(f"{method} {path}")
                    raise
                time.sleep(0.3)

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the form on a page."""
        return dict(_HIDDEN.findall(self.until("GET", path)[2]))


def somebody(browser: Browser, said: Said, name: str, lot: Random) -> None:
    """Ask for a colleague; the same form again as long as nobody answers. Some erase it after a while."""
    held = browser.form("/praten/")
    wish = {"name": name, "channel": "private_mail", "address": f"{name.lower()}@thuis.test", "windows": "day", **held}
    status, _to, _page = browser.until("POST", "/praten/", wish)
    assert status == 302, status
    page = browser.until("GET", "/praten/code/")[2]
    found = _CODE.search(re.sub(r"<[^>]+>", " ", page))
    assert found is not None, page[:3000]
    code = "".join(found.groups())
    with said.guard:
        said.asked[code] = name
    if lot.random() < 0.35:
        time.sleep(lot.random() * 3)
        _erase(browser, said, code)


def _erase(browser: Browser, said: Said, code: str) -> None:
    held = browser.form("/mijn/stoppen/")
    _status, to, _page = browser.until("POST", "/mijn/stoppen/", {"what": "erase", **held})
    with said.guard:
        # Elsewhere: an earlier try, of which the answer got lost, left nothing to stop. Nobody was promised anything.
        (said.erased if to == "/mijn/klaar/" else said.unsure).add(code)


def supporter(browser: Browser, said: Said, name: str, stop: threading.Event) -> None:
    """Look every second, and say yes to every question."""
    while not stop.is_set():
        try:
            _status, _to, page = browser.ask("GET", "/gesprekken/")
            for question in dict.fromkeys(re.findall(r"/gesprekken/vraag/([0-9a-f-]{36})/", page)):
                held = browser.form(f"/gesprekken/vraag/{question}/")
                status, to, _page = browser.until("POST", f"/gesprekken/vraag/{question}/", {"answer": "yes", **held})
                if status == 302 and "/vraag/" not in to and to != "/gesprekken/":
                    with said.guard:
                        said.accepted[question] = name
        except NoAnswer:
            pass
        stop.wait(0.7)
