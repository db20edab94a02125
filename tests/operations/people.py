"""People who ask, over real HTTP, and do not give up."""

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from html import unescape
from random import choice
from urllib.parse import urlencode
from uuid import uuid4

AWAY = "even niet bereikbaar"
PATIENT_SECONDS = 40


@dataclass
class Answer:
    """What came back."""

    status: int
    words: str
    location: str


@dataclass
class Visitor:
    """A browser without a screen: a host name, cookies, and whichever web server it is sent to."""

    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = field(default_factory=lambda: f"10.{uuid4().int % 250}.{uuid4().int % 250}.{uuid4().int % 250}")

    def get(self, port: int, path: str) -> Answer:
        """Open a page."""
        return self._send(port, "GET", path, None)

    def post(self, port: int, path: str, fields: dict[str, str | list[str]]) -> Answer:
        """Send a form that was opened before."""
        return self._send(port, "POST", path, urlencode(fields, doseq=True))

    def _send(self, port: int, method: str, path: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {
            "Host": self.host,
            "X-Forwarded-For": self.address,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            words = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return Answer(response.status, words, response.headers.get("Location", ""))


def hidden(page: str, name: str) -> str:
    """The value of a field that nobody sees."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'value="([^"]*)"[^>]*name="{name}"', page
    )
    assert found, f"no field {name} on: {page[:600]}"
    return unescape(found[1])


@dataclass
class Asked:
    """Somebody whose request was answered with a code."""

    visitor: Visitor
    words: str
    """The two words that name the request aloud; they stand on its own page alone."""
    code: str


def ask(visitor: Visitor, ports: list[int], trouble: list[str]) -> Asked:
    """
    Ask for a colleague: open the form in one group, send it to the other, read the code in the first again.

    What goes wrong on the way is noted, and the same form is sent again, as a person would.
    """
    name = "Lot" + "".join(choice("aeioulmnrst") for _ in range(9))
    here, there = ports
    page = _patiently(lambda: visitor.get(here, "/praten/"), 200, trouble)
    form: dict[str, str | list[str]] = {
        "csrfmiddlewaretoken": hidden(page.words, "csrfmiddlewaretoken"),
        "token": hidden(page.words, "token"),
        "name": name,
        "channel": "call",
        "address": "06 1234 5678",
        "windows": ["day", "evening", "night", "weekend"],
    }
    sent = _patiently(lambda: visitor.post(there, "/praten/", form), 302, trouble)
    receipt = _patiently(lambda: visitor.get(here, sent.location), 200, trouble)
    code = "".join(re.findall(r'k-code__group">(\d{4})<', receipt.words))
    assert len(code) == 16, plain(receipt.words)[:2000]
    return Asked(visitor, spoken(receipt.words), code)


def spoken(page: str) -> str:
    """The two words on a page."""
    found = re.search(r'<span translate="no">([^<]+)</span>', page)
    assert found, plain(page)[-1500:]
    return unescape(found[1])


def plain(page: str) -> str:
    """The words of a page, without the marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _patiently(send, status: int, trouble: list[str]) -> Answer:  # type: ignore[no-untyped-def]
    until = time.monotonic() + PATIENT_SECONDS
    while True:
        try:
            answer = send()
        except (OSError, http.client.HTTPException) as problem:
            trouble.append(type(problem).__name__)
        else:
            if answer.status == status:
                return answer  # type: ignore[no-any-return]
            said = AWAY if AWAY in answer.words else plain(answer.words)[-1500:]
            trouble.append(f"{answer.status} {said}")
        assert time.monotonic() < until, f"no answer for {PATIENT_SECONDS} seconds: {trouble[-3:]}"
        time.sleep(0.2)


class Crowd:
    """Several people at once who go on asking until they are told to stop."""

    def __init__(self, hosts: list[str], ports: list[int]) -> None:
        self.asked: list[Asked] = []
        self.trouble: list[str] = []
        self.failed: list[BaseException] = []
        self._enough = threading.Event()
        ways = [ports, ports[::-1]]
        self._threads = [
            threading.Thread(target=self._go_on, args=(host, way), daemon=True) for host in hosts for way in ways
        ]

    def start(self) -> None:
        """Let them in."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Everybody finishes what they began."""
        self._enough.set()
        for thread in self._threads:
            thread.join(60)

    def count(self, host: str = "") -> int:
        """How many were answered so far."""
        return sum(not host or one.visitor.host == host for one in self.asked)

    def _go_on(self, host: str, ports: list[int]) -> None:
        try:
            while not self._enough.is_set():
                self.asked.append(ask(Visitor(host), ports, self.trouble))
        except BaseException as problem:  # seen by the test, not lost in a thread
            self.failed.append(problem)
