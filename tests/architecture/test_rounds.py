"""Whoever asks does not wait behind the rounds of hundreds of organisations."""

from procrastinate.contrib.django import app

ROUNDS = {"kring.foundation.jobs.sweep", "kring.foundation.jobs.night"}


def test_a_round_of_one_organisation_lets_everything_else_go_first() -> None:
    ours = {name: task for name, task in app.tasks.items() if name.startswith("kring.")}
    assert ours.keys() > ROUNDS
    others = {name: task.priority for name, task in ours.items() if name not in ROUNDS}
    slow = max(ours[name].priority for name in ROUNDS)
    assert {name for name, priority in others.items() if priority <= slow} == set()
