"""The page of the reference: made of what was measured, and nothing else."""

import os

from bench.page import page_of
from bench.results import PAGE, known_of, path_of

FIRST_VISIT = 60_000  # bytes
TOGETHER = 250  # megabytes of two workers


def test_the_page_of_the_reference_says_what_was_measured() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_of(known_of("national")), "make it again: make bench PARTS=weight"


def test_a_figure_that_was_changed_by_hand_is_noticed() -> None:
    known = known_of("national")
    known["asking"]["errors"] += 1
    assert PAGE.read_text(encoding="utf-8") != page_of(known)


def test_what_does_not_depend_on_the_machine_is_as_it_was_promised() -> None:
    known = known_of("national")
    assert known["asking"]["errors"] == 0
    assert all(one["total"] < FIRST_VISIT for one in known["weight"].values())
    assert known["load"]["memory_mb"] < TOGETHER


def test_results_say_nothing_of_a_machine() -> None:
    text = path_of("national").read_text(encoding="utf-8")
    assert not any(word in text for word in ("/home", "/root", "/tmp", "/var", os.uname().nodename))
