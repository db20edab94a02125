"""
A plugin for pytest: one access rule allows everything, from the moment the tests are collected.

`KRING_MUTANT=kring.support.access.may_view python -m pytest -p tests.proof.mutating …` must fail. `make mutate` goes
through all rules.
"""

import importlib
import os

import pytest


def pytest_collection_finish(session: pytest.Session) -> None:
    """Make the rule allow everything, for good: this process runs for this one mutant."""
    from tests.proof.rules import allowing

    module, _, name = os.environ["KRING_MUTANT"].rpartition(".")
    allowing(getattr(importlib.import_module(module), name)).__enter__()
