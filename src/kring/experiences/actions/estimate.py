"""Work out what all shared experiences with an entry say together (`kring.experiences.domain.pooling`)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count, Q

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
    SharedEstimate.objects.filter(entry__in=wanted).delete()
    SharedEstimate.objects.bulk_create(row for entry in counted for row in _rows(entry, counted[entry]))


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
