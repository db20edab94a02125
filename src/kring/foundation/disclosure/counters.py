"""
Counting without remembering: raw counters that only the nightly batch can touch, and their publication.

The counters stand in the schema `private`; the web role can neither read nor write them.
"""

import json
from collections.abc import Mapping
from uuid import UUID

from django.db import connection

from kring.foundation.disclosure.models import PublishedFigure
from kring.foundation.disclosure.rules import publish


def tally(organisation_id: UUID, half_year: str, counts: Mapping[tuple[UUID | None, str], int]) -> None:
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
    figures: list[PublishedFigure] = []
    for measure in sorted({measure for _, measure in counted}):
        total = sum(n for (_, name), n in counted.items() if name == measure)
        parts = {division: counted.get((division, measure), 0) for division in divisions}
        whole, each = publish(total, parts)
        figures.append(_figure(organisation_id, half_year, None, "", measure, whole.rounded))
        figures += [
            _figure(organisation_id, half_year, division, divisions[division], measure, shown.rounded)
            for division, shown in each.items()
        ]
    PublishedFigure.objects.bulk_create(figures)
    return len(figures)


def _figure(
    organisation_id: UUID, half_year: str, division: UUID | None, name: str, measure: str, rounded: int | None
) -> PublishedFigure:
    return PublishedFigure(
        organisation_id=organisation_id,
        half_year=half_year,
        division_id=division,
        division_name=name,
        measure=measure,
        rounded=rounded,
    )
