"""Keep the supporters equal to who holds the role: a card for whoever got it, none for whoever gave it up."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.facts import announce
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline
from kring.people import queries as people
from kring.people.queries import RoleHolder
from kring.supporters.facts import SupportersGone
from kring.supporters.models import Availability, Supporter

ROLE = "supporter"
NOT_TRAINED_YET = timedelta(days=1)
"""A new card begins as if the training ended yesterday: a coordinator says until when it is valid (K)."""


@transaction.atomic
def enrol(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """
    Make and take away cards. For the worker; doing it again changes nothing.

    Whoever gave up the role cannot be asked from this moment, and others look further for whom they support.
    """
    if people.holder_ids(ROLE) == set(Supporter.objects.values_list("id", flat=True)):
        return
    one_at_a_time("enrol", organisation_id)  # a round and a job at once would both make the same card
    holders = {one.id: one for one in people.holders(ROLE)}
    known = set(Supporter.objects.select_for_update().values_list("id", flat=True))
    if gone := frozenset(known - set(holders)):
        # Released before their cards go: a night that lets them rest holds requests first, then their availability.
        announce(SupportersGone(organisation_id, gone, at))
        Supporter.objects.filter(pk__in=gone).delete()
    windows = [window.key for window in guideline.time_windows()]
    yesterday = local_day(organisation_id, at) - NOT_TRAINED_YET
    for person_id in set(holders) - known:
        one = holders[person_id]
        Supporter.objects.create(
            id=one.id,
            organisation_id=organisation_id,
            name=one.name[:60],
            craft=one.craft,
            unit_id=one.unit_id,
            unit_name=one.unit_name,
            windows=windows,
            languages=_languages(one),
            trained_until=yesterday,
        )
        Availability.objects.create(
            supporter_id=one.id, organisation_id=organisation_id, mail=one.work_mail, language=one.language
        )


def _languages(one: RoleHolder) -> list[str]:
    return sorted({"nl", one.language})
