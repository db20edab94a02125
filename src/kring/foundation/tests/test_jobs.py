"""A night that could not do everything is tried again before the morning, and one that was missed is made up for."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.periodic import PeriodicDeferrer
from procrastinate.tasks import Task
from procrastinate.utils import utcnow

from kring.foundation.jobs import night, night_all, sweep

BEFORE_WORK = timedelta(hours=4)  # nights begin at 01:10 UTC, 03:10 in summer


def waits(task: Task) -> list[timedelta]:
    """How long a worker waits before each time that it tries again; it asks the task after every failure."""
    found: list[timedelta] = []
    job = Job(id=1, queue="rounds", lock=None, queueing_lock=None, task_name=task.name)
    while again := task.get_retry_exception(ArithmeticError(), job.evolve(attempts=len(found))):
        assert again.retry_decision.retry_at is not None
        found.append(again.retry_decision.retry_at - utcnow())
    return found


def test_a_night_that_failed_is_tried_again_in_the_same_night() -> None:
    assert timedelta() < sum(waits(night), timedelta()) < BEFORE_WORK


@pytest.mark.parametrize("hours", [1, 9, 23])
def test_a_worker_that_was_away_begins_with_the_night_it_missed(hours: int) -> None:
    the_night = datetime(2026, 11, 22, 1, 10, tzinfo=ZoneInfo("UTC"))
    begins = PeriodicDeferrer(app.periodic_registry, **app.periodic_defaults)
    due = {
        one.task.name: at for one, at in begins.get_previous_tasks((the_night + timedelta(hours=hours)).timestamp())
    }
    assert due[night_all.name] == the_night.timestamp()


def test_a_round_that_failed_waits_for_the_next_one() -> None:
    assert waits(sweep) == []
