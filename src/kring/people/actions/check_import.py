"""Compare the file that waits with what is there, and keep the difference to read (proefdraaien)."""

import base64
import zlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import OpenKey, open_key
from kring.foundation.tenancy.queries import local_day
from kring.people.actions.import_steps import Outcome, chosen, told, work_out
from kring.people.domain.importing.problems import Unreadable
from kring.people.domain.importing.sealed import DIFFERENCE, FILE
from kring.people.models import ImportRun, RunState


@transaction.atomic
def check_import(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """For the worker; killed halfway, the file still waits and the next round takes it up."""
    one_at_a_time("import", organisation_id)
    for run in ImportRun.objects.filter(organisation_id=organisation_id, state=RunState.CHECKING):
        try:
            key = open_key(run.data_key_id)
            outcome = outcome_of(run, key, at)
        except (Unreadable, KeyGone) as problem:
            refuse(run, problem)
            continue
        run.difference = key.seal(DIFFERENCE, run.id, told(outcome))
        run.state = RunState.CHECKED
        ImportRun.objects.filter(pk=run.pk, state=RunState.CHECKING).update(state=run.state, difference=run.difference)


def outcome_of(run: ImportRun, key: OpenKey, at: datetime) -> Outcome:
    """
    What the file of a run would change now.

    :raises Unreadable: if it cannot be read to the end
    """
    packed = key.open(FILE, run.id, run.sealed)["file"]
    return work_out(
        zlib.decompress(base64.b64decode(packed)),
        mapping=chosen(run.columns),
        complete=run.is_complete,
        organisation_id=run.organisation_id,
        today=local_day(run.organisation_id, at),
    )


def refuse(run: ImportRun, problem: Unreadable | KeyGone) -> None:
    """The file as a whole cannot be used; it says why."""
    why = problem.why if isinstance(problem, Unreadable) else "gone"
    # Not what was thrown away while it was read.
    ImportRun.objects.filter(pk=run.pk, state=run.state).update(state=RunState.REFUSED, refusal=why)
