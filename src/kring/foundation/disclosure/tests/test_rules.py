"""No published number reveals a group under ten, also not by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from kring.foundation.disclosure.counters import publish_half_year, tally
from kring.foundation.disclosure.models import PublishedFigure
from kring.foundation.disclosure.rules import BASE, THRESHOLD, publish, rounded
from kring.foundation.testing import World, as_

counts = st.dictionaries(st.integers(0, 30), st.integers(0, 60), max_size=12)


@given(counts, st.integers(0, 20))
def test_what_is_left_over_is_nothing_or_at_least_ten(divisions: dict[int, int], without_division: int) -> None:
    total = sum(divisions.values()) + without_division
    whole, each = publish(total, divisions)
    shown = sum(count for division, count in divisions.items() if each[division].rounded is not None)
    if whole.rounded is not None:
        assert total - shown == 0 or total - shown >= THRESHOLD
    else:
        assert all(figure.rounded is None for figure in each.values())
    assert all(divisions[d] >= THRESHOLD for d, figure in each.items() if figure.rounded is not None)


def test_a_bare_threshold_would_leak_and_this_rule_does_not() -> None:
    divisions = {"a": 40, "b": 30, "c": 4}
    bare = sum(count for count in divisions.values() if count >= THRESHOLD)
    assert 0 < 74 - bare < THRESHOLD  # the control: one subtraction finds division c
    _, each = publish(74, divisions)
    assert each["b"].rounded is None and each["a"].rounded == 40


@given(st.integers(0, 10_000))
def test_rounding_is_to_the_nearest_five(count: int) -> None:
    assert rounded(count) % BASE == 0 and abs(rounded(count) - count) <= BASE // 2


def test_a_half_year_is_published_once_and_never_again(world: World) -> None:
    with as_(world.job()):
        tally(world.organisation_id, "2026H1", {(world.division, "asked"): 33, (None, "asked"): 12})
        assert publish_half_year(world.organisation_id, "2026H1", {world.division: "Divisie Acuut"}) == 2
        tally(world.organisation_id, "2026H1", {(world.division, "asked"): 50})
        assert publish_half_year(world.organisation_id, "2026H1", {world.division: "Divisie Acuut"}) == 0
        figures = {figure.division_name: figure.rounded for figure in PublishedFigure.objects.all()}
    assert figures == {"": 45, "Divisie Acuut": 35}


def test_the_web_role_cannot_reach_raw_counters(world: World) -> None:
    import pytest
    from django.db import ProgrammingError, connection

    for statement in (
        "select * from private.counter",
        "select * from private.counted('2026H1')",
        "select private.tally('2026H1', '[]')",
    ):
        with pytest.raises(ProgrammingError), as_(world["Hanna"].actor), connection.cursor() as cursor:
            cursor.execute(statement)
