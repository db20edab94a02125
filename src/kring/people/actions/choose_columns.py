"""Say which column holds what (kolommen kiezen); remembered for the next file, and the comparing begins."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.facts import announce
from kring.foundation.keys.sealing import open_key
from kring.people import access
from kring.people.domain.importing.columns import FIELDS, lacking
from kring.people.domain.importing.sealed import FILE
from kring.people.facts import ImportChosen
from kring.people.models import ImportMapping, ImportRun, RunState


class TooFew(Exception):
    """Without a number and a name there is nothing to take over."""


@transaction.atomic
def choose_columns(*, mapping: Mapping[str, int], complete: bool, by: Actor, at: datetime) -> bool:
    """
    Keep the choice and let the worker compare; answers False if there is no file to choose for.

    :param mapping: by field the number of its column, from 0
    :param complete: whether whoever is not in the file has left
    :raises NotAllowed: if the actor is no administrator
    :raises TooFew: if the number or the name is missing
    """
    access.may_administer(by).enforce()
    if lacking(mapping):
        raise TooFew
    states = (RunState.UPLOADED, RunState.CHECKED)
    run = ImportRun.objects.select_for_update().filter(state__in=states).first()
    if run is None:
        return False
    headings = open_key(run.data_key_id).open(FILE, run.id, run.sealed)["headings"]
    chosen = {field: headings[column] for field, column in mapping.items() if column < len(headings)}
    run.columns = [mapping.get(field, -1) for field in FIELDS]
    run.is_complete, run.state = complete, RunState.CHECKING
    run.save(update_fields=["columns", "is_complete", "state"])
    remembered = ImportMapping.objects.select_for_update().first()
    if remembered is None:
        remembered = ImportMapping(organisation_id=by.organisation_id)
    remembered.fields, remembered.headings = list(chosen), list(chosen.values())
    remembered.save()
    announce(ImportChosen(by.organisation_id))
    return True
