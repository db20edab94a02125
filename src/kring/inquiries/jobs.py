"""Background work of questionnaires to advisers."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.jobs import every_night
from kring.foundation.rounds import SOON
from kring.inquiries.actions.collect_answers import collect_answers
from kring.inquiries.actions.forget_names import forget_names
from kring.inquiries.actions.remind_advisers import remind_advisers

every_night(collect_answers)  # again, should a job have failed, or an experience that stood in the way be gone
every_night(remind_advisers)
every_night(forget_names)


@app.task(queue="rounds", retry=SOON)
def collect(organisation_id: str) -> None:
    """Make the experiences of one organisation equal to what its advisers answered."""
    by = Actor("job", UUID(organisation_id), roles=frozenset({"answers"}))
    with acting(by) as at:
        collect_answers(by.organisation_id, by, at)
