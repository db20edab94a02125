"""
Each promise is broken on purpose, and the tests that `make promises` names for it stop: each of them, at least once.

A guard runs twice: as it is, when it must pass, and with the promise broken, when it must fail. How they are broken
is in breaking.py.
"""

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest

from kring.foundation.testing import Clock, make_world
from kring.portal.queries.documents import for_supporters, promises
from tests.access.populated import populate
from tests.proof.breaking import BROKEN, Broken


def guards() -> dict[str, str]:
    """Every guard of every promise: its name, and where it is."""
    every = [guard.test for promise in promises("en") for guard in promise.guards]
    return {test.partition("::")[2]: test for test in [*every, *(one.test for one in for_supporters("en"))]}


def function_of(test: str) -> Callable[..., None]:
    path, _, name = test.partition("::")
    module = path.removeprefix("src/").removesuffix(".py").replace("/", ".")
    found: Callable[..., None] = getattr(importlib.import_module(module), name)
    return found


def of_promise(number: int) -> set[str]:
    """Where the guards of a promise are; 0 is what is promised to supporters."""
    of = {promise.number: promise.guards for promise in promises("en")} | {0: for_supporters("en")}
    return {guard.test for guard in of[number]}


class Fixtures:
    """What a test asks for, made as pytest would: the common ones here, the others by its own module."""

    def __init__(self, function: Callable[..., None], given: dict[str, Any], patch: pytest.MonkeyPatch) -> None:
        self.module, self.made = sys.modules[function.__module__], dict(given)
        self.made |= {"clock": Clock(), "monkeypatch": patch}
        self.running: list[Iterator[Any]] = []

    def of(self, function: Callable[..., Any]) -> dict[str, Any]:
        """Everything that a function asks for by name."""
        return {name: self.one(name) for name in inspect.signature(function).parameters}

    def one(self, name: str) -> Any:
        """One fixture, made once."""
        if name not in self.made:
            fixture = getattr(self.module, name, None)
            makes = fixture._get_wrapped_function() if fixture else COMMON[name]
            found = makes(**self.of(makes)) if fixture else makes()
            if inspect.isgenerator(found):
                self.running.append(found)
                found = next(found)
            self.made[name] = found
        return self.made[name]

    def close(self) -> None:
        """What pytest does after the test."""
        for running in reversed(self.running):
            next(running, None)
        self.made["clock"].reset()


COMMON = {"world": make_world, "it": populate}


def run(test: str, given: dict[str, Any], patch: pytest.MonkeyPatch) -> None:
    """Run one test as pytest would, with the fixtures it asks for."""
    function = function_of(test)
    is_generated = hasattr(function, "hypothesis")
    fixtures = Fixtures(function, given, patch)
    try:
        function(**({} if is_generated else fixtures.of(function)) | given)
    finally:
        fixtures.close()


def test_every_guard_of_every_promise_fails_when_it_is_broken() -> None:
    assert set(guards()) - {one.guard for one in BROKEN} == set(), "plant in breaking.py what this guard must notice"
    assert {one.promise for one in BROKEN} == set(range(8))


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: f"{one.promise}-{one.guard[5:45]}")
def test_the_guard_of_a_broken_promise_fails(broken: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    test, given = guards()[broken.guard], dict(broken.given)
    assert test in of_promise(broken.promise)
    run(test, given, monkeypatch)
    with monkeypatch.context() as patch:
        how = broken.how(patch)
        with how or nullcontext(), pytest.raises((broken.by, pytest.fail.Exception)):
            run(test, given, patch)
