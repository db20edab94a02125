"""
Counting without remembering: raw counters that only the nightly batch can touch, and their publication.

The counters stand in the schema `private`; the web role can neither read nor write them.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import connection

from kring.foundation.disclosure.models import PublishedFigure
from kring.foundation.disclosure.rules import Shown, publish, publish_parts

Counts = Mapping[tuple[UUID | None, str], int]
"""Numbers by (division or None, measure)."""

NOT_PER_DIVISION = frozenset({"events", "evaluation:answers"})
"""Measures that are counted for the whole organisation only, and are no part of anything."""


def tally(organisation_id: UUID, half_year: str, counts: Counts) -> None:
    """Add to the counters of a half-year; keys are (division or None, measure)."""
    rows = [
        {"division": str(division) if division else None, "measure": measure, "n": n}
        for (division, measure), n in counts.items()
        if n
    ]
    with connection.cursor() as cursor:
        cursor.execute("select private.tally(%s, %s)", [half_year, json.dumps(rows)])


def publish_half_year(organisation_id: UUID, half_year: str, divisions: Mapping[UUID, str]) -> int:
    """
    Freeze the figures of a half-year that is over, once; answers how many were published.

    :param divisions: the divisions of the organisation with their names as they are now
    """
    if PublishedFigure.objects.filter(organisation_id=organisation_id, half_year=half_year).exists():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select division_id, measure, n from private.counted(%s)", [half_year])
        counted = {(division, measure): n for division, measure, n in cursor.fetchall()}
    figures = [
        _figure(organisation_id, half_year, division, divisions.get(division, "") if division else "", measure, shown)
        for (division, measure), shown in figures_of(counted, divisions).items()
    ]
    PublishedFigure.objects.bulk_create(figures)
    return len(figures)


def figures_of(counted: Counts, divisions: Collection[UUID]) -> dict[tuple[UUID | None, str], Shown]:
    """
    What is shown of all counts of a half-year.

    A measure with a colon is a part of something, such as `kind:…` or `evaluation:quick:high`. Parts are shown for
    the whole organisation only, and protected together; everything else also per division. A part that is not shown
    is not there at all, so that nobody can tell a few from none.
    """
    totals: Counter[str] = Counter()
    for (_, measure), n in counted.items():
        totals[measure] += n
    figures: dict[tuple[UUID | None, str], Shown] = {}
    parts: dict[str, dict[str, int]] = {}
    for measure, total in sorted(totals.items()):
        if ":" in measure and measure not in NOT_PER_DIVISION:
            parts.setdefault(measure.rpartition(":")[0], {})[measure] = total
            continue
        named = () if measure in NOT_PER_DIVISION else divisions
        whole, each = publish(total, {division: counted.get((division, measure), 0) for division in named})
        figures[None, measure] = whole
        figures |= {(division, measure): shown for division, shown in each.items()}
    for group in parts.values():
        each_part = publish_parts(group)
        figures |= {(None, measure): shown for measure, shown in each_part.items() if shown.rounded is not None}
    return figures


def forget_counted(half_year: str) -> None:
    """Throw the counters of a half-year away, with whatever came in after it was fixed."""
    with connection.cursor() as cursor:
        cursor.execute("select private.forget_counted(%s)", [half_year])


def forget_published(organisation_id: UUID, before: str) -> None:
    """Throw away what was published of half-years before this one."""
    PublishedFigure.objects.filter(organisation_id=organisation_id, half_year__lt=before).delete()


def _figure(
    organisation_id: UUID, half_year: str, division: UUID | None, name: str, measure: str, shown: Shown
) -> PublishedFigure:
    return PublishedFigure(
        organisation_id=organisation_id,
        half_year=half_year,
        division_id=division,
        division_name=name,
        measure=measure,
        rounded=shown.rounded,
    )
