"""Days of conversations, reminders and endings."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.guideline import queries
from kring.guideline.queries import TimingTemplate

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31))
TEMPLATES = st.sampled_from(queries.timing_templates())


def test_the_templates_are_those_of_the_guideline_and_of_practice() -> None:
    keys = [template.key for template in queries.timing_templates()]
    assert keys == ["guideline", "uniformed", "olvg", "company_team", "trim"]


def test_the_uniformed_services_talk_after_some_days_then_weeks_then_three_months() -> None:
    windows = queries.windows_for(queries.timing_template("uniformed"), date(2026, 3, 2))
    assert [(w.from_day, w.to_day) for w in windows] == [
        (date(2026, 3, 4), date(2026, 3, 7)),
        (date(2026, 3, 30), date(2026, 4, 13)),
        (date(2026, 5, 25), date(2026, 6, 8)),
    ]


def test_only_the_guideline_itself_leaves_the_days_free() -> None:
    free = {t.key for t in queries.timing_templates() if any(step.free for step in t.steps)}
    assert free == {"guideline"}


@given(TEMPLATES, DAYS)
def test_there_are_three_windows_in_order_that_never_overlap(template: TimingTemplate, day: date) -> None:
    windows = queries.windows_for(template, day)
    assert [window.conversation for window in windows] == [1, 2, 3]
    assert len(windows) == queries.MAX_CONVERSATIONS
    edges = [edge for window in windows for edge in (window.from_day, window.to_day)]
    assert edges == sorted(edges) and windows[0].from_day >= day
    assert all(earlier.to_day < later.from_day for earlier, later in pairwise(windows))


@given(TEMPLATES, DAYS, st.integers(min_value=-400, max_value=400))
def test_moving_the_reference_day_moves_every_window_as_far(template: TimingTemplate, day: date, shift: int) -> None:
    moved = queries.windows_for(template, day + timedelta(days=shift))
    for window, other in zip(queries.windows_for(template, day), moved, strict=True):
        assert (other.from_day - window.from_day).days == (other.to_day - window.to_day).days == shift


@given(TEMPLATES, DAYS)
def test_a_window_holds_its_own_edges_and_nothing_outside(template: TimingTemplate, day: date) -> None:
    for window in queries.windows_for(template, day):
        assert window.holds(window.from_day) and window.holds(window.to_day)
        assert not window.holds(window.from_day - timedelta(days=1))
        assert not window.holds(window.to_day + timedelta(days=1))


@given(TEMPLATES, DAYS)
def test_every_template_lets_go_before_the_hard_stop(template: TimingTemplate, day: date) -> None:
    last = queries.windows_for(template, day)[-1].to_day
    assert queries.closes_on(last) < queries.hard_stop_on(day)


@given(DAYS)
def test_help_is_talked_about_four_to_six_weeks_after_the_event(day: date) -> None:
    first, last = queries.help_reminder_on(day)
    assert first == day + timedelta(weeks=4)
    assert last == day + timedelta(weeks=6)


def test_support_closes_fourteen_days_after_the_last_planned_conversation() -> None:
    assert queries.closes_on(date(2026, 2, 20)) == date(2026, 3, 6)
    assert queries.closes_on(date(2026, 2, 20), days=1) == date(2026, 2, 21)


def test_support_cannot_close_before_its_last_conversation() -> None:
    with pytest.raises(ValueError, match="before its last conversation"):
        queries.closes_on(date(2026, 2, 20), days=-1)


@pytest.mark.parametrize(
    ("opened", "stops"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 10, 31), date(2027, 4, 30)),
        (date(2026, 12, 1), date(2027, 6, 1)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_the_hard_stop_is_six_calendar_months_later(opened: date, stops: date) -> None:
    assert queries.hard_stop_on(opened) == stops


@given(DAYS, DAYS)
def test_who_opens_later_never_stops_earlier(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert queries.hard_stop_on(earlier) <= queries.hard_stop_on(later)


@given(TEMPLATES, DAYS)
def test_without_a_known_event_the_day_of_asking_counts(template: TimingTemplate, asked_on: date) -> None:
    assert queries.reference_day(template=template, asked_on=asked_on, event_day=None) == asked_on


@given(TEMPLATES, DAYS, st.integers(min_value=0, max_value=200))
def test_the_first_conversation_can_always_still_be_held(
    template: TimingTemplate, event_day: date, later: int
) -> None:
    asked_on = event_day + timedelta(days=later)
    day = queries.reference_day(template=template, asked_on=asked_on, event_day=event_day)
    assert day in (event_day, asked_on)
    assert queries.windows_for(template, day)[0].to_day >= asked_on


def test_the_event_counts_until_the_last_day_of_its_first_window() -> None:
    olvg, event = queries.timing_template("olvg"), date(2026, 5, 1)
    assert queries.reference_day(template=olvg, asked_on=date(2026, 5, 5), event_day=event) == event
    late = date(2026, 5, 6)
    assert queries.reference_day(template=olvg, asked_on=late, event_day=event) == late


def test_an_event_after_the_day_of_asking_is_refused() -> None:
    olvg = queries.timing_template("olvg")
    with pytest.raises(ValueError, match="after the day of asking"):
        queries.reference_day(template=olvg, asked_on=date(2026, 5, 1), event_day=date(2026, 5, 2))
