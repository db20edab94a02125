"""The documents for works council and privacy officer: complete, in step with code and database, and readable."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from django.db import connections

import kring
from kring.foundation.paper import MOST
from kring.foundation.privacy import NOTHING
from kring.foundation.testing import World, make_world
from kring.foundation.testing_http import opened
from kring.portal.domain.document import Block, Document, Guard
from kring.portal.queries import documents as asked
from kring.portal.queries import pdf as files
from kring.portal.tests.asking import browser, page

ROOT = Path(__file__).parents[4]
DAY = date(2026, 11, 9)
LANGUAGES = ["nl", "en"]
TABLES = """
select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname,
    c.relrowsecurity
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
and c.relname <> 'test_clock' -- only test databases have one, as soon as a test moves the clock
"""
PATH = re.compile(r"^[\w/]+\.py::test_\w+$")


def written(slug: str, language: str = "nl", organisation: str = "De Linde") -> Document:
    found = asked.document(slug, language, organisation=organisation, day=DAY)
    assert found is not None
    return found


def texts(document: Document) -> Iterator[str]:
    """Everything a document says."""
    yield document.title
    yield document.lead
    for part in document.parts:
        yield part.heading
        for block in part.blocks:
            yield from filter(None, (block.text, *block.items, *block.head))
            yield from (cell for row in block.rows for cell in row)


def walled() -> dict[str, bool]:
    """Every table there really is, and whether the database compares its rows with who asks."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(TABLES)
        return dict(cursor.fetchall())


def all_guards() -> list[Guard]:
    guards = [guard for promise in asked.promises("nl") for guard in promise.guards]
    return guards + list(asked.for_supporters("nl"))


def is_there(test: str) -> bool:
    """Whether a named test is a function in its file."""
    path, _, name = test.partition("::")
    place = ROOT / path
    if not place.is_file():
        return False
    tree = ast.parse(place.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)


def test_every_table_of_the_database_is_in_the_inventory_and_no_other() -> None:
    found = [record.table for record in asked.tables()]
    assert sorted(found) == sorted(set(found))
    assert set(walled()) - set(found) == set(), "say what it is in its Privacy class, or in tables.toml"
    assert set(found) - set(walled()) == set(), "take these out of tables.toml: they are gone"


def test_what_the_inventory_says_of_the_walls_is_so() -> None:
    real = walled()
    assert {record.table for record in asked.tables() if record.walled is not real[record.table]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_inventory_holds_each_table_once(language: str) -> None:
    said = list(texts(written("gegevens", language)))
    for record in asked.tables():
        assert said.count(record.table) == 1, record.table
        assert any(text.lower() == record.what.in_language(language).lower() for text in said)


def test_every_table_says_everything_in_both_languages() -> None:
    for record in asked.tables():
        for text in (record.what, record.purpose, record.seen_by, record.retention, record.remains):
            assert text.nl.strip() and text.en.strip(), record.table
            assert text.nl != text.en or text is NOTHING, record.table


def test_there_are_seven_promises_and_each_has_tests() -> None:
    for language in LANGUAGES:
        assert [promise.number for promise in asked.promises(language)] == list(range(1, 8))
    assert min(len(promise.guards) for promise in asked.promises("nl")) >= 3


def test_every_test_that_guards_a_promise_is_there() -> None:
    assert [guard.test for guard in all_guards() if not PATH.match(guard.test)] == []
    assert [guard.test for guard in all_guards() if not is_there(guard.test)] == []


def test_a_test_that_is_gone_is_noticed() -> None:
    here = "src/kring/portal/tests/test_documents.py"
    assert is_there(f"{here}::test_a_test_that_is_gone_is_noticed")
    assert not is_there(f"{here}::test_that_never_was")
    assert not is_there("src/kring/portal/tests/gone.py::test_that_never_was")


@pytest.mark.parametrize("slug", asked.SLUGS)
def test_both_languages_have_the_same_parts(slug: str) -> None:
    dutch, english = written(slug), written(slug, "en")

    def shape(document: Document) -> list[object]:
        return [
            (part.level, [(block.kind, len(block.items), len(block.rows)) for block in part.blocks])
            for part in document.parts
        ]

    assert shape(dutch) == shape(english)
    assert dutch.title != english.title and not set(texts(dutch)) & {text for text in texts(english) if " " in text}


@pytest.mark.parametrize("slug", asked.SLUGS)
def test_headings_are_in_order_and_a_row_is_as_long_as_its_head(slug: str) -> None:
    document = written(slug)
    assert document.parts[0].level == 2
    blocks: list[Block] = [block for part in document.parts for block in part.blocks]
    assert {block.kind for block in blocks} <= {"text", "list", "facts", "table", "note"}
    assert {len(row) for block in blocks if block.kind == "facts" for row in block.rows} <= {2}
    assert all(len(row) == len(block.head) for block in blocks if block.kind == "table" for row in block.rows)


def test_dutch_sentences_are_short_enough_for_everyone() -> None:
    for slug in asked.SLUGS:
        for text in texts(written(slug)):
            longest = max(re.split(r"(?<=[.?:;])\s", text), key=lambda sentence: len(sentence.split()))
            assert len(longest.split()) <= 28, longest


def test_what_is_law_asks_for_a_lawyer_and_what_is_open_stands_between_brackets() -> None:
    for slug in ("dpia", "verwerking", "or"):
        said = " ".join(texts(written(slug)))
        assert "door je eigen jurist" in said or "je eigen jurist nakijken" in said
        assert "[" in said


def test_the_edition_is_that_of_the_programme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == kring.__version__ == written("dpia").edition


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", asked.SLUGS)
def test_a_file_is_a_tagged_pdf_that_says_its_title_and_language(slug: str, language: str) -> None:
    document = written(slug, language)
    found = opened(files.pdf(document))
    assert found.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in found and b"/MarkInfo" in found and b"/Marked true" in found
    assert f"/Lang({language})".encode() in found
    assert b"pdfuaid:part" in found and document.title.encode() in found
    assert b"/DisplayDocTitle true" in found
    for tag in (b"/S/Title", b"/S/H1", b"/S/H2", b"/S/P", b"/S/Table", b"/S/TH", b"/S/TD", b"/S/L", b"/S/Caption"):
        assert tag in found or (tag == b"/S/H2" and slug in {"dpia", "verwerking"}), tag


def test_the_letters_are_in_the_file() -> None:
    found = opened(files.pdf(written("or")))
    assert b"AtkinsonHyperlegibleNext-Regular" in found and b"AtkinsonHyperlegibleNext-Bold" in found
    assert b"/FontFile" in found


@pytest.mark.parametrize(
    "name",
    ['#panic("x")', '#read("/etc/passwd")', "$x$ *y* _z_ `w` @v <u> // t", '"); #import "x', "\\u{1F}\\", "{}[]=~-"],
)
def test_the_name_of_an_organisation_is_never_a_command(name: str) -> None:
    found = opened(files.pdf(written("verwerking", organisation=name)))
    as_it_is = escape(name, {'"': "&quot;"})
    assert f"<dc:creator><rdf:Seq><rdf:li>{as_it_is}</rdf:li>".encode() in found


def test_only_the_last_files_are_remembered_and_the_same_is_made_once() -> None:
    files.papers.forget()
    first = files.pdf(written("verwerking"))
    assert files.pdf(written("verwerking")) is first
    for number in range(MOST):
        files.pdf(written("verwerking", organisation=f"Huis {number}"))
    assert len(files.papers) == MOST
    assert files.pdf(written("verwerking")) is not first
    files.papers.forget()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", asked.SLUGS)
def test_a_document_is_a_page_and_a_file(slug: str, language: str, world: World) -> None:
    client = browser(world)
    client.cookies["taal"] = language
    shown, file = client.get(f"/documenten/{slug}/"), client.get(f"/documenten/{slug}/pdf/")
    text = page(shown)

    assert shown.status_code == file.status_code == 200
    assert text.count("<h1") == 1 and f"/documenten/{slug}/pdf/" in text
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"].startswith(f'attachment; filename="kring-{slug}-{language}-')


def test_all_documents_are_listed_and_every_page_leads_there() -> None:
    client = browser(make_world(cast=False))
    overview = page(client.get("/documenten/"))

    assert all(f'href="/documenten/{slug}/"' in overview for slug in asked.SLUGS)
    assert 'href="/documenten/"' in page(client.get("/"))
    assert 'href="/documenten/"' in page(client.get("/wie-ziet-wat/"))


@pytest.mark.parametrize("path", ["/documenten/geen/", "/documenten/geen/pdf/", "/documenten/promises/"])
def test_a_document_that_is_not_there_is_not_there(path: str, world: World) -> None:
    assert browser(world).get(path).status_code == 404


def test_a_document_is_the_same_for_everyone_and_names_nobody(world: World) -> None:
    public = page(browser(world).get("/documenten/gegevens/"))
    manager = page(browser(world, world["Marco"]).get("/documenten/gegevens/"))

    def main(text: str) -> str:
        return text[text.index('id="main"') : text.index("<footer")]

    assert main(public) == main(manager)
