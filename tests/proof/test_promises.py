"""
Each promise is broken once or twice, on purpose, and the tests that `make promises` names for it stop.

A guard runs twice: as it is, when it must pass, and with the promise broken, when it must fail.
"""

import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from types import FunctionType
from typing import Any

import pytest
from django.db import connections
from django.db.models import QuerySet

from kring.foundation import reach
from kring.foundation.audit import log
from kring.foundation.disclosure import rules
from kring.foundation.testing import Clock, fetch, make_world
from kring.guideline import queries as guideline
from kring.portal import wording
from kring.portal.queries.documents import for_supporters, promises
from kring.support import access
from kring.support.actions import dissolve
from kring.support.models import Sharing, Trajectory
from tests.access.populated import populate
from tests.access.probing import WEB
from tests.proof.rules import allowing

Break = Callable[[pytest.MonkeyPatch], Any]


@dataclass(frozen=True)
class Broken:
    """A promise, one of its guards, and how the promise is broken."""

    promise: int
    guard: str
    how: Break
    given: tuple[tuple[str, Any], ...] = ()


@contextmanager
def as_owner(before: str, after: str) -> Iterator[None]:
    """The owner of the database does something, and undoes it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(before)
        try:
            yield
        finally:
            cursor.execute(after)


def opened(table: str) -> Break:
    """The policies of a table forget who asks."""
    policy = f"create policy promise on {table} for select to kring_web using (organisation_id = private.org())"
    return lambda _: as_owner(policy, f"drop policy promise on {table}")


def patched(place: Any, name: str, instead: Any) -> Break:
    """Something does something else."""
    return lambda patch: patch.setattr(place, name, instead)


def kept(patch: pytest.MonkeyPatch) -> None:
    """What is taken back stays."""
    real = QuerySet.delete

    def delete(rows: Any) -> Any:
        return (0, {}) if rows.model is Sharing else real(rows)

    patch.setattr(QuerySet, "delete", delete)


def counting(patch: pytest.MonkeyPatch) -> None:
    """A page says how many people are supported now."""
    real = wording.half_year_words
    supported = "select count(*) from support_trajectory"
    patch.setattr(wording, "half_year_words", lambda name: f"{real(name)} {fetch(supported)[0][0]}")


@contextmanager
def bare(_: pytest.MonkeyPatch) -> Iterator[None]:
    """Figures are shown by a threshold alone, as elsewhere."""
    real = rules.publish.__code__
    rules.publish.__code__ = _bare.__code__  # type: ignore[attr-defined]
    try:
        yield
    finally:
        rules.publish.__code__ = real  # type: ignore[attr-defined]


def _bare(total: Any, divisions: Any) -> Any:
    each = {one: Shown(rounded(n) if n >= THRESHOLD else None) for one, n in divisions.items()}  # type: ignore[name-defined]  # noqa: F821
    return Shown(rounded(total) if total >= THRESHOLD else None), each  # type: ignore[name-defined]  # noqa: F821


def allows(function: Any) -> Break:
    """A rule allows everything."""
    assert isinstance(function, FunctionType)
    return lambda _: allowing(function)


COLUMN = "alter table support_conversation add said text", "alter table support_conversation drop said"
GRANT = "grant select on private.counter to kring_web", "revoke select on private.counter from kring_web"
STORY = (("story", "Gisteren is er iets heel ergs gebeurd"),)
ROW = (("name", "support_trajectory.active"), ("role", WEB))
OPENING = "test_each_opening_of_the_card_is_one_line_that_only_this_support_can_read"
SIX_MONTHS = "test_everything_is_gone_six_months_after_asking_whatever_happened"
CONDITIONS = "conditions_of_confidentiality"


def silent(*args: Any, **values: Any) -> None:
    """A log that writes nothing."""


def late(day: date) -> date:
    """A hard stop five years on."""
    return day + timedelta(days=1825)


BROKEN = [
    Broken(1, "test_no_table_has_room_for_a_story", lambda _: as_owner(*COLUMN)),
    Broken(1, "test_a_story_is_no_name", allows(reach.is_a_name), STORY),
    Broken(2, "test_it_is_taken_back_at_once", kept),
    Broken(2, "test_a_manager_reads_the_sentence_until_it_is_taken_back", kept),
    Broken(2, "test_who_leads_or_administers_sees_the_same_with_and_without_support", counting, (("name", "Hanna"),)),
    Broken(3, "test_rows_do_what_the_list_says", opened("support_trajectory"), ROW),
    Broken(4, OPENING, patched(log, "record", silent)),
    Broken(4, "test_erasing_leaves_nothing_and_is_not_counted", patched(Trajectory, "delete", lambda self: None)),
    Broken(5, "test_the_key_is_destroyed_with_the_trajectory", patched(dissolve, "forget_all", lambda keys: None)),
    Broken(
        5,
        SIX_MONTHS,
        patched(guideline, "hard_stop_on", late),
    ),
    Broken(6, "test_what_is_left_over_is_nothing_or_at_least_ten", bare),
    Broken(6, "test_the_web_role_cannot_reach_raw_counters", lambda _: as_owner(*GRANT)),
    Broken(7, "test_the_three_conditions_stand_before_the_button", patched(guideline, CONDITIONS, tuple)),
    Broken(7, "test_one_alone_opens_nothing", allows(access.may_read_opened)),
]


def guards() -> dict[str, str]:
    """Every guard of every promise: its name, and where it is."""
    every = [guard.test for promise in promises("en") for guard in promise.guards]
    return {test.partition("::")[2]: test for test in [*every, *(one.test for one in for_supporters("en"))]}


def function_of(test: str) -> Callable[..., None]:
    path, _, name = test.partition("::")
    module = path.removeprefix("src/").removesuffix(".py").replace("/", ".")
    found: Callable[..., None] = getattr(importlib.import_module(module), name)
    return found


def run(test: str, given: dict[str, Any], patch: pytest.MonkeyPatch) -> None:
    """Run one test as pytest would, with the fixtures it asks for."""
    clock = Clock()
    clock.reset()
    makes = {"world": make_world, "clock": lambda: clock, "it": populate, "monkeypatch": lambda: patch}
    function = function_of(test)
    inner = getattr(getattr(function, "hypothesis", None), "inner_test", None)
    wanted = [] if inner else [name for name in inspect.signature(function).parameters if name not in given]
    try:
        function(**{name: makes[name]() for name in wanted}, **given)
    finally:
        clock.reset()


def test_every_promise_is_broken_at_least_once() -> None:
    assert {one.promise for one in BROKEN} == set(range(1, 8)) == {promise.number for promise in promises("en")}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: f"{one.promise}-{one.guard[5:45]}")
def test_the_guard_of_a_broken_promise_fails(broken: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    test, given = guards()[broken.guard], dict(broken.given)
    own = {guard.test for promise in promises("en") if promise.number == broken.promise for guard in promise.guards}
    assert test in own
    run(test, given, monkeypatch)
    with monkeypatch.context() as patch:
        how = broken.how(patch)
        if how is None:
            with pytest.raises((Exception, pytest.fail.Exception)):
                run(test, given, patch)
        else:
            with how, pytest.raises((Exception, pytest.fail.Exception)):
                run(test, given, patch)


def test_every_named_guard_is_a_test_that_is_there() -> None:
    assert len(guards()) > 45
    assert [test for test in guards().values() if not callable(function_of(test))] == []
