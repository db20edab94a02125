"""Tell those who hold a role that somebody else got it (decision 15), so that a strange one is noticed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from kring.foundation.actor import Actor
from kring.foundation.mail.outbox import post
from kring.people.models import Person, PersonRole
from kring.people.wording import ROLES


@transaction.atomic
def announce_roles(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Mail to the others with the same role, and to the person; answers how many roles were new. For the worker."""
    new = list(
        PersonRole.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("person")
        .filter(is_announced=False, confirmed_by__isnull=False)
    )
    for one in new:
        for reader in _readers(one.role):
            with override(reader.language):
                role = str(ROLES[one.role])
            template = "new_role" if reader.pk == one.person_id else "new_colleague"
            post(
                f"people/mail/{template}.txt",
                to=reader.work_mail,
                language=reader.language,
                organisation_id=organisation_id,
                at=at,
                role=role,
                name=one.person.name,
            )
        one.is_announced = True
        one.save(update_fields=["is_announced"])
    return len(new)


def _readers(role: str) -> list[Person]:
    held = PersonRole.objects.filter(role=role, confirmed_by__isnull=False).values("person_id")
    return list(Person.objects.filter(pk__in=held, left_on=None).exclude(work_mail=""))
