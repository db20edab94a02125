"""Change what an organisation decides for itself (instellingen)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.tenancy import access, queries
from kring.foundation.tenancy.models import Organisation
from kring.portal.queries import house


@transaction.atomic
def change_organisation(*, values: Mapping[str, object], by: Actor, at: datetime) -> frozenset[str]:
    """
    Set these columns, and answer with the ones that were different. The log holds which, not what.

    :raises NotAllowed: if the actor is no administrator, or a column is not among those that may change
    :raises django.db.IntegrityError: for a value outside its range; the form says so first
    """
    access.may_change(by, frozenset(values)).enforce()
    row = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    changed = frozenset(name for name, value in values.items() if getattr(row, name) != value)
    if changed:
        Organisation.objects.filter(pk=row.pk).update(**{name: values[name] for name in changed})
        log.record("organisation.changed", "U", by=by, at=at, fields=sorted(changed))
        queries.forget(row.pk)
        house.forget(row.pk)
    return changed
