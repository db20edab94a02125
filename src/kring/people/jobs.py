"""Background work of people."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.jobs import every_night, every_sweep
from kring.people.actions.announce_roles import announce_roles
from kring.people.actions.apply_import import apply_import
from kring.people.actions.check_import import check_import
from kring.people.actions.clear_units import clear_units
from kring.people.actions.let_leave import forget_leavers, let_leave
from kring.people.actions.tidy_imports import tidy_imports

every_sweep(announce_roles)
every_sweep(clear_units)
every_sweep(let_leave)
every_sweep(check_import)
every_sweep(apply_import)
every_sweep(tidy_imports)
every_night(forget_leavers)


@app.task(queue="rounds")
def announce_new(organisation_id: str) -> None:
    """Announce the new roles of one organisation."""
    by = Actor("job", UUID(organisation_id), roles=frozenset({"roles"}))
    with acting(by) as at:
        announce_roles(by.organisation_id, by, at)


@app.task(queue="imports")
def import_people(organisation_id: str) -> None:
    """Whatever the file at hand waits for: comparing, taking over, or going; each in a transaction of its own."""
    by = Actor("job", UUID(organisation_id), roles=frozenset({"import"}))
    for work in (check_import, apply_import, tidy_imports):
        with acting(by) as at:
            work(by.organisation_id, by, at)
