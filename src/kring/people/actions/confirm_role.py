"""Confirm a role that somebody else proposed (een rol bevestigen); from then on it counts (decision 15)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.facts import announce
from kring.people import access
from kring.people.domain.roles import Gone, check_together
from kring.people.facts import RolesChanged
from kring.people.models import PersonRole


@transaction.atomic
def confirm_role(*, role_id: UUID, by: Actor, at: datetime) -> str:
    """
    Confirm, and answer with the role.

    :raises NotAllowed: if the actor proposed it, if it is the actor's own, or if it is for others to decide
    :raises Gone: if it was confirmed or taken back meanwhile
    :raises RolesClash: if the person got a role meanwhile that does not go together with this one
    """
    found = PersonRole.objects.filter(pk=role_id).first()
    if found is None:
        raise Gone
    access.may_confirm(by, found.role, person_id=found.person_id, granted_by=found.granted_by).enforce()
    one_at_a_time("roles", found.person_id)
    held = PersonRole.objects.filter(person_id=found.person_id, confirmed_by__isnull=False)
    check_together(found.role, frozenset(held.values_list("role", flat=True)))
    changed = PersonRole.objects.filter(pk=role_id, confirmed_by=None).update(confirmed_by=by.subject)
    if not changed:
        raise Gone
    log.record("role.confirmed", "U", by=by, at=at, fields=[found.role])
    announce(RolesChanged(by.organisation_id))
    return found.role
