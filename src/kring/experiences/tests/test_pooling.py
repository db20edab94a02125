"""The pooling model, held against draws at random and against what must always be true."""

import math
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.experiences.domain.pooling import (
    ALIKE,
    INSIDE,
    PRIOR,
    Estimate,
    Reports,
    beta_below,
    out_of_ten,
    pooled,
)

reports = st.builds(lambda total, share: Reports(round(total * share), total), st.integers(0, 60), st.floats(0, 1))


def drawn(cells: Sequence[Reports], draws: int = 40_000) -> tuple[Estimate, list[Estimate]]:
    """The same model by importance sampling: draw the unknowns, weigh them by the reports, draw the cells."""
    random = Random(20261121)
    rows = []
    for _ in range(draws):
        mu = random.betavariate(*PRIOR)
        kappa = math.exp(random.gauss(*ALIKE))
        a, b = mu * kappa, (1 - mu) * kappa
        weight = math.exp(
            sum(
                math.lgamma(a + cell.again)
                + math.lgamma(b + cell.total - cell.again)
                - math.lgamma(kappa + cell.total)
                - math.lgamma(a)
                - math.lgamma(b)
                + math.lgamma(kappa)
                for cell in cells
            )
        )
        shares = [random.betavariate(a + cell.again, b + cell.total - cell.again) for cell in cells]
        rows.append((weight, mu, *shares))
    found = [weighed([(row[0], row[column]) for row in rows]) for column in range(1, len(cells) + 2)]
    return found[0], found[1:]


def weighed(pairs: Sequence[tuple[float, float]]) -> Estimate:
    """Middle and interval of weighted draws."""
    total = sum(weight for weight, _ in pairs)
    middle = sum(weight * value for weight, value in pairs) / total
    edges, passed = [], 0.0
    targets = [(1 - INSIDE) / 2 * total, (1 + INSIDE) / 2 * total]
    for weight, value in sorted(pairs, key=lambda pair: pair[1]):
        passed += weight
        while targets and passed >= targets[0]:
            edges.append(value)
            targets.pop(0)
    return Estimate(middle, edges[0], edges[1], 0)


@pytest.mark.parametrize(
    "cells",
    [
        [Reports(3, 3)],
        [Reports(26, 40)],
        [Reports(3, 3), Reports(20, 40)],
        [Reports(0, 6), Reports(9, 10), Reports(2, 3)],
    ],
)
def test_the_model_agrees_with_draws_at_random(cells: list[Reports]) -> None:
    whole, each = pooled(cells)
    whole_drawn, each_drawn = drawn(cells)
    for ours, theirs in zip((whole, *each), (whole_drawn, *each_drawn), strict=True):
        assert ours.middle == pytest.approx(theirs.middle, abs=0.01)
        assert ours.low == pytest.approx(theirs.low, abs=0.02)
        assert ours.high == pytest.approx(theirs.high, abs=0.02)


@pytest.mark.parametrize(("a", "b"), [(0.7, 3.0), (2.0, 2.0), (30.5, 12.0), (400.0, 9.0)])
def test_the_beta_distribution_agrees_with_adding_up_its_density(a: float, b: float) -> None:
    steps = 40_000
    heights = [math.exp((a - 1) * math.log(x) + (b - 1) * math.log1p(-x)) for x in _middles(steps)]
    for x in (0.05, 0.3, 0.8):
        assert beta_below(x, a, b) == pytest.approx(sum(heights[: round(x * steps)]) / sum(heights), abs=0.005)
    assert beta_below(0.0, a, b) == 0
    assert beta_below(1.0, a, b) == 1


def _middles(steps: int) -> list[float]:
    return [(step + 0.5) / steps for step in range(steps)]


def test_three_enthusiastic_reports_do_not_beat_forty_sober_ones() -> None:
    _, (three,) = pooled([Reports(3, 3)])
    for again in range(28, 41):
        _, (forty,) = pooled([Reports(again, 40)])
        assert forty.low > three.low
        assert forty.is_known
    assert not three.is_known


def test_without_pooling_three_would_have_beaten_forty() -> None:
    """The guard works: the plain share of three out of three is higher."""
    assert 3 / 3 > 28 / 40


def test_few_reports_of_one_group_lean_on_all_others() -> None:
    _, (alone,) = pooled([Reports(2, 2)])
    _, (among, _) = pooled([Reports(2, 2), Reports(6, 60)])
    assert among.middle < alone.middle - 0.1


def test_many_reports_of_one_group_speak_for_themselves() -> None:
    _, (sober, _) = pooled([Reports(20, 100), Reports(95, 100)])
    assert sober.middle == pytest.approx(0.2, abs=0.04)


def test_nothing_told_is_half_and_not_known() -> None:
    whole, cells = pooled([])
    assert cells == ()
    assert whole.middle == pytest.approx(0.5)
    assert not whole.is_known


@settings(max_examples=25, deadline=None)
@given(st.lists(reports, min_size=1, max_size=5))
def test_every_estimate_lies_inside_its_interval(cells: list[Reports]) -> None:
    whole, each = pooled(cells)
    for one in (whole, *each):
        assert 0 <= one.low <= one.middle <= one.high <= 1
        shown = out_of_ten(one)
        assert 0 <= shown.low <= shown.middle <= shown.high <= 10
        assert shown.low / 10 <= one.low + 1e-6
        assert shown.high / 10 >= one.high - 1e-6


@settings(max_examples=25, deadline=None)
@given(reports, st.lists(reports, max_size=3))
def test_one_more_good_report_never_lowers_an_estimate(cell: Reports, others: list[Reports]) -> None:
    _, (before, *_) = pooled([cell, *others])
    _, (after, *_) = pooled([Reports(cell.again + 1, cell.total + 1), *others])
    assert after.middle >= before.middle - 1e-9


@settings(max_examples=15, deadline=None)
@given(st.lists(reports, min_size=2, max_size=4))
def test_the_order_of_cells_does_not_matter(cells: list[Reports]) -> None:
    whole, each = pooled(cells)
    turned, other = pooled(cells[::-1])
    assert whole.middle == pytest.approx(turned.middle)
    assert [one.middle for one in each] == pytest.approx([one.middle for one in other][::-1])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10), st.integers(1, 10))
def test_ten_times_as_many_reports_are_ten_times_as_telling(again: int, total: int) -> None:
    again = min(again, total)
    _, (few,) = pooled([Reports(again, total)])
    _, (many,) = pooled([Reports(again * 10, total * 10)])
    assert many.high - many.low < few.high - few.low
    assert abs(many.middle - again / total) <= abs(few.middle - again / total) + 1e-9


def test_reports_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="4 of 3"):
        Reports(4, 3)
