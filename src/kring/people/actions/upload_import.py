"""Keep a file of the HR system, sealed, until it is taken over (bestand aanleveren)."""

import base64
import zlib
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.keys.sealing import new_key
from kring.people import access
from kring.people.domain.importing.columns import FIELDS, propose
from kring.people.domain.importing.sealed import FILE
from kring.people.domain.importing.tables import read_table
from kring.people.models import ImportMapping, ImportRun, RunState

KEPT = timedelta(hours=24)
OPEN = (RunState.UPLOADED, RunState.CHECKING, RunState.CHECKED)


class BeingTakenOver(Exception):
    """Another file is being taken over right now."""


@transaction.atomic
def upload_import(*, data: bytes, by: Actor, at: datetime) -> None:
    """
    Keep the file and propose its columns; an older one that was not taken over is thrown away.

    :raises NotAllowed: if the actor is no administrator
    :raises Unreadable: if it is no table
    :raises BeingTakenOver: if another file is being taken over
    """
    access.may_administer(by).enforce()
    table = read_table(data)
    one_at_a_time("upload", by.organisation_id)
    if ImportRun.objects.filter(state=RunState.CONFIRMED).exists():
        raise BeingTakenOver
    ImportRun.objects.filter(state__in=OPEN).update(state=RunState.THROWN_AWAY)
    run_id = uuid4()
    key = new_key(by.organisation_id, holder=run_id, at=at)
    known = ImportMapping.objects.first()
    mapping = propose(table.headings, dict(zip(known.fields, known.headings, strict=True)) if known else {})
    packed = base64.b64encode(zlib.compress(data, 6)).decode()
    ImportRun(
        id=run_id,
        organisation_id=by.organisation_id,
        state=RunState.UPLOADED,
        columns=[mapping.get(field, -1) for field in FIELDS],
        data_key_id=key.id,
        sealed=key.seal(FILE, run_id, {"file": packed, "headings": [one[:120] for one in table.headings]}),
        gone_at=at + KEPT,
    ).save(force_insert=True)
    log.record("import.uploaded", "C", by=by, at=at)
