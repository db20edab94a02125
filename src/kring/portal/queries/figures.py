"""The published half-years as a page shows them: what, for whom, and how long a bar is. Nothing live (decision 16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.foundation.disclosure import queries as disclosure
from kring.foundation.disclosure.queries import Figure
from kring.guideline import queries as guideline
from kring.portal import wording
from kring.portal.domain.publishing import appears_on, ended_before, is_due
from kring.ui.frame import Words


@dataclass(frozen=True, slots=True)
class Number:
    """One number with its words; `rounded` is None for fewer than ten. `percent`: against the largest beside it."""

    label: Words
    rounded: int | None
    percent: int


@dataclass(frozen=True, slots=True)
class Part:
    """A division and its numbers."""

    name: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class HalfYear:
    """A half-year of which the numbers are fixed."""

    name: str
    label: str
    main: tuple[Number, ...]
    opinion: tuple[Number, ...]
    kinds: tuple[Number, ...]
    events: tuple[Number, ...]
    divisions: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """A half-year of which nothing is shown yet; `on` is the first day on which it can be there."""

    label: str
    on: date
    ended: bool


@dataclass(frozen=True, slots=True)
class Other:
    """A half-year that can be read too."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Published:
    """One half-year in full, and which others there are, the newest first."""

    half: HalfYear
    others: tuple[Other, ...]
    names: tuple[str, ...]


def published(asked: str, of: UUID, language: str) -> Published | None:
    """
    What was published in the organisation in context; None before the first.

    :param asked: the half-year somebody wants to read; the newest if there is none of that name
    """
    names = disclosure.half_years()
    if not names:
        return None
    name = asked if asked in names else names[0]
    return Published(
        half=_half_year(name, disclosure.published(name), of, language),
        others=tuple(Other(other, wording.half_year_words(other)) for other in names if other != name),
        names=names,
    )


def coming(today: date, published: Iterable[str]) -> tuple[Coming, ...]:
    """The half-year that runs, and the one before it as long as its numbers are not due."""
    answer = [_coming(today, ended=False)]
    before = ended_before(today)
    if guideline.half_year(before) not in set(published) and not is_due(today):
        answer.append(_coming(before, ended=True))
    return tuple(answer)


def _coming(day: date, *, ended: bool) -> Coming:
    name = guideline.half_year(day)
    return Coming(wording.half_year_words(name), appears_on(guideline.half_year_bounds(name)[1]), ended)


def _half_year(name: str, figures: Sequence[Figure], of: UUID, language: str) -> HalfYear:
    whole = {figure.measure: figure.rounded for figure in figures if not figure.division}
    divisions: dict[str, dict[str, int | None]] = {}
    for figure in figures:
        if figure.division:
            divisions.setdefault(figure.division, {})[figure.measure] = figure.rounded
    return HalfYear(
        name=name,
        label=wording.half_year_words(name),
        main=_numbers(whole, wording.MEASURES),
        opinion=_numbers(whole, wording.OPINIONS),
        kinds=_numbers(whole, _by_kind("kind:", whole, of, language)),
        events=_numbers(whole, _by_kind("event:", whole, of, language)),
        divisions=tuple(
            Part(division, _numbers(measures, wording.MEASURES)) for division, measures in divisions.items()
        ),
    )


def _by_kind(before: str, whole: Iterable[str], of: UUID, language: str) -> dict[str, str]:
    """The measures per kind with their names: those on the list, then what was published before it was taken away."""
    keys = [kind.key for kind in guideline.event_kinds(of)]
    keys += sorted({one.removeprefix(before) for one in whole if one.startswith(before)}.difference(keys))
    return {before + key: guideline.kind_label(key, of).in_language(language) for key in keys}


def _numbers(figures: dict[str, int | None], labels: dict[str, Words] | dict[str, str]) -> tuple[Number, ...]:
    known = [(label, figures[measure]) for measure, label in labels.items() if measure in figures]
    largest = max((rounded or 0 for _, rounded in known), default=0)
    return tuple(
        Number(label, rounded, round(100 * rounded / largest) if rounded and largest else 0)
        for label, rounded in known
    )
