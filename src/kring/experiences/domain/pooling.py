"""
What the experiences of many organisations say together: an estimate with its uncertainty, by partial pooling.

Of one intervention there are reports per cell (a group, a situation, or both): so many would do it again, of so many.
The share of a cell is drawn around the share of the intervention, so that few reports lean on all the others and many
speak for themselves. A beta-binomial model with two unknowns, summed over a grid:

    share of the intervention   mu ~ Beta(2, 2)              sceptical: without reports it is half, and says so
    how alike cells are         kappa ~ LogNormal(log 10, 1)
    share of a cell             p ~ Beta(mu * kappa, (1 - mu) * kappa)
    reports                     again ~ Binomial(total, p)

Source of the choice: K. Organisations tell sooner of what went well, hence the sceptical prior.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

INSIDE = 0.90
"""How sure the interval is: nine times out of ten it holds the truth, if the model is right."""
PRIOR = (2.0, 2.0)
ALIKE = (math.log(10), 1.0)
ENOUGH_REPORTS = 5
PROMISING_FROM = 0.5
"""Even reckoned carefully, at least half would do it again."""
WIDEST = 0.6
"""Fewer reports, or a wider interval: too little is known to say anything."""
_MU_STEPS, _KAPPA_STEPS, _KAPPA_REACH, _BUNDLES = 48, 11, 2.5, 16


@dataclass(frozen=True, slots=True)
class Reports:
    """How many told, and how many of them would do it again."""

    again: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.again <= self.total:
            raise ValueError(f"{self.again} of {self.total} cannot be")


@dataclass(frozen=True, slots=True)
class Estimate:
    """Which share would do it again: the middle, and from where to where it may well be."""

    middle: float
    low: float
    high: float
    reports: int

    @property
    def is_known(self) -> bool:
        """Whether it may be shown as knowledge."""
        return self.reports >= ENOUGH_REPORTS and self.high - self.low <= WIDEST

    @property
    def is_promising(self) -> bool:
        """Whether it is known, and good also at the low end."""
        return self.is_known and self.low >= PROMISING_FROM


@dataclass(frozen=True, slots=True)
class OutOfTen:
    """An estimate as people see it: so many dots of ten, and a band around them."""

    middle: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Point:
    """One pair of the two unknowns, with the logarithm of its prior weight."""

    mu: float
    kappa: float
    weight: float


def pooled(cells: Sequence[Reports]) -> tuple[Estimate, tuple[Estimate, ...]]:
    """
    Estimate the share of the intervention as a whole, and of each cell, in the order of `cells`.

    Adding up cells twice is not allowed: a report belongs to one cell.
    """
    weights = _posterior(cells)
    whole = _whole(weights, sum(cell.total for cell in cells))
    return whole, tuple(_cell(weights, cell) for cell in cells)


def out_of_ten(estimate: Estimate) -> OutOfTen:
    """Round the middle to whole dots, and the band outward: a picture never seems surer than the estimate."""
    middle = math.floor(estimate.middle * 10 + 0.5)
    return OutOfTen(
        middle=middle,
        low=min(middle, math.floor(estimate.low * 10 + 1e-9)),
        high=max(middle, math.ceil(estimate.high * 10 - 1e-9)),
    )


def beta_below(x: float, a: float, b: float) -> float:
    """The share of the beta distribution below x, by the continued fraction of Lentz."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - _log_beta(a, b)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    tiny = 1e-30
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1), tiny)
    value = d
    for m in range(1, 300):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + term * d, tiny)
            c = _away(1 + term / c, tiny)
            value *= c * d
        if abs(c * d - 1) < 1e-10:
            break
    return value


def _away(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _grid() -> tuple[_Point, ...]:
    middle, spread = ALIKE
    points = []
    for step in range(_MU_STEPS):
        mu = (step + 0.5) / _MU_STEPS
        of_mu = (PRIOR[0] - 1) * math.log(mu) + (PRIOR[1] - 1) * math.log1p(-mu)
        for other in range(_KAPPA_STEPS):
            away = _KAPPA_REACH * (2 * other / (_KAPPA_STEPS - 1) - 1)
            points.append(_Point(mu, math.exp(middle + spread * away), of_mu - away * away / 2))
    return tuple(points)


_POINTS = _grid()
_EMPTY = tuple(_log_beta(point.mu * point.kappa, (1 - point.mu) * point.kappa) for point in _POINTS)


def _posterior(cells: Sequence[Reports]) -> list[tuple[float, _Point]]:
    """Every point that still counts for something, with its share of the weight."""
    told = [cell for cell in cells if cell.total]
    logs = []
    for point, empty in zip(_POINTS, _EMPTY, strict=True):
        a, b = point.mu * point.kappa, (1 - point.mu) * point.kappa
        likely = sum(_log_beta(a + cell.again, b + cell.total - cell.again) - empty for cell in told)
        logs.append(point.weight + likely)
    top = max(logs)
    weights = [math.exp(one - top) for one in logs]
    total = sum(weights)
    return [(one / total, point) for one, point in zip(weights, _POINTS, strict=True) if one > 1e-7]


def _whole(weights: Sequence[tuple[float, _Point]], reports: int) -> Estimate:
    """The share of the intervention: its weight lies evenly within a step of the grid."""
    steps = [0.0] * _MU_STEPS
    for weight, point in weights:
        steps[int(point.mu * _MU_STEPS)] += weight
    middle = sum(weight * (step + 0.5) / _MU_STEPS for step, weight in enumerate(steps))
    edge = (1 - INSIDE) / 2
    return Estimate(middle, _edge_of_steps(edge, steps), _edge_of_steps(1 - edge, steps), reports)


def _edge_of_steps(share: float, steps: Sequence[float]) -> float:
    passed = 0.0
    for step, weight in enumerate(steps):
        if passed + weight >= share and weight > 0:
            return (step + (share - passed) / weight) / _MU_STEPS
        passed += weight
    return 1.0


def _cell(weights: Sequence[tuple[float, _Point]], cell: Reports) -> Estimate:
    parts = []
    for weight, point in weights:
        a = point.mu * point.kappa + cell.again
        b = (1 - point.mu) * point.kappa + cell.total - cell.again
        parts.append((weight, a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))))
    mixture = _bundled(parts)
    middle = sum(weight * a / (a + b) for weight, a, b in mixture)
    edge = (1 - INSIDE) / 2
    return Estimate(middle, _edge_of_mixture(edge, mixture), _edge_of_mixture(1 - edge, mixture), cell.total)


def _bundled(parts: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """
    Few beta distributions for many: neighbours together, with the same middle and spread.

    :param parts: weight, mean and variance of each; :return: weight, a and b of each
    """
    bundles: dict[int, list[tuple[float, float, float]]] = {}
    for part in parts:
        bundles.setdefault(int(part[1] * _BUNDLES), []).append(part)
    found = []
    for bundle in bundles.values():
        weight = sum(part for part, _, _ in bundle)
        mean = sum(part * middle for part, middle, _ in bundle) / weight
        variance = sum(part * (spread + (middle - mean) ** 2) for part, middle, spread in bundle) / weight
        size = max(mean * (1 - mean) / variance - 1, 0.1)
        found.append((weight, mean * size, (1 - mean) * size))
    total = sum(weight for weight, _, _ in found)
    return [(weight / total, a, b) for weight, a, b in found]


def _edge_of_mixture(share: float, mixture: Sequence[tuple[float, float, float]]) -> float:
    low, high = 0.0, 1.0
    for _ in range(16):
        half = (low + high) / 2
        below = sum(weight * beta_below(half, a, b) for weight, a, b in mixture)
        low, high = (half, high) if below < share else (low, half)
    return (low + high) / 2
