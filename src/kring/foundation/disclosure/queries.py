"""What was published: half-years of the organisation in context. Frozen numbers, nobody behind them."""

from dataclasses import dataclass

from kring.foundation.disclosure.models import PublishedFigure


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number; `rounded` is None for fewer than ten, or hidden with such a one."""

    half_year: str
    division: str
    measure: str
    rounded: int | None


def half_years() -> tuple[str, ...]:
    """The half-years of which the numbers were fixed, the newest first."""
    return tuple(PublishedFigure.objects.order_by("-half_year").values_list("half_year", flat=True).distinct())


def published(half_year: str) -> tuple[Figure, ...]:
    """Every published number of a half-year, the organisation before its divisions by name."""
    rows = PublishedFigure.objects.filter(half_year=half_year).order_by("division_name", "measure")
    return tuple(
        Figure(row.half_year, row.division_name if row.division_id else "", row.measure, row.rounded) for row in rows
    )


def is_published(half_year: str) -> bool:
    """Whether the numbers of this half-year were fixed."""
    return PublishedFigure.objects.filter(half_year=half_year).exists()


def newest() -> tuple[str, dict[str, int | None]]:
    """The half-year that was published last, and its numbers for the whole organisation; nothing if there is none."""
    last = PublishedFigure.objects.order_by("-half_year").values_list("half_year", flat=True).first()
    if last is None:
        return "", {}
    rows = PublishedFigure.objects.filter(half_year=last, division_id=None)
    return last, dict(rows.values_list("measure", "rounded"))
