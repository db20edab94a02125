"""One line of the file as a contract of a person, or as problems."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kring.people.domain.importing.columns import UNITS
from kring.people.domain.importing.crafts import OTHER, craft_of
from kring.people.domain.importing.dates import read_date
from kring.people.domain.importing.problems import Problem, Reason, problem

LONGEST = {"number": 40, "mail": 254, "unit_code": 60, "hours": 20}
LONGEST_TEXT = 120
_MAIL = re.compile(r"[^@\s,;<>()\"']+@[^@\s,;<>()\"']+\.[^@\s,;<>()\"'.]{2,}")
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
_FORMULA = re.compile(r"[=+@-]")


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says, cleaned."""

    line: int
    number: str
    name: str
    mail: str
    craft: str
    place: tuple[str, str, str]
    code: str
    manager: str
    starts: date | None
    ends: date | None
    hours: float


def number_of(text: str) -> str:
    """A personnel number to compare with: Excel drops zeros in front, so they do not count."""
    plain = "".join(text.split()).casefold()
    return plain.lstrip("0") or plain[:1] if plain.isdigit() else plain


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it is read back."""
    return f"'{text}" if _FORMULA.match(text) else text


def read_lines(
    rows: Iterable[tuple[int, Sequence[str]]], mapping: Mapping[str, int], problems: list[Problem]
) -> Iterator[Line]:
    """Each line that can be read; what is wrong is added to `problems`, also of the lines left out."""
    for line, cells in rows:
        given = {field: cells[index] if index < len(cells) else "" for field, index in mapping.items()}
        wrong = list(_refuse(line, given))
        name = _name(given)
        if not given.get("number"):
            wrong.append(problem(line, "number", Reason.NO_NUMBER))
        if not name and not wrong:
            wrong.append(problem(line, "name", Reason.NO_NAME))
        starts, ends = _day(line, "starts", given, wrong), _day(line, "ends", given, wrong)
        if starts and ends and ends < starts:
            wrong.append(problem(line, "ends", Reason.ENDS_BEFORE_START, given["ends"]))
        problems += wrong
        if not any(one.stops for one in wrong):
            yield _line(line, given, name, starts, ends, problems)


def _refuse(line: int, given: Mapping[str, str]) -> Iterator[Problem]:
    for field, text in given.items():
        if len(text) > LONGEST.get(field, LONGEST_TEXT):
            yield problem(line, field, Reason.TOO_LONG, text)
        elif _STRANGE.search(text):
            yield problem(line, field, Reason.STRANGE_SIGN, text)


def _line(
    line: int, given: Mapping[str, str], name: str, starts: date | None, ends: date | None, problems: list[Problem]
) -> Line:
    mail, job = given.get("mail", ""), given.get("craft", "")
    if mail and not _MAIL.fullmatch(mail):
        problems.append(problem(line, "mail", Reason.WRONG_MAIL, mail))
        mail = ""
    craft = craft_of(job)
    if job and craft == OTHER:
        problems.append(problem(line, "craft", Reason.UNKNOWN_CRAFT, job))
    division, department, team = (" ".join(given.get(field, "").split()) for field in UNITS)
    return Line(
        line=line,
        number=number_of(given["number"]),
        name=name,
        mail=mail.lower(),
        craft=craft,
        place=(division, department, team),
        code="".join(given.get("unit_code", "").split()),
        manager=number_of(given.get("manager", "")),
        starts=starts,
        ends=ends,
        hours=_hours(given.get("hours", "")),
    )


def _day(line: int, field: str, given: Mapping[str, str], wrong: list[Problem]) -> date | None:
    try:
        return read_date(given.get(field, ""))
    except ValueError:
        wrong.append(problem(line, field, Reason.NO_DATE, given[field]))
        return None


def _name(given: Mapping[str, str]) -> str:
    """A name as people say it: given name first; "Vries, Anna de" is turned round."""
    if given.get("family") or given.get("given"):
        parts = (given.get("given", ""), given.get("infix", ""), given.get("family", ""))
        return " ".join(" ".join(parts).split())[:LONGEST_TEXT]
    family, comma, first = given.get("name", "").partition(",")
    said = f"{first} {family}" if comma and first.strip() else family
    return " ".join(said.split())


def _hours(text: str) -> float:
    """Hours or part of full time, only to see which of two contracts is the larger one; it is not kept."""
    try:
        return float(text.replace(",", ".").rstrip("% "))
    except ValueError:
        return 0.0
