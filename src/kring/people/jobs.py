"""Background work of people."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.jobs import every_sweep
from kring.people.actions.announce_roles import announce_roles
from kring.people.actions.clear_units import clear_units

every_sweep(announce_roles)
every_sweep(clear_units)


@app.task(queue="rounds")
def announce_new(organisation_id: str) -> None:
    """Announce the new roles of one organisation."""
    by = Actor("job", UUID(organisation_id), roles=frozenset({"roles"}))
    with acting(by) as at:
        announce_roles(by.organisation_id, by, at)
