"""Take over the file that was confirmed: all of it or nothing, once, however many workers try."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import OpenKey, forget, open_key
from kring.people.actions.carry_out import carry_out
from kring.people.actions.check_import import outcome_of, refuse
from kring.people.actions.import_steps import Outcome, told
from kring.people.domain.importing.problems import Unreadable
from kring.people.domain.importing.sealed import DIFFERENCE
from kring.people.models import ImportRun, RunState


@transaction.atomic
def apply_import(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """
    For the worker.

    The run stays confirmed until everything stands, in this one transaction: killed halfway nothing is lost, and
    the next round begins again. Whoever comes second waits for the first, and then finds nothing to do.
    """
    one_at_a_time("import", organisation_id)
    one_at_a_time("units", organisation_id)  # an administrator who changes one now would be undone, or make a circle
    for run in ImportRun.objects.filter(organisation_id=organisation_id, state=RunState.CONFIRMED):
        try:
            key = open_key(run.data_key_id)
            outcome = outcome_of(run, key, at)
        except (Unreadable, KeyGone) as problem:
            refuse(run, problem)
            continue
        if not _as_read(run, key, outcome):
            fresh = key.seal(DIFFERENCE, run.id, told(outcome))
            ImportRun.objects.filter(pk=run.pk).update(
                state=RunState.CHECKED, difference=fresh, refusal="changed_meanwhile"
            )
            continue
        report = partial(tell, run, by=by)
        carry_out(outcome, organisation_id=organisation_id, by=by, at=at, report=report)
        # The run before its key, as the round that tidies has it.
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.DONE, progress=100, sealed=b"", difference=None)
        forget(run.data_key_id)


def _as_read(run: ImportRun, key: OpenKey, outcome: Outcome) -> bool:
    """Whether what happens is what the administrator read."""
    if run.difference is None or outcome.plan.stops:
        return False
    read: dict[str, int] = key.open(DIFFERENCE, run.id, run.difference)["counts"]
    now: dict[str, int] = told(outcome)["counts"]
    return read == now


def tell(run: ImportRun, percent: int, *, by: Actor) -> None:
    """
    How far it is, for the page: on a connection apart, because the rest cannot be seen before it stands.

    At 100 the transaction itself says so; the row must then be free.
    """
    if percent < 100:
        with acting(by, alias="apart"):
            ImportRun.objects.using("apart").filter(pk=run.pk).update(progress=percent)
