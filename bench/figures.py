"""Small sums over measured times."""

from collections.abc import Sequence


def percentile(times: Sequence[float], part: float) -> float:
    """The time within which this part of all stays, in the unit of the times."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, max(0, round(part * len(ordered) + 0.5) - 1))]


def rounded(value: float) -> float:
    """Three digits are all that a shared machine can tell."""
    return float(f"{value:.3g}")
