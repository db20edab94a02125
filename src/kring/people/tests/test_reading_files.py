"""Every file that HR systems give is read; every other one is refused with one sentence."""

import io
import zipfile
from datetime import date, datetime

import pytest

from kring.people.domain.importing.columns import FIELDS, propose
from kring.people.domain.importing.crafts import craft_of
from kring.people.domain.importing.dates import read_date
from kring.people.domain.importing.lines import number_of, safe_cell
from kring.people.domain.importing.problems import Unreadable
from kring.people.domain.importing.spreadsheets import MOST_WORDS
from kring.people.domain.importing.tables import LARGEST
from kring.people.tests.files import HEADINGS, draft, person, plan, reasons, sheet_file, text_file
from kring.people.wording import COLUMNS, REASONS, UNREADABLE

ZOE = person("00123", "Coëlho", given="Zoë", mail="ZOE@Voorbeeld.nl")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("cp1252", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_a_text_file_is_read_whatever_its_letters_and_separator(encoding: str, mark: bytes, separator: str) -> None:
    found = plan(text_file([ZOE], encoding=encoding, mark=mark, separator=separator)).people["123"].main
    assert (found.name, found.mail, found.craft) == ("Zoë Coëlho", "zoe@voorbeeld.nl", "nurse")
    assert found.place == ("Acuut", "Spoed", "")
    assert found.starts == date(2020, 2, 1)


def test_a_spreadsheet_is_read_with_dates_numbers_and_formulas_as_they_show() -> None:
    row = [
        123,
        "Zoë",
        None,
        "=1+1",
        "zoe@voorbeeld.nl",
        "Arts",
        "Acuut",
        "Spoed",
        7.0,
        datetime(2020, 2, 1),
        46054,
        36,
    ]
    found = draft(sheet_file([row, [None] * 12, [7, "Bo", "de", "Vries", *[None] * 8]]))
    assert set(found.people) == {"123", "7"}
    zoe = found.people["123"].main
    # The formula was never calculated by Excel, and Kring never calculates: nothing stands there.
    assert (zoe.name, zoe.manager, zoe.starts, zoe.ends) == ("Zoë", "7", date(2020, 2, 1), date(2026, 2, 1))
    assert found.people["7"].main.line == 4


def test_the_headings_may_stand_below_a_title() -> None:
    data = b"Uitdraai 21-11-2026;;\r\n\r\n" + text_file([ZOE])
    assert plan(data).people["123"].main.line == 4


def test_a_line_for_excel_only_is_passed_by() -> None:
    assert plan(b"sep=,\r\n" + text_file([ZOE], separator=",")).people["123"].main.line == 3


def _zip(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def _marked(data: bytes, place: int, mark: int) -> bytes:
    """A zip in which each list of parts carries another mark: how it was packed, or that it is locked."""
    made = bytearray(data)
    for signature, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = data.find(signature)
        while at >= 0:
            made[at + place + shift] = mark
            at = data.find(signature, at + 4)
    return bytes(made)


def _with_part(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sheet_file([ZOE]))) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    return _zip({**parts, name: content})


DECLARES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><sst>&b;</sst>'
NASTY = {
    "empty": b"",
    "only ends of lines": b"\r\n\r\n",
    "pdf": b"%PDF-1.7 " + b"x" * 100,
    "old excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "web page": b"\n <html><table><tr><td>Personeelsnummer</td></tr></table></html>",
    "binary": bytes(range(256)) * 50,
    "half a utf-16": b"\xff\xfea",
    "one column": b"Personeelsnummer\r\n1\r\n2\r\n",
    "only headings": text_file([]),
    "another zip": _zip({"content.xml": b"<a/>"}),
    "a broken zip": sheet_file([ZOE])[:-200],
    "packed in a way nobody knows": _marked(sheet_file([ZOE]), 8, 99),
    "locked with a password": _marked(sheet_file([ZOE]), 6, 1),
    "an endless cell": text_file([ZOE]) + b'"8;' + b"a;b\r\n" * 40_000,
    "a cell of ten megabytes": text_file([person("1", "x" * 10_000_000)]),
    "too large": b"a;b\r\n" * (LARGEST // 5 + 1),
    "unpacks without end": _with_part("xl/sharedStrings.xml", b" " * (MOST_WORDS + 1)),
    "declares things": _with_part("xl/sharedStrings.xml", DECLARES),
    "too many lines": text_file([ZOE]) + b"1;a\r\n" * 250_001,
}


@pytest.mark.parametrize("name", NASTY)
def test_whatever_is_no_table_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        plan(NASTY[name])
    assert str(UNREADABLE[refused.value.why])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1-2-2026", date(2026, 2, 1)),
        ("01/02/2026", date(2026, 2, 1)),
        ("1.2.26", date(2026, 2, 1)),
        ("1 feb 2026", date(2026, 2, 1)),
        ("1-Feb-2026", date(2026, 2, 1)),
        ("3 maart 1999", date(1999, 3, 3)),
        ("2026-02-01", date(2026, 2, 1)),
        ("2026-02-01T00:00:00", date(2026, 2, 1)),
        ("01-02-2026 00:00", date(2026, 2, 1)),
        ("20260201", date(2026, 2, 1)),
        ("46054", date(2026, 2, 1)),
        ("", None),
        ("n.v.t.", None),
        ("00-00-0000", None),
        ("31-12-9999", None),
        ("99991231", None),
    ],
)
def test_a_day_is_read_as_the_dutch_write_it(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["31-2-2026", "13/13/2026", "gisteren", "1-2", "2026", "12345678901", "1 foo 2026"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        read_date(text)


def test_every_heading_finds_its_column() -> None:
    assert propose(HEADINGS, {}) == {
        field: index
        for index, field in enumerate(
            "number given infix family mail craft division department manager starts ends hours".split()
        )
    }


def test_what_was_chosen_before_wins() -> None:
    found = propose(["Code", "Naam", "Pers.nr"], {"number": "code"})
    assert found == {"number": 0, "name": 1}


def test_every_problem_and_column_has_words() -> None:
    from kring.people.domain.importing.problems import Reason

    assert {reason.value for reason in Reason} == set(REASONS)
    assert set(FIELDS) == set(COLUMNS)


def test_each_bad_line_says_where_and_why() -> None:
    rows = [
        person(""),
        person("2", "", given=""),
        person("3", starts="31-2-2020"),
        person("4", starts="1-2-2020", ends="1-1-2020"),
        person("5", "x" * 121),
        person("6", mail="geen adres"),
        person("7", job="Tovenaar"),
        person("8", "Jan\x07sen"),
        person("9", lead="404"),
        person("10", lead="10"),
    ]
    assert reasons(text_file(rows)) == [
        (2, "number", "no_number"),
        (3, "name", "no_name"),
        (4, "starts", "no_date"),
        (5, "ends", "ends_before_start"),
        (6, "family", "too_long"),
        (7, "mail", "wrong_mail"),
        (8, "craft", "unknown_craft"),
        (9, "family", "strange_sign"),
        (10, "manager", "unknown_manager"),
        (11, "manager", "own_manager"),
    ]


def test_a_byte_of_nothing_is_refused_on_its_line() -> None:
    assert reasons(text_file([person("1", "Jan\0sen"), *[person(str(n)) for n in range(2, 40)]])) == [
        (2, "family", "strange_sign")
    ]


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+31", "-1", "@SUM(A1)"])
def test_what_looks_like_a_formula_is_text(cell: str) -> None:
    assert plan(text_file([person("1", cell, given="")])).people["1"].main.name == cell
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(("text", "number"), [("00123", "123"), (" 123 ", "123"), ("A-0012", "a-0012"), ("000", "0")])
def test_zeros_that_excel_drops_do_not_count(text: str, number: str) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("job", "craft"),
    [
        ("Verpleegkundige IC", "nurse"),
        ("Internist", "doctor"),
        ("Arts in opleiding tot specialist (AIOS)", "resident"),
        ("Verzorgende IG", "carer"),
        ("Fysiotherapeut", "allied_health"),
        ("GZ-psycholoog", "social_work_or_psychology"),
        ("Co-assistent", "student_or_intern"),
        ("Teamleider", "management"),
        ("BOA", "municipal_front_line"),
        ("Medewerker schoonmaak", "support_staff"),
        ("Tovenaar", "other"),
    ],
)
def test_a_job_becomes_a_craft(job: str, craft: str) -> None:
    assert craft_of(job) == craft
