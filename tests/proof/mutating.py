"""
A plugin for pytest: which test notices that an access rule is wrong. `make mutate` and test_mutants.py use it.

`KRING_MUTANTS=find` or `check`: see `noticing.py`. What it found goes to the file `KRING_MUTANTS_FOUND`.
"""

import json
import os
from pathlib import Path

import hypothesis
import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running each test once."""
    from tests.proof.noticing import Run  # needs settings, which the first conftest makes

    hypothesis.settings.register_profile("mutants", hypothesis.settings(), database=None)
    hypothesis.settings.load_profile("mutants")
    run = Run(session, os.environ.get("KRING_MUTANTS_OF", "").split())
    killers = os.environ.get("KRING_MUTANTS_KILLERS")
    found = run.check(json.loads(killers)) if killers else run.find()
    answer = {"mutants": [str(one) for one in run.every], "found": found}
    Path(os.environ["KRING_MUTANTS_FOUND"]).write_text(json.dumps(answer, indent=1), encoding="utf-8")
    return True
