"""Answers to one question and kinds of one thing: no part betrays another, and nobody is told what all said."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from kring.foundation.disclosure.counters import figures_of
from kring.foundation.disclosure.rules import THRESHOLD, publish_parts

parts = st.dictionaries(st.sampled_from(["high", "mid", "low", "other"]), st.integers(0, 60))


@given(parts)
def test_what_is_hidden_is_at_least_ten_unless_three_parts_are_everything(counts: dict[str, int]) -> None:
    each = publish_parts(counts)
    shown = [counts[part] for part, figure in each.items() if figure.rounded is not None]
    rest = sum(counts.values()) - sum(shown)
    assert all(count >= THRESHOLD for count in shown)
    assert not shown or rest >= THRESHOLD or (rest == 0 and len(shown) >= 3)


def test_that_everybody_said_the_same_is_not_shown() -> None:
    assert publish_parts({"high": 40})["high"].rounded is None
    assert publish_parts({"high": 40, "mid": 20})["mid"].rounded is None


def test_three_parts_of_ten_are_shown_whole() -> None:
    assert [figure.rounded for figure in publish_parts({"high": 40, "mid": 21, "low": 12}).values()] == [40, 20, 10]


def test_a_part_is_never_shown_per_division() -> None:
    division = uuid4()
    counted = {(division, "asked"): 40, (division, "kind:a"): 25, (None, "kind:b"): 30, (None, "events"): 60}
    figures = {key: shown.rounded for key, shown in figures_of(counted, [division]).items()}
    assert figures == {
        (None, "asked"): 40,
        (division, "asked"): 40,
        (None, "events"): 60,
        (None, "kind:b"): 30,
    }


def test_nobody_can_tell_a_part_with_a_few_from_one_with_none() -> None:
    few = figures_of({(None, "kind:a"): 40, (None, "kind:b"): 15, (None, "kind:c"): 3}, [])
    none = figures_of({(None, "kind:a"): 40, (None, "kind:b"): 15}, [])
    assert few == none
