"""Make what an organisation shares equal to what it wants to share, and count again; for the worker."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from kring.experiences.actions.estimate import estimate
from kring.experiences.models import Experience, SharedExperience, Telling
from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import organisation

_LOCK = 0x65787065  # "expe": two that count at once would not see each other's experiences
TOLD = [field.name for field in Telling._meta.get_fields()]


@transaction.atomic
def share_experiences(organisation_id: UUID, by: Actor, at: datetime, *, also: Iterable[str] = ()) -> None:
    """
    Share, share otherwise, or stop. Doing it twice changes nothing.

    The id for others is drawn by lot: without a name nothing says which organisation told it.

    :param also: entries of which a shared experience changed
    """
    alone()
    rows = list(Experience.objects.select_for_update().filter(organisation_id=organisation_id))
    wanted = [one for one in rows if one.is_shared]
    unwanted = [one for one in rows if one.shared_id and not one.is_shared]
    fresh = [one for one in wanted if not one.shared_id]
    SharedExperience.objects.filter(pk__in=[one.shared_id for one in unwanted]).delete()
    for one in unwanted:
        one.shared_id = None
    for one in fresh:
        one.shared_id = uuid4()
    Experience.objects.bulk_update([*fresh, *unwanted], ["shared_id"])
    _write(wanted, organisation(organisation_id).name)
    estimate({*also, *(one.entry for one in [*fresh, *unwanted])})


def alone() -> None:
    """Wait until nobody else writes what is shared, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _write(wanted: Iterable[Experience], name: str) -> None:
    SharedExperience.objects.bulk_create(
        [
            SharedExperience(
                id=one.shared_id,
                organisation_name=(one.house or name) if one.is_named else "",
                **{field: getattr(one, field) for field in TOLD},
            )
            for one in wanted
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["organisation_name", *TOLD],
    )
