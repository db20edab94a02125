"""
Nonsense on every page: addresses, questions, forms, files, headers and bodies that nobody would send by accident.

Never a broken page (500), never a traceback, never a header of the sender's making. Bounded here; by hand with
`KRING_EXAMPLES=200`.
"""

import html
import os
import re
import uuid
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kring.foundation.testing import Clock
from kring.portal.views import about
from tests.access.lived import Lived, live, visitors
from tests.access.test_pages import LISTED, PAGES, expected

EXAMPLES = int(os.environ.get("KRING_EXAMPLES", "2"))
NASTY = [
    *("", " ", "\x00", "a\x00b", "x" * 5_000, "é" * 300, "²", "٣", "İ", "\u202eabc", "👩‍⚕️", "\ufeff", "\u2028"),
    *("-1", "0", "1", "4", "999999999999999999999999", "1e309", "NaN", "1.5", "0x10", "1_000", "+31", "%s%n%x"),
    *("2026-13-45", "0001-01-01", "9999-12-31", "-2026-01-01", "24:00", "23:59:60", "2026-W60", "29-02-2027"),
    *("' or 1=1 --", '"; drop table x; --', "{{7*7}}", "{% debug %}", "${7*7}", "<script>alert(1)</script>"),
    *("../../etc/passwd", "..%2f..%2f", "file:///etc/passwd", "javascript:alert(1)", "//elsewhere.test/", "\\\\x"),
    *("a\r\nSet-Cookie: stolen=1", "None", "null", "true", "[]", '{"a": 1}', str(uuid.UUID(int=0)), "coordinator"),
]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
PLAIN = VALUES.filter(lambda text: not re.search("[\ud800-\udfff]", text))
HEADERS = [
    *("HTTP_ACCEPT_LANGUAGE", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_HX_REQUEST", "HTTP_REFERER"),
    *("HTTP_HX_CURRENT_URL", "HTTP_USER_AGENT", "HTTP_COOKIE", "HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE"),
    *("HTTP_IF_NONE_MATCH", "HTTP_ACCEPT", "HTTP_ORIGIN", "HTTP_HX_TARGET", "HTTP_X_HTTP_METHOD_OVERRIDE"),
]
Scene = tuple[Lived, dict[str, Client]]
SLOW = {"portal:document_file"}  # makes a pdf each time


@pytest.fixture(scope="module")
def scene() -> Iterator[tuple[Lived, dict[str, Client]]]:
    """An organisation in which everything happened, and browsers that do not stop at an error."""
    Clock()
    it = live()
    browsers = visitors(it)
    for browser in browsers.values():
        browser.raise_request_exception = False
    yield it, browsers


def insider(name: str, browsers: dict[str, Client]) -> Client:
    """A browser of somebody who comes in here."""
    for who, browser in browsers.items():
        if expected(name, who) == "in":
            return browser
    return browsers["coordinator"]


def fields_of(page: HttpResponse) -> list[str]:
    """The names of what a page lets people fill in."""
    found = re.findall(r'name="([\w.\-]+)"', page.content.decode(errors="replace"))
    return [name for name in dict.fromkeys(found) if name != "csrfmiddlewaretoken"]


def wrong(response: Any) -> str:
    """What is wrong with an answer; empty when nothing is."""
    if response.status_code >= 500:
        problem = response.exc_info[1] if getattr(response, "exc_info", None) else ""
        return f"{response.status_code} {problem!r}"
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if b"Traceback (most recent call last)" in body:
        return "a traceback"
    if "stolen" in response.cookies or "elsewhere.test" in response.headers.get("Location", "").split("?")[0]:
        return "a header of the sender's making"
    return ""


@pytest.mark.parametrize("name", [name for name in PAGES if name not in SLOW])
def test_nonsense_breaks_no_page(scene: Scene, name: str) -> None:
    it, browsers = scene
    known = {part: it.keys.get(str(value), value) for part, value in LISTED.get(name, {}).get("with", {}).items()}
    path, browser = reverse(name, kwargs=known), insider(name, browsers)
    fields = fields_of(browser.get(path)) or ["q", "next", "name"]

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(
        typed=st.dictionaries(st.sampled_from([*fields, "token", "next", "stap"]), st.lists(PLAIN, max_size=3)),
        asked=st.dictionaries(st.sampled_from(["q", "next", "weg", "page", "taal", fields[0]]), PLAIN, max_size=3),
        sent=st.dictionaries(st.sampled_from(HEADERS), VALUES.map(_as_header), max_size=3),
    )
    def tried(typed: dict[str, list[str]], asked: dict[str, str], sent: dict[str, str]) -> None:
        assert wrong(browser.get(path, asked, **sent)) == ""
        if name not in ("account_logout", "account_leave"):
            assert wrong(browser.post(path, typed, **sent)) == ""

    tried()


def _as_header(text: str) -> str:
    return re.sub(r"[\r\n\x00]", " ", text).encode("latin-1", "replace").decode("latin-1")[:4000]


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if "<str:" in page.address])
@settings(max_examples=EXAMPLES * 3, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(text=PLAIN.filter(lambda text: text.strip("/.") and "/" not in text))
def test_nonsense_in_an_address_breaks_nothing(scene: Scene, name: str, text: str) -> None:
    _it, browsers = scene
    path = re.sub(r"<\w+:\w+>", "\0", PAGES[name].address)
    for method in ("get", "post"):
        assert wrong(getattr(browsers["public"], method)(path.replace("\0", text))) == ""


BODIES = {
    "not multipart at all": (b"nothing", "multipart/form-data; boundary=x"),
    "a boundary that never comes": (b"--x\r\n\r\na\r\n", "multipart/form-data; boundary=y"),
    "no boundary": (b"--x", "multipart/form-data"),
    "bytes that are no text": (b"name=%ff%fe&address=%00", "application/x-www-form-urlencoded"),
    "an unknown encoding": (b"name=a", "application/x-www-form-urlencoded; charset=nonsense"),
    "too many fields": (b"&".join(b"a%d=1" % n for n in range(300)), "application/x-www-form-urlencoded"),
    "too large": (b"name=" + b"x" * 300_000, "application/x-www-form-urlencoded"),
    "json": (b'{"name": ["a"]}', "application/json"),
    "xml with an entity": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "text/xml"),
    "nothing": (b"", ""),
}  # fmt: skip


@pytest.mark.parametrize("what", BODIES)
@pytest.mark.parametrize("name", ["support:ask", "support:code", "events:report", "account_login", "ui:language"])
def test_a_body_that_is_no_form_breaks_nothing(scene: Scene, name: str, what: str) -> None:
    body, kind = BODIES[what]
    answer = scene[1]["public"].generic("POST", reverse(name), body, content_type=kind)
    assert wrong(answer) == ""
    assert answer.status_code < 500


FILES = {
    "empty.csv": b"",
    "zeros.csv": b"\0" * 5000,
    "half.xlsx": b"PK\x03\x04" + b"\xff" * 500,
    "no-text.csv": bytes(range(256)) * 20,
    "wide.csv": b";".join([b"a"] * 5000) + b"\n",
    "formula.csv": b"Personeelsnummer;Naam\n1;=cmd|' /C calc'!A0\n",
    "quotes.csv": b'"' * 1001,
    "../../passwd.csv": b"a;b\n1;2\n",
    "utf16.csv": "Personeelsnummer;Naam\n1;Jo\n".encode("utf-16"),
    "bomb.xlsx": b"",
}


@pytest.mark.parametrize("named", FILES)
def test_a_file_that_is_no_list_of_people_breaks_nothing(scene: Scene, named: str) -> None:
    browser, path = scene[1]["administrator"], reverse("people:import_upload")
    fields = fields_of(browser.get(reverse("people:import")))
    data = _bomb() if named == "bomb.xlsx" else FILES[named]
    for name in fields or ["file"]:
        assert wrong(browser.post(path, {name: SimpleUploadedFile(named, data)})) == ""
    assert wrong(browser.get(reverse("people:import"))) == ""


def _bomb() -> bytes:
    """A small archive that becomes large."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return packed.getvalue()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "head"])
def test_other_methods_change_nothing_and_break_nothing(scene: Scene, method: str) -> None:
    _it, browsers = scene
    for path in ("/", "/praten/", "/mijn/code/", "/inloggen/"):
        answer = getattr(browsers["public"], method)(path)
        assert answer.status_code < 500


@pytest.mark.parametrize("path", ["/", "/praten/", "/inloggen/", "/bestaat-niet/"])
def test_every_answer_refuses_frames_sniffing_and_other_sites(scene: Scene, path: str) -> None:
    headers = scene[1]["public"].get(path).headers
    assert headers["X-Frame-Options"] == "DENY" and headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == headers["Referrer-Policy"] == "same-origin"


def test_a_page_that_breaks_is_noticed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: one view that cannot bear a letter."""

    def breaking(*args: Any, **values: Any) -> Any:
        raise ValueError("Traceback")

    monkeypatch.setattr(about, "render_page", breaking)
    answer = scene[1]["public"].get("/over/", {"q": "é"})
    assert wrong(answer).startswith("500 ValueError")
    assert "ValueError" not in html.unescape(answer.content.decode())
