"""The guide on paper: made once, kept whole or not at all, accessible, and the same as the pages."""

import html
import json
import re
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import pytest
import typst
from django.db import connections
from django.test import Client

from kring.foundation.decision import NotAllowed
from kring.foundation.paper import FONTS, laid_out
from kring.foundation.testing import World, as_, fetch, in_the_worker
from kring.foundation.testing_http import opened, words
from kring.guide.actions import make_papers as making
from kring.guide.actions.ask_paper import ask_paper
from kring.guide.actions.make_papers import make_papers
from kring.guide.domain.making import MOST_TRIES, Step, Wanted, pages_in, percent, wrong_with
from kring.guide.queries import papers
from kring.guide.queries.book import book_of
from kring.guide.queries.editions import edition, editions
from kring.guide.tests.published import FIRST, OPERATOR, SECOND, emptied, publish, told
from kring.ui.contrast import contrast

HERE = "/handreiking/2026-1/care/pdf/?thema=groundwork"
WANTED = Wanted("2026-1", "care", "groundwork", "nl")
FILES = "select order_id, step, tries, length(file) from shared.guide_paper order by 1"


@pytest.fixture
def reader(world: World) -> Iterator[Client]:
    """Somebody who did not sign in, with one edition."""
    with emptied():
        publish(FIRST)
        yield Client(SERVER_NAME=world.host)


@contextmanager
def working() -> Iterator[None]:
    """As in the worker's own process: the connection apart is the worker's too."""
    web = connections["apart"]
    connections["apart"] = connections.create_connection("worker")
    try:
        with in_the_worker():
            yield
    finally:
        connections["apart"].close()
        connections["apart"] = web


def work() -> int:
    with working():
        return make_papers(by=OPERATOR)


def test_asked_made_and_saved_without_a_script(reader: Client) -> None:
    assert "Deze pdf is er nog niet" in words(reader.get(HERE))
    assert reader.get("/handreiking/2026-1/care/pdf/bestand/?thema=groundwork").status_code == 404
    busy = reader.post(HERE, follow=True)
    assert "Het wacht op zijn beurt" in words(busy) and "Kijk opnieuw" in words(busy)
    assert 'hx-trigger="every 2s"' in busy.content.decode()
    assert work() == 1
    done = reader.get(HERE)
    assert "Het is klaar" in words(done) and "every 2s" not in done.content.decode()
    file = reader.get("/handreiking/2026-1/care/pdf/bestand/?thema=groundwork")
    assert file.headers["Content-Type"] == "application/pdf"
    assert 'filename="handreiking-2026-1-care-groundwork-nl.pdf"' in file.headers["Content-Disposition"]
    assert f"{pages_in(file.content)} bladzijden" in words(done)


def test_whoever_asks_twice_or_at_once_gets_one_file(reader: Client, world: World) -> None:
    for _ in range(3):
        reader.post(HERE)
    with ThreadPoolExecutor(2) as both:
        assert sum(both.map(lambda _: _elsewhere(work), range(2))) == 1
    assert len(fetch(FILES)) == 1 and work() == 0


def test_what_is_asked_while_one_is_made_comes_along(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    real = making._laid_out

    def meanwhile(key: str, made: Any) -> bytes:
        if key == WANTED.key:
            assert _elsewhere(work) == 0  # one at a time
            _elsewhere(lambda: reader.post("/handreiking/2026-1/municipal/pdf/?thema=events"))
        return real(key, made)

    reader.post(HERE)
    monkeypatch.setattr(making, "_laid_out", meanwhile)
    assert work() == 2


def _elsewhere(what: Callable[[], Any]) -> Any:
    """In another process, so to say: with connections of its own."""

    def done() -> Any:
        try:
            return what()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        return other.submit(done).result()


def test_every_page_has_something_on_it(reader: Client, world: World) -> None:
    with as_(world.public):
        (this,) = map(edition, editions())
    made = book_of(WANTED, this, None)
    data = {"book": json.dumps(made.as_data(), default=str)}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    layout = making.LAYOUT
    pictures = typst.compile(layout, format="png", ppi=24, root=layout.parent, font_paths=fonts, sys_inputs=data)
    assert isinstance(pictures, list)
    assert len(pictures) == pages_in(laid_out(layout, "book", made.as_data(), made.day)) > 8
    blank = typst.compile(b'#set page(paper: "a4")\n#pagebreak()', format="png", ppi=24)
    assert isinstance(blank, list) and [_ink(picture) for picture in blank] == [0, 0]
    assert min(map(_ink, pictures)) > 500


def _ink(picture: bytes) -> int:
    """How much of a picture differs from what stands left of it or above it; nothing on a blank page."""
    width, at, packed = int.from_bytes(picture[16:20]), 8, b""
    while at < len(picture):
        length = int.from_bytes(picture[at : at + 4])
        packed += picture[at + 8 : at + 8 + length] if picture[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    raw, row = zlib.decompress(packed), 1 + 4 * width
    lines = [raw[start + 1 : start + row] for start in range(row, len(raw), row)]
    return sum(len(line) - line.count(0) for line in lines)


def test_every_colour_can_be_read() -> None:
    layout = making.LAYOUT.read_text(encoding="utf-8").partition("#let colours")[2].partition("#set document")[0]
    tones = re.findall(r'[\w"-]+: rgb\("(#[0-9a-f]{6})"\)', layout)
    assert len(tones) > 9
    assert [tone for tone in tones if contrast(tone, "#ffffff") < 4.5] == []


def test_killed_halfway_nothing_is_kept_and_the_next_round_makes_it(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def dies(key: str, made: Any) -> bytes:
        with working():
            making._tell(key, step=Step.LAYING_OUT, done=2, total=9)
        raise Killed

    reader.post(HERE)
    with monkeypatch.context() as broken:
        broken.setattr(making, "_laid_out", dies)
        with pytest.raises(Killed):
            work()
    assert fetch(FILES) == [(WANTED.key, "laying_out", 1, 0)]
    page = words(reader.get(HERE))
    assert "De bladzijden worden opgemaakt" in page and "2 seconden bezig" in page and "25 procent" in page
    assert work() == 1
    ((key, step, tries, size),) = fetch(FILES)
    assert (key, step, tries) == (WANTED.key, "ready", 2) and size > 10_000


def test_what_fails_is_tried_again_a_few_times_and_then_said(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.post(HERE)
    monkeypatch.setattr(making, "laid_out", lambda *_given: b"%PDF-1.7 half of it")
    for _ in range(MOST_TRIES):
        page = words(reader.get(HERE))
        assert "Het wacht op zijn beurt" in page and "seconden bezig" not in page
        assert work() == 0
    assert fetch(FILES) == [(WANTED.key, "failed", MOST_TRIES, 0)]
    assert "Het lukte deze keer niet" in words(reader.get(HERE))
    assert reader.get("/handreiking/2026-1/care/pdf/bestand/?thema=groundwork").status_code == 404


def test_a_layout_that_cannot_be_reached_in_time_fails_as_any_other(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_given: Any) -> bytes:
        raise TimeoutError("the disk with the fonts does not answer")

    reader.post(HERE)
    monkeypatch.setattr(making, "laid_out", late)
    assert work() == 0
    assert fetch(FILES) == [(WANTED.key, "waiting", 1, 0)]


def test_it_is_a_tagged_pdf_with_title_language_contents_and_bookmarks(reader: Client) -> None:
    publish(SECOND, lambda item: None if item.key == "plan-and-leadership" else item)
    wanted = Wanted("2026-2", "care", "groundwork", "en")
    reader.cookies["taal"] = "en"
    reader.post("/handreiking/2026-2/care/pdf/?thema=groundwork")
    assert work() == 1
    kept = papers.file(wanted)
    assert kept is not None
    found = opened(kept)
    assert found.startswith(b"%PDF-1.7") and b"/Marked true" in found and b"pdfuaid:part" in found
    assert b"/Lang(en)" in found and b"Guide to mental support at work: Hospitals and other care" in found
    for tag in (b"/S/Title", b"/S/H1", b"/S/H2", b"/S/H3", b"/S/P", b"/S/L", b"/S/Link", b"/S/TOC", b"/S/TOCI"):
        assert tag in found, tag
    assert found.count(b"/Outlines") and b"What changed" in found and b"Register" in found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_on_paper_stands_on_the_pages(reader: Client, world: World, language: str) -> None:
    told("mix-of-measures", again=8, total=12)
    publish(SECOND)
    reader.cookies["taal"] = language
    with as_(world.public):
        (this, before) = map(edition, editions())
        made = book_of(Wanted("2026-2", "care", "groundwork", language), this, before)
    measures = [one for chapter in made.chapters for one in chapter.measures]
    assert len(measures) > 5
    for one in measures:
        answer = reader.get(f"/handreiking/2026-2/care/groundwork/{one.key}/")
        page = words(answer) + " ".join(re.findall(r'href="(https[^"]+)"', html.unescape(answer.content.decode())))
        said = [text for text in _strings({**asdict(one), "key": "", "tags": [], "cited": []}) if text not in VERDICTS]
        assert [text for text in said if text.casefold() not in page.casefold()] == [], one.key


VERDICTS = {"most", "divided", "few", "too_little", "untold"}


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _strings(part)]
    return [text for part in value for text in _strings(part)] if isinstance(value, list | tuple) else []


def test_nobody_but_the_worker_makes_one(world: World) -> None:
    for actor in (world.public, world["Anton"].actor, world.job("sweep")):
        with pytest.raises(NotAllowed):
            make_papers(by=actor)


def test_what_is_typed_never_becomes_a_command(reader: Client, world: World) -> None:
    with as_(world.public) as at:
        ask_paper(wanted=WANTED, at=at)
    assert reader.post("/handreiking/2026-1/care/pdf/?thema=%23panic()").status_code == 404
    assert len(fetch("select 1 from shared.guide_order")) == 1


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        (b"", "whole"),
        (b"%PDF-1.7 /StructTreeRoot /MarkInfo /Lang /Outlines", "whole"),
        (b"%PDF-1.7 /MarkInfo /Lang /Outlines %%EOF", "/StructTreeRoot"),
        (b"%PDF-1.7 /StructTreeRoot /MarkInfo /Lang /Outlines %%EOF", ""),
    ],
)
def test_a_file_that_is_not_whole_or_not_accessible_is_noticed(file: bytes, wrong: str) -> None:
    assert wrong in wrong_with(file) and bool(wrong_with(file)) is bool(wrong)


def test_how_far_it_is_never_goes_back_and_never_seems_done() -> None:
    steps = [
        (Step.WAITING, 0),
        (Step.READING, 0),
        *((Step.LAYING_OUT, done) for done in range(30)),
        (Step.CHECKING, 0),
    ]
    seen = [percent(step, done, 9) for step, done in steps]
    assert seen == sorted(seen) and max(seen) == 95 and percent(Step.READY, 0, 0) == 100
