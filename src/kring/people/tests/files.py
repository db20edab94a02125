"""Files as HR systems give them, and as nobody should; made by the tests themselves."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from kring.people.domain.importing.columns import propose
from kring.people.domain.importing.plan import Draft, Plan, numbers_in
from kring.people.domain.importing.tables import read_table

TODAY = date(2026, 11, 21)
HEADINGS = (
    "Personeelsnummer",
    "Voornaam",
    "Tussenvoegsel",
    "Achternaam",
    "E-mail (werk)",
    "Functie",
    "Divisie",
    "Afdeling",
    "Nr. leidinggevende",
    "Datum in dienst",
    "Datum uit dienst",
    "Contracturen",
)


def person(
    number: str,
    family: str = "Jansen",
    *,
    given: str = "Anna",
    infix: str = "",
    mail: str = "",
    job: str = "Verpleegkundige",
    division: str = "Acuut",
    department: str = "Spoed",
    lead: str = "",
    starts: str = "1-2-2020",
    ends: str = "",
    hours: str = "36",
) -> tuple[str, ...]:
    """One line."""
    return (number, given, infix, family, mail, job, division, department, lead, starts, ends, hours)


def text_file(
    rows: Iterable[Sequence[str]],
    *,
    headings: Sequence[str] = HEADINGS,
    separator: str = ";",
    encoding: str = "utf-8",
    mark: bytes = b"",
) -> bytes:
    """A CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(headings)
    writer.writerows(rows)
    return mark + text.getvalue().encode(encoding)


def sheet_file(rows: Iterable[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """An XLSX file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def draft(data: bytes) -> Draft:
    """What a file says of people."""
    table = read_table(data)
    return numbers_in(table, propose(table.headings, {}), TODAY)


def plan(data: bytes, known: Iterable[str] = ()) -> Plan:
    """What a file asks for."""
    return draft(data).plan(known=frozenset(known), known_leads={}, today=TODAY)


def reasons(data: bytes) -> list[tuple[int, str, str]]:
    """The problems of a file: line, field and reason."""
    return [(one.line, one.field, one.reason) for one in plan(data).problems]
