"""Tell how a measure went, and take it back."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from kring.catalogue import queries as catalogue
from kring.experiences import access
from kring.experiences.domain.experience import DoesNotFit, Told, check
from kring.experiences.models import Experience
from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline


def tell_experience(*, told: Told, by: Actor, at: datetime) -> UUID:
    """
    Keep an experience for the own organisation. Sharing it is another act.

    :raises NotAllowed: for anyone who makes no policy here
    :raises DoesNotFit: if something in it cannot be, or the same was told before
    """
    access.may_tell(by).enforce()
    lists = catalogue.lists()
    check(
        told,
        entries=bool(catalogue.cards([told.entry], told.language)),
        groups=told.group in lists.groups,
        situations=told.situation in lists.situations,
        until=guideline.half_year(local_day(by.organisation_id, at)),
    )
    made = uuid4()
    values = {**told.plain, "advice": " ".join(told.advice.split())}
    try:
        with transaction.atomic():
            Experience(id=made, organisation_id=by.organisation_id, **values).save(force_insert=True)
    except IntegrityError as twice:
        raise DoesNotFit("half_year", "twice") from twice
    return made


def take_away(*, experience_id: UUID, by: Actor) -> None:
    """
    Take away an experience that is not shared. Doing it twice is fine.

    :raises NotAllowed: for anyone who makes no policy here
    :raises DoesNotFit: while it is shared, so that the worker can find it again; or while advisers can change it
    """
    access.may_tell(by).enforce()
    found = Experience.objects.filter(access.visible(by), pk=experience_id)
    if found.filter(is_fed=True).exists():
        raise DoesNotFit("entry", "fed")
    gone, _ = found.filter(is_shared=False, shared_id=None).delete()
    if not gone and found.exists():
        raise DoesNotFit("entry", "shared")
