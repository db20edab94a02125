"""Work out what all shared experiences with an entry say together (`kring.experiences.domain.pooling`)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count, Q

from kring.catalogue.actions.note_practice import note_practice
from kring.catalogue.queries import InPractice
from kring.experiences.domain.experience import Again
from kring.experiences.domain.pooling import Estimate, Reports, pooled
from kring.experiences.models import SharedEstimate, SharedExperience

Cell = tuple[str, str]
YES = [one.value for one in Again if one.is_yes]


def estimate(entries: Iterable[str]) -> None:
    """Write the estimates of these entries anew: in general, per group, per situation, and per both."""
    wanted = sorted(set(entries))
    counted: dict[str, dict[Cell, Reports]] = defaultdict(dict)
    cells = (
        SharedExperience.objects.filter(entry__in=wanted)
        .values_list("entry", "group", "situation")
        .annotate(times=Count("id"), yes=Count("id", filter=Q(again__in=YES)))
        .order_by("entry", "group", "situation")
    )
    for entry, group, situation, times, yes in cells:
        counted[entry][(group, situation)] = Reports(yes, times)
    made = {entry: _rows(entry, counted[entry]) for entry in wanted if entry in counted}
    SharedEstimate.objects.filter(entry__in=wanted).delete()
    SharedEstimate.objects.bulk_create(row for rows in made.values() for row in rows)
    note_practice({entry: in_practice(made.get(entry, ())) for entry in wanted})


def in_practice(rows: Sequence[SharedEstimate]) -> InPractice:
    """What the search of the catalogue shows of it, of all estimates of one entry."""
    whole = [row for row in rows if not row.group and not row.situation]
    groups = sorted((row for row in rows if row.group and not row.situation), key=lambda row: row.group)
    return InPractice(
        told=bool(whole),
        known=any(row.is_known for row in whole),
        promising=any(_is_promising(row) for row in whole),
        groups=tuple(row.group for row in groups),
        promising_for=tuple(row.group for row in groups if _is_promising(row)),
    )


def _is_promising(row: SharedEstimate) -> bool:
    return Estimate(row.middle, row.low, row.high, row.told).is_promising


def _rows(entry: str, cells: Mapping[Cell, Reports]) -> list[SharedEstimate]:
    both = sorted(cells)
    whole, each = pooled([cells[cell] for cell in both])
    again = sum(one.again for one in cells.values())
    rows = [_row(entry, ("", ""), whole, again)]
    rows += [_row(entry, cell, found, cells[cell].again) for cell, found in zip(both, each, strict=True)]
    for side in (0, 1):
        joined = _joined(cells, side)
        _, found_each = pooled(list(joined.values()))
        rows += [
            _row(entry, (key, "") if side == 0 else ("", key), found, joined[key].again)
            for key, found in zip(joined, found_each, strict=True)
        ]
    return rows


def _joined(cells: Mapping[Cell, Reports], side: int) -> dict[str, Reports]:
    """The reports of every group (side 0) or situation (side 1) together."""
    joined: dict[str, Reports] = {}
    for cell, reports in sorted(cells.items()):
        have = joined.get(cell[side], Reports(0, 0))
        joined[cell[side]] = Reports(have.again + reports.again, have.total + reports.total)
    return joined


def _row(entry: str, cell: Cell, found: Estimate, again: int) -> SharedEstimate:
    return SharedEstimate(
        key="|".join((entry, *cell)),
        entry=entry,
        group=cell[0],
        situation=cell[1],
        told=found.reports,
        again=again,
        middle=found.middle,
        low=found.low,
        high=found.high,
        is_known=found.is_known,
    )
