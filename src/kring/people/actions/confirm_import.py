"""Take over what was read (doorvoeren), or throw the file away (weggooien)."""

from datetime import datetime

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.facts import announce
from kring.foundation.keys.sealing import open_key
from kring.people import access
from kring.people.actions.upload_import import OPEN
from kring.people.domain.importing.sealed import DIFFERENCE
from kring.people.facts import ImportChosen
from kring.people.models import ImportRun, RunState


@transaction.atomic
def confirm_import(*, by: Actor, at: datetime) -> bool:
    """
    Let the worker take the file over; answers False if there is none that can be.

    :raises NotAllowed: if the actor is no administrator
    """
    access.may_administer(by).enforce()
    run = ImportRun.objects.select_for_update().filter(state=RunState.CHECKED).first()
    if run is None or run.difference is None:
        return False
    if open_key(run.data_key_id).open(DIFFERENCE, run.id, run.difference)["stops"]:
        return False
    run.state = RunState.CONFIRMED
    run.save(update_fields=["state"])
    log.record("import.confirmed", "E", by=by, at=at)
    announce(ImportChosen(by.organisation_id))
    return True


@transaction.atomic
def throw_import_away(*, by: Actor, at: datetime) -> None:
    """
    Throw the file away; the worker destroys its key.

    :raises NotAllowed: if the actor is no administrator
    """
    access.may_administer(by).enforce()
    ended = (RunState.DONE, RunState.REFUSED)
    ImportRun.objects.filter(state__in=[*OPEN, *ended]).update(state=RunState.THROWN_AWAY)
    log.record("import.thrown_away", "D", by=by, at=at)
    announce(ImportChosen(by.organisation_id))
