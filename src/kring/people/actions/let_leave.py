"""Let go whoever's last day is over, and forget them after thirty days."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import local_day
from kring.people.actions.leave import leave
from kring.people.models import Person, PersonRole

KEPT = timedelta(days=30)
FORGET_LOGINS = "select private.forget_logins(%s::uuid[])"


@transaction.atomic
def let_leave(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Whose last day was before today has left; answers how many. For every round."""
    today = local_day(organisation_id, at)
    rows = Person.objects.select_for_update().filter(
        organisation_id=organisation_id, leaves_on__lt=today, left_on=None
    )
    leaving = {key: day for key, day in rows.values_list("id", "leaves_on") if day}
    leave(leaving, organisation_id=organisation_id, by=by, at=at)
    return len(leaving)


@transaction.atomic
def forget_leavers(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Thirty days after the last day the row goes, and the login if it is nobody's any more. For every night."""
    day = local_day(organisation_id, at) - KEPT
    rows = Person.objects.filter(organisation_id=organisation_id, left_on__lt=day)
    # Under lock: whoever is in a file that is taken over at this moment works here again, and stays.
    gone = dict(rows.select_for_update().values_list("id", "account_id"))
    Person.objects.filter(manager_id__in=list(gone)).update(manager_id=None)
    PersonRole.objects.filter(person_id__in=list(gone)).delete()
    Person.objects.filter(pk__in=list(gone)).delete()
    with connection.cursor() as cursor:
        cursor.execute(FORGET_LOGINS, [[account for account in gone.values() if account]])
    return len(gone)
