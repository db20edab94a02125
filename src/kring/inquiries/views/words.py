"""Answers in words, for a template."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kring.experiences import queries as experiences
from kring.inquiries.queries import Asked, Told
from kring.inquiries.wording import CRAFTS, DELIVERIES
from kring.ui.frame import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: its measure, what it is about in one line, and everything in it as term and value."""

    told: Told
    about: str
    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """An adviser, for whoever sends."""

    asked: Asked
    craft: Words
    delivery: Words
    answers: tuple[Line, ...]


def line(told: Told) -> Line:
    """Put one answer into words; a draft may have gaps."""
    when = experiences.in_words(told.half_year) if told.half_year else ""
    rows = (
        (_("For whom"), told.group),
        (_("In which situation"), told.situation),
        (_("When"), when),
        (_("What for"), _word("aim", told)),
        (_("How many people"), _word("reach", told)),
        (_("What helped"), _words("helped", told)),
        (_("What stood in the way"), _words("hindered", told)),
        (_("Does it go on?"), _word("kept", told)),
        (_("Again?"), _word("again", told)),
    )
    about = " · ".join(part for part in (told.group, told.situation, when) if part)
    return Line(told, about, tuple((term, value) for term, value in rows if value))


def asked_in_words(asked: Asked) -> Person:
    """Put an adviser into words."""
    return Person(asked, CRAFTS[asked.craft], DELIVERIES[asked.delivery], tuple(line(one) for one in asked.answers))


def _word(field: str, told: Told) -> Words:
    return _label(field, told.given[field])


def _words(field: str, told: Told) -> str:
    chosen = told.given[field]
    assert isinstance(chosen, list)
    return ", ".join(str(_label(field, one)) for one in chosen)


def _label(field: str, value: object) -> Words:
    return next((says for one, says in experiences.LISTS[field].items() if str(one) == value), "")
