"""Background work of support: three lines each."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.jobs import every_night, every_sweep
from kring.support.actions.dissolve import dissolve
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.note_mail import show_unsure
from kring.support.actions.sweep_support import sweep_support
from kring.support.actions.tell_of_opening import tell_of_opening

every_sweep(sweep_support)
every_sweep(show_unsure)
every_sweep(tell_of_opening)
every_night(dissolve)


@app.task(queue="matching")
def find(organisation_id: str) -> None:
    """Match the waiting requests of one organisation."""
    by = Actor("job", UUID(organisation_id), roles=frozenset({"matching"}))
    with acting(by) as at:
        find_supporters(by.organisation_id, by, at)
