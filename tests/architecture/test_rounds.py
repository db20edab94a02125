"""Whoever asks does not wait behind the rounds of hundreds of organisations, and what failed is done again."""

from procrastinate.contrib.django import app

ROUNDS = {"kring.foundation.jobs.sweep", "kring.foundation.jobs.night"}
IN_EVERY_ROUND = {
    "kring.foundation.jobs.sweep",
    "kring.guide.jobs.make_now",
    "kring.people.jobs.announce_new",
    "kring.people.jobs.import_people",
    "kring.support.jobs.find",
    "kring.supporters.jobs.enrol_new",
}
"""What these do is done by the next round as well, within five minutes."""


def test_a_round_of_one_organisation_lets_everything_else_go_first() -> None:
    ours = {name: task for name, task in app.tasks.items() if name.startswith("kring.")}
    assert ours.keys() > ROUNDS
    others = {name: task.priority for name, task in ours.items() if name not in ROUNDS}
    slow = max(ours[name].priority for name in ROUNDS)
    assert {name for name, priority in others.items() if priority <= slow} == set()


def test_what_fails_and_no_round_does_anew_is_tried_again() -> None:
    often = {name for (name, _), one in app.periodic_registry.periodic_tasks.items() if one.cron.startswith("*")}
    once = {name for name, task in app.tasks.items() if name.startswith("kring.") and task.retry_strategy is None}
    assert once - often == IN_EVERY_ROUND
