"""What can be asked of experiences: what works for whom, what is told of one measure, and what we told ourselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, Count, ExpressionWrapper, F, Func, Q, QuerySet
from django.utils.translation import override

from kring.catalogue import queries as catalogue
from kring.experiences import access
from kring.experiences.domain.experience import Again, Aim, Helped, Hindered, Kept, Reach
from kring.experiences.domain.pooling import ENOUGH_REPORTS, Estimate, OutOfTen, out_of_ten
from kring.experiences.models import Experience, SharedEstimate, SharedExperience
from kring.experiences.wording import AGAIN, AIMS, HELPED, HINDERED, KEPT, REACHES, half_year
from kring.foundation.actor import Actor
from kring.guideline import queries as guideline
from kring.ui.frame import Words

MOST, LATEST, OFTEN = 50, 12, 3
YEARS = 3
_SILENT = ExpressionWrapper(Q(advice=""), output_field=BooleanField())
"""Whoever gives advice comes first."""
ALONE = Q(group="") | Q(situation="")
"""Estimates in general, of a group, or of a situation: not of both together."""
Choices = list[tuple[str, str]]
LISTS: Mapping[str, Mapping[Any, Words]] = {
    "aim": AIMS,
    "reach": REACHES,
    "helped": HELPED,
    "hindered": HINDERED,
    "kept": KEPT,
    "again": AGAIN,
}
"""The closed lists of the fixed form, by field, for who asks the same elsewhere."""


@dataclass(frozen=True, slots=True)
class Known:
    """
    What experiences say together, as people read it: so many out of ten, and from where to where it may be.

    :param label: of what; told: how many experiences; known: false if that is too little to say anything
    """

    label: str
    told: int
    known: bool
    middle: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A measure among others."""

    entry: str
    title: str
    summary: str
    evidence: str
    found: Known


@dataclass(frozen=True, slots=True)
class WhatWorks:
    """Measures by how surely they would be done again, and those of which too little is known."""

    known: tuple[Ranked, ...]
    unknown: tuple[Ranked, ...]
    enough: int = ENOUGH_REPORTS


@dataclass(frozen=True, slots=True)
class Told:
    """
    One experience for the eyes of others; of ours also what is shared of it.

    :param told_by: the name that stands with it; of ours the other organisation that it is about, if there is one
    :param is_fed: whether advisers can still change it
    """

    id: UUID
    entry: str
    title: str
    group: str
    situation: str
    aim: Aim
    reach: Reach
    helped: tuple[Helped, ...]
    hindered: tuple[Hindered, ...]
    kept: Kept
    again: Again
    half_year: str
    advice: str
    told_by: str
    is_shared: bool = False
    is_out: bool = False
    is_named: bool = False
    is_fed: bool = False


@dataclass(frozen=True, slots=True)
class OfEntry:
    """Everything organisations say of one measure."""

    title: str
    summary: str
    whole: Known | None
    groups: tuple[Known, ...]
    situations: tuple[Known, ...]
    helped: tuple[Helped, ...]
    hindered: tuple[Hindered, ...]
    latest: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """An estimate as it is kept, of everybody (an empty key), a group or a situation; `shown` is out of ten."""

    key: str
    told: int
    known: bool
    low: float
    high: float
    shown: OutOfTen


@dataclass(frozen=True, slots=True)
class Together:
    """What all organisations say of one measure, in keys of closed lists."""

    whole: Share
    groups: tuple[Share, ...]
    situations: tuple[Share, ...]
    helped: tuple[str, ...]
    hindered: tuple[str, ...]


def together() -> Mapping[str, Together]:
    """What all experiences say, by measure: counts over everybody, and nothing of a single one."""
    rows = SharedEstimate.objects.filter(ALONE).order_by("entry", "-told", "key")
    by_entry: dict[str, list[SharedEstimate]] = {}
    for row in rows:
        by_entry.setdefault(row.entry, []).append(row)
    helped, hindered = _most("helped"), _most("hindered")
    return {
        entry: Together(
            whole=next(_share(row, "") for row in found if not row.group and not row.situation),
            groups=tuple(_share(row, row.group) for row in found if row.group),
            situations=tuple(_share(row, row.situation) for row in found if row.situation),
            helped=helped.get(entry, ()),
            hindered=hindered.get(entry, ()),
        )
        for entry, found in by_entry.items()
    }


def closed_words(language: str) -> dict[str, str]:
    """What helped and what stood in the way, in words, by keys such as `helped.time` and `hindered.no_time`."""
    with override(language):
        helped = {f"helped.{key}": str(label) for key, label in HELPED.items()}
        return helped | {f"hindered.{key}": str(label) for key, label in HINDERED.items()}


def choices(language: str) -> tuple[Choices, Choices]:
    """The groups and situations to choose from."""
    lists = catalogue.lists()
    return (
        [(key, term.label.in_language(language)) for key, term in lists.groups.items()],
        [(key, term.label.in_language(language)) for key, term in lists.situations.items()],
    )


def half_years(today: date) -> Choices:
    """The running half-year and those of the years before, the newest first."""
    names = [guideline.half_year(date(today.year - back, month, 1)) for back in range(YEARS) for month in (7, 1)]
    return [(name, half_year(name)) for name in names if name <= guideline.half_year(today)]


def in_words(name: str) -> str:
    """A half-year such as 2026H1 in words."""
    return half_year(name)


def of_inquiry(inquiry_id: UUID, by: Actor) -> dict[str, int]:
    """How many experiences of the own organisation came from a questionnaire, by measure."""
    rows = Experience.objects.filter(access.visible(by), inquiry_id=inquiry_id).values("entry")
    return dict(rows.annotate(times=Count("id")).order_by("entry").values_list("entry", "times"))


def what_works(group: str, situation: str, language: str) -> WhatWorks:
    """
    Measures for a group, in a situation, for both, or (with both empty) in general.

    In the order of the low end of the interval: few enthusiastic experiences do not come before many sober ones.
    """
    rows = SharedEstimate.objects.filter(group=group, situation=situation)
    known = list(rows.filter(is_known=True).order_by("-low", "entry")[:MOST])
    unknown = list(rows.filter(is_known=False).order_by("-told", "entry")[:MOST])
    found = catalogue.briefs([row.entry for row in [*known, *unknown]], language)
    return WhatWorks(_ranked(known, found), _ranked(unknown, found))


def of_entry(entry: str, language: str) -> OfEntry | None:
    """What organisations say of a measure; None if there is no such measure."""
    about = catalogue.briefs([entry], language).get(entry)
    if about is None:
        return None
    groups, situations = (dict(found) for found in choices(language))
    rows = list(SharedEstimate.objects.filter(ALONE, entry=entry).order_by("-told", "key"))
    shared = SharedExperience.objects.filter(entry=entry)
    whole = [row for row in rows if not row.group and not row.situation]
    return OfEntry(
        title=about.title,
        summary=about.summary,
        whole=_known(whole[0], "") if whole else None,
        groups=tuple(_known(row, groups.get(row.group, row.group)) for row in rows if row.group and not row.situation),
        situations=tuple(
            _known(row, situations.get(row.situation, row.situation))
            for row in rows
            if row.situation and not row.group
        ),
        helped=tuple(Helped(key) for key in _often(shared, "helped")),
        hindered=tuple(Hindered(key) for key in _often(shared, "hindered")),
        latest=_told(shared.order_by(_SILENT, "-half_year", "id")[:LATEST], language),
    )


def ours(by: Actor, language: str) -> tuple[Told, ...]:
    """The experiences of the own organisation, the newest first; nothing for whoever makes no policy."""
    return _told(Experience.objects.filter(access.visible(by)).order_by("-half_year", "entry", "id"), language)


def _ranked(rows: Iterable[SharedEstimate], found: Mapping[str, catalogue.Brief]) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(
            row.entry,
            card.title,
            card.summary,
            card.evidence.label if card.evidence else "",
            _known(row, card.title),
        )
        for row in rows
        if (card := found.get(row.entry))
    )


def _known(row: SharedEstimate, label: str) -> Known:
    shown = out_of_ten(Estimate(row.middle, row.low, row.high, row.told))
    return Known(label, row.told, row.is_known, shown.middle, shown.low, shown.high)


def _often(shared: QuerySet[SharedExperience], column: str) -> list[str]:
    """What is named most, by at least two."""
    each = Func(F(column), function="unnest", set_returning=True, output_field=CharField())
    named = shared.annotate(one=each).values("one").annotate(times=Count("id")).filter(times__gt=1)
    return list(named.order_by("-times", "one").values_list("one", flat=True)[:OFTEN])


def _share(row: SharedEstimate, key: str) -> Share:
    shown = out_of_ten(Estimate(row.middle, row.low, row.high, row.told))
    return Share(key, row.told, row.is_known, row.low, row.high, shown)


def _most(column: str) -> dict[str, tuple[str, ...]]:
    """What is named most of every measure, by at least two."""
    each = Func(F(column), function="unnest", set_returning=True, output_field=CharField())
    named = SharedExperience.objects.annotate(one=each).values("entry", "one").annotate(times=Count("id"))
    found: dict[str, list[str]] = {}
    for row in named.filter(times__gt=1).order_by("entry", "-times", "one"):
        found.setdefault(row["entry"], []).append(row["one"])
    return {entry: tuple(keys[:OFTEN]) for entry, keys in found.items()}


def _told(rows: Iterable[Experience | SharedExperience], language: str) -> tuple[Told, ...]:
    rows = list(rows)
    groups, situations = (dict(found) for found in choices(language))
    titles = {one.id: one.title for one in catalogue.briefs(list({row.entry for row in rows}), language).values()}
    return tuple(
        _one(row, titles.get(row.entry, row.entry), groups.get(row.group, ""), situations.get(row.situation, ""))
        for row in rows
    )


def _one(row: Experience | SharedExperience, title: str, group: str, situation: str) -> Told:
    told = row.told
    return Told(
        id=row.pk,
        entry=row.entry,
        title=title,
        group=group,
        situation=situation,
        aim=told.aim,
        reach=told.reach,
        helped=told.helped,
        hindered=told.hindered,
        kept=told.kept,
        again=told.again,
        half_year=told.half_year,
        advice=told.advice,
        told_by=row.house if isinstance(row, Experience) else row.organisation_name,
        is_shared=isinstance(row, Experience) and row.is_shared,
        is_out=isinstance(row, Experience) and row.shared_id is not None,
        is_named=isinstance(row, Experience) and row.is_named,
        is_fed=isinstance(row, Experience) and row.is_fed,
    )
