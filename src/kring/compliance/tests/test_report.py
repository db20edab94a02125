"""The report: the page and the PDF say the same, each figure leads to its definition, in both languages."""

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
import typst
from django.utils.translation import override

from kring.compliance.domain.report import Report
from kring.compliance.queries.pdf import LAYOUT, pdf
from kring.compliance.queries.report import report
from kring.compliance.tests.answering import browser, filled_in, night, published, today
from kring.foundation.paper import FONTS
from kring.foundation.testing import World, as_
from kring.foundation.testing_http import opened

DAY = date(2026, 11, 9)


@pytest.fixture
def filled(world: World) -> World:
    """An organisation with figures, an answer, and one done otherwise."""
    published(world, supported=60, first_in_time=55, asked=65, conditions_told=30, evaluation__answers=20)
    night(world)
    client, day = browser(world, world["Anton"]), today(world)
    client.post("/beheer/richtlijn/a32/", filled_in(day, title='#panic("x") $y$ *z* <script>'))
    other = filled_in(day, way="explained", title="", place="", dated="", valid_until="", argument="Wij zijn klein.")
    client.post("/beheer/richtlijn/a7/", other)
    return world


def written(world: World, language: str) -> Report:
    with as_(world.public), override(language):
        return report(DAY, language, organisation="Voorbeeldziekenhuis")


def strings(value: Any) -> list[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [
            text
            for key, part in value.items()
            if key not in {"state", "key", "slug", "language"}
            for text in strings(part)
        ]
    if isinstance(value, list | tuple):
        return [text for part in value for text in strings(part)]
    return []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_on_paper_stands_on_the_page(filled: World, language: str) -> None:
    client = browser(filled)
    client.cookies["taal"] = language
    page = client.get("/richtlijn/verslag/").content.decode()
    shown = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", page))).casefold()
    told = strings(written(filled, language).as_data())
    assert len(told) > 300
    dated = re.compile(r"20\d\d|\d+ \w+")
    assert [text for text in told if not dated.search(text) and text.casefold() not in shown] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mark_behind_a_figure_has_its_definition(filled: World, language: str) -> None:
    made = written(filled, language)
    marks = {remark.mark for chapter in made.chapters for one in chapter.entries for remark in one.remarks} - {0}
    assert marks == {one.mark for one in made.definitions}
    figures = [
        r.text for c in made.chapters for one in c.entries for r in one.remarks if re.search(r"\d\d (van|of)", r.text)
    ]
    assert any("55" in text for text in figures)
    assert all(len(one.facts) == 4 and all(value for _term, value in one.facts) for one in made.definitions)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_file_is_a_tagged_pdf_with_title_language_and_every_requirement(filled: World, language: str) -> None:
    made = written(filled, language)
    found = opened(pdf(made))
    assert found.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in found and b"/Marked true" in found and b"pdfuaid:part" in found
    assert f"/Lang({language})".encode() in found and made.title.encode() in found
    for tag in (b"/S/Title", b"/S/H1", b"/S/H2", b"/S/P", b"/S/Table", b"/S/TH", b"/S/L", b"/S/Link"):
        assert tag in found, tag
    headings = json.dumps(json.loads(asked(made, "heading")), ensure_ascii=False)
    for chapter in made.chapters:
        for one in chapter.entries:
            assert json.dumps(f"{one.key} · {one.title}", ensure_ascii=False)[1:-1] in headings, one.key


def test_the_report_has_every_recommendation_and_every_part_once(filled: World) -> None:
    keys = [one.key for chapter in written(filled, "nl").chapters for one in chapter.entries]
    assert len(keys) == len(set(keys)) == 36 + 12 + 6 + 11 + 13 + 11
    assert {f"A{number}" for number in range(1, 37)} <= set(keys)


def test_the_file_comes_as_a_download_that_everyone_may_have(filled: World) -> None:
    file = browser(filled).get("/richtlijn/verslag/pdf/")
    assert file.status_code == 200 and file.headers["Content-Type"] == "application/pdf"
    assert "attachment" in file.headers["Content-Disposition"]


def asked(made: Report, selector: str) -> str:
    """What typst finds in the document it lays out."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    given = {"report": json.dumps(made.as_data(), default=str)}
    return str(typst.query(LAYOUT, selector, root=LAYOUT.parent, font_paths=fonts, sys_inputs=given))
