"""End a role, or take a proposal back (een rol intrekken): at once, and one person is enough."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.facts import announce
from kring.people import access
from kring.people.domain.roles import ADMINISTRATOR, Gone, LastAdministrator
from kring.people.facts import RolesChanged
from kring.people.models import PersonRole


@transaction.atomic
def withdraw_role(*, role_id: UUID, by: Actor, at: datetime) -> str:
    """
    End it, and answer with the role.

    :raises NotAllowed: if this role is for others to decide
    :raises Gone: if it had ended already
    :raises LastAdministrator: if nobody could administer after this
    """
    found = PersonRole.objects.filter(pk=role_id).first()
    if found is None:
        raise Gone
    access.may_withdraw(by, found.role).enforce()
    if found.role == ADMINISTRATOR:
        one_at_a_time("administrators", by.organisation_id)
        others = PersonRole.objects.filter(role=ADMINISTRATOR, confirmed_by__isnull=False).exclude(pk=role_id)
        if found.confirmed_by and not others.exists():
            raise LastAdministrator
    gone, _ = PersonRole.objects.filter(pk=role_id).delete()
    if not gone:
        raise Gone
    log.record("role.withdrawn", "D", by=by, at=at, fields=[found.role])
    announce(RolesChanged(by.organisation_id))
    return found.role
