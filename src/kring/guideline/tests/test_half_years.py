"""Half-years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.guideline.queries import half_year, half_year_bounds


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "2026H1"),
        (date(2026, 6, 30), "2026H1"),
        (date(2026, 7, 1), "2026H2"),
        (date(2026, 12, 31), "2026H2"),
    ],
)
def test_a_half_year_changes_in_january_and_july(day: date, name: str) -> None:
    assert half_year(day) == name


@given(st.dates(min_value=date(1000, 1, 2), max_value=date(9999, 6, 30)))
def test_a_day_lies_within_the_bounds_of_its_half_year_and_the_days_outside_do_not(day: date) -> None:
    first, last = half_year_bounds(half_year(day))
    assert first <= day <= last
    assert half_year(first) == half_year(last) == half_year(day)
    assert half_year(last + timedelta(days=1)) > half_year(day)


@pytest.mark.parametrize("name", ["2026", "2026H3", "26H1", "2026h1", "2026H1 ", "", "x2026H1"])
def test_anything_else_is_not_a_half_year(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a half-year"):
        half_year_bounds(name)
