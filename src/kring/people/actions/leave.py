"""Somebody has left (uit dienst): no access from this moment, no role, nobody's manager."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.facts import announce
from kring.people.facts import PeopleLeft, RolesChanged
from kring.people.models import PersonRole, Unit

LEAVE = """
update people_person p set left_on = u.day, leaves_on = null
from unnest(%s::uuid[], %s::date[]) as u(id, day)
where p.organisation_id = %s and p.id = u.id and p.left_on is null
"""


@transaction.atomic
def leave(leaving: Mapping[UUID, date], *, organisation_id: UUID, by: Actor, at: datetime) -> None:
    """
    Let people go, by id with their last day; for the worker.

    `private.who` answers nothing for whoever left, so sessions are as good as ended. The login stays until the row
    goes, after thirty days: a file that was wrong can still be put right.
    """
    if not leaving:
        return
    ids = list(leaving)
    with connection.cursor() as cursor:
        cursor.execute(LEAVE, [ids, [leaving[one] for one in ids], organisation_id])
    roles, _ = PersonRole.objects.filter(person_id__in=ids).delete()
    Unit.objects.filter(manager_id__in=ids).update(manager_id=None, manager_name="")
    log.record("people.left", "U", by=by, at=at)
    announce(PeopleLeft(organisation_id, tuple(ids), at))
    if roles:
        announce(RolesChanged(organisation_id))
