"""What Python no longer looks through; in a process of its own, since the tests' process keeps its habits."""

import subprocess
import sys

HABITS = """
import gc
from kring.foundation import lasting
{}
print(gc.get_freeze_count() > 0, gc.get_threshold()[2])
"""


def habits(done: str) -> str:
    """Whether such a process leaves out what is loaded, and how seldom it looks through everything."""
    code = HABITS.format(done)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_a_process_that_serves_seldom_looks_through_everything_it_loaded() -> None:
    assert habits("lasting.keep_loaded()") == "True 100"


def test_a_process_that_does_not_ask_for_it_keeps_pythons_habits() -> None:
    assert habits("") == "False 10"
