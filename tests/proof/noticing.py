"""
Which test notices that an access rule is wrong. Everything in one process on one database: a mutant is a switch.

Finding: every test runs once as it is. Meanwhile each rule that is asked something asks its mutants the same; where
one answers otherwise, this test may notice. Then, for each mutant, those tests run again with the mutant instead of
the rule, nearest and quickest first, until one fails.

Checking: the named test of each mutant must pass as it is, and fail with its mutant.
"""

import threading
import time
from collections import defaultdict
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.proof.mutants import EVERYBODY, NOBODY, Mutant, Switchboard, alike, mutants, said_by

Tests = dict[str, list[tuple[bool, float, pytest.Item]]]
TABLE = "tests/proof/test_access_rules.py"
MOST = 60
"""So many tests are tried; a mutant that only a further one would notice counts as living, which asks for a test."""


class Run:
    """The tests of this process, and the mutants they are to notice."""

    def __init__(self, session: pytest.Session, wanted: list[str]) -> None:
        self.session = session
        self.every = mutants()
        self.mutants = [one for one in self.every if not wanted or one.rule in wanted]
        self.board = Switchboard()
        self.asking = threading.local()

    def find(self) -> list[dict[str, Any]]:
        """For each mutant the test that notices, if any, and how many were tried."""
        tests = self._tests()
        self._say("")
        found = []
        for mutant in self.mutants:
            began, (by, tried) = time.monotonic(), self._killed(mutant, tests[str(mutant)])
            took = round(time.monotonic() - began, 1)
            found.append(
                {"mutant": str(mutant), "by": by, "tried": tried, "could": len(tests[str(mutant)]), "took": took}
            )
            self._say(f"{'killed' if by else 'LIVES '} {mutant} {took}s {by or f'{tried} tests do not notice'}")
        return found

    def check(self, killers: dict[str, str]) -> list[dict[str, Any]]:
        """For each mutant why its test does not show it, or nothing."""
        place = {item.nodeid: number for number, item in enumerate(self.session.items)}
        order = sorted((place[by], name) for name, by in killers.items())
        named, found, fine = {str(one): one for one in self.mutants}, [], {}
        for number, (at, name) in enumerate(order):
            item = self.session.items[at]
            following = self.session.items[order[number + 1][0]].parent if number + 1 < len(order) else self.session
            if at not in fine:
                fine[at] = self._passes(item, item.parent)
            noticed = not self._passes(item, following, named[name])
            why = "" if noticed and fine[at] else "its test passes" if fine[at] else "its test fails as it is"
            found.append({"mutant": name, "why": why})
        return found

    def _tests(self) -> Tests:
        """Every test once as it is: which mutants would have said something else to it, and how long it takes."""
        tests: Tests = defaultdict(list)
        items = self.session.items
        for item, following in zip(items, [*items[1:], None], strict=True):
            noticed: set[str] = set()
            self.board.heard = self._listening(noticed)
            began = time.monotonic()
            passed = self._passes(item, following, log=True)
            took = time.monotonic() - began
            self.board.heard = None
            for name in noticed if passed else ():
                mutant_of = name.partition(".access")[0].replace(".", "/")
                tests[name].append((mutant_of not in item.nodeid, took, item))
        return tests

    def _listening(self, noticed: set[str]) -> Any:
        by_rule = defaultdict(list)
        for mutant in self.mutants:
            by_rule[mutant.rule].append(mutant)

        def hear(name: str, args: tuple[Any, ...], values: dict[str, Any], said: Any) -> None:
            if getattr(self.asking, "mutants", False):
                return
            self.asking.mutants = True
            try:
                noticed.update(
                    str(one)
                    for one in by_rule[name]
                    if str(one) not in noticed and not alike(said, said_by(one.answer, args, values))
                )
            finally:
                self.asking.mutants = False

        return hear

    def _killed(self, mutant: Mutant, tests: list[tuple[bool, float, pytest.Item]]) -> tuple[str, int]:
        """
        The first test that fails with the mutant and passes without, and how many were tried.

        A forgotten condition is first shown to the table of rules, which asks each rule itself. A rule that is wrong
        for everybody must be noticed in what is done with it, so the table does not count there.
        """
        whole = mutant.what.endswith((EVERYBODY, NOBODY))
        ranked = [(not item.nodeid.startswith(TABLE), far, took, item) for far, took, item in tests]
        tried = sorted((one for one in ranked if one[0] or not whole), key=lambda one: one[:3])[:MOST]
        for number, (*_, item) in enumerate(tried, 1):
            if not self._passes(item, self.session, mutant) and self._passes(item, self.session):
                return item.nodeid, number
        return "", len(tried)

    def _passes(self, item: pytest.Item, following: Any, mutant: Mutant | None = None, *, log: bool = False) -> bool:
        """Run one test; what it shares with the following one, or with what that stands in, is kept."""
        self.board.mutant = mutant
        try:
            return not any(report.failed for report in runtestprotocol(item, log=log, nextitem=following))
        finally:
            self.board.mutant = None

    def _say(self, line: str) -> None:
        reporter = self.session.config.pluginmanager.get_plugin("terminalreporter")
        assert reporter is not None
        reporter.write_line(line)
        reporter._tw.flush()
