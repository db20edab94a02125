"""
Mutation of every access rule, bounded: the test that once noticed a mutant still does.

killers.toml names for each mutant the nearest and quickest test; here each of them must pass as it is, and fail with
its mutant. `make mutate` finds them anew, among all tests. What nobody notices is in survivors.toml, each with why.
"""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.proof.mutants import alike, mutants

HERE = Path(__file__).parent
KILLERS: dict[str, str] = tomllib.loads((HERE / "killers.toml").read_text(encoding="utf-8"))
SURVIVORS: dict[str, str] = tomllib.loads((HERE / "survivors.toml").read_text(encoding="utf-8"))
PARTS = 2


def checked(killers: dict[str, str], scratch: Path) -> dict[str, str]:
    """Run the tests of these mutants in a process of their own; the mutants that they do not notice."""
    found = scratch / "found.json"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))}
    environ = {**kept, "KRING_MUTANTS_FOUND": str(found), "KRING_MUTANTS_KILLERS": json.dumps(killers)}
    tests = sorted(set(killers.values()))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.proof.mutating", *tests]
    done = subprocess.run(command, cwd=HERE.parents[1], env=environ, capture_output=True, text=True)
    assert found.exists(), done.stdout + done.stderr
    return {one["mutant"]: one["why"] for one in json.loads(found.read_text(encoding="utf-8"))["found"] if one["why"]}


def test_every_mutant_is_noticed_or_argued() -> None:
    names = [str(one) for one in mutants()]
    assert len(names) == len(set(names)) > 350
    assert set(names) - set(KILLERS) - set(SURVIVORS) == set(), "make mutate ARGS=<the rules before the colon>"
    assert (set(KILLERS) | set(SURVIVORS)) - set(names) == set(), "these are gone: make mutate"
    assert set(KILLERS) & set(SURVIVORS) == set()
    assert [name for name, why in SURVIVORS.items() if len(why) < 30] == []


@pytest.mark.parametrize("part", range(PARTS))
def test_each_mutant_is_still_noticed(tmp_path: Path, part: int) -> None:
    """In parts, so that two processes share them; tests of one file stay together."""
    order = sorted(KILLERS.items(), key=lambda pair: pair[::-1])
    mine = dict(order[len(order) * part // PARTS : len(order) * (part + 1) // PARTS])
    assert checked(mine, tmp_path) == {}, "make mutate ARGS=<the rules before the colon>"


def test_a_mutant_that_its_test_does_not_notice_is_found(tmp_path: Path) -> None:
    other = KILLERS["kring.people.access.may_administer: no to everybody"]
    wrong = "kring.guide.access.may_publish: yes to everybody"
    assert checked({wrong: other}, tmp_path) == {wrong: "its test passes"}


def test_a_mutant_answers_otherwise_to_somebody() -> None:
    yes, no = (one for one in mutants() if one.rule == "kring.guide.access.may_make" and "everybody" in one.what)
    assert alike(yes.answer(), yes.answer()) and not alike(yes.answer(), no.answer())
