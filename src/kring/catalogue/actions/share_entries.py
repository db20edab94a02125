"""Make what an organisation shares equal to what it wants to share; for the worker."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.catalogue.actions import indexing
from kring.catalogue.actions.indexing import Filed
from kring.catalogue.actions.load_content import alone, vocabulary
from kring.catalogue.models import OwnEntry, SharedEntry
from kring.catalogue.queries.content import content
from kring.foundation.actor import Actor

SHARED = "gedeeld-"


@transaction.atomic
def share_entries(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """
    Publish, publish again, or withdraw. Doing it twice changes nothing.

    The new id is drawn by lot: nothing in `shared` says which organisation an entry comes from.
    """
    alone()
    entries = list(OwnEntry.objects.select_for_update().filter(organisation_id=organisation_id))
    wanted = [one for one in entries if one.is_published and one.state == OwnEntry.State.SHOWN]
    unwanted = [one for one in entries if one not in wanted and one.shared_id]
    SharedEntry.objects.filter(is_own=True, id__in=[one.shared_id for one in unwanted]).delete()
    for one in unwanted:
        one.shared_id = ""
    for one in wanted:
        one.shared_id = one.shared_id or SHARED + secrets.token_hex(8)
    OwnEntry.objects.bulk_update([*wanted, *unwanted], ["shared_id"])
    filed = [Filed(one.as_entry(one.shared_id), is_own=True, language=one.language) for one in wanted]
    known = vocabulary([*map(Filed, content().entries.values()), *filed], content())
    indexing.write(filed, content().lists, known)
    indexing.gather(content().lists, known)
