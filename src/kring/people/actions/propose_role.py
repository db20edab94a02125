"""Propose somebody for a role (een rol geven): it counts when a second person confirms it (decision 15)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.decision import Decision, NotAllowed
from kring.people import access
from kring.people.domain.roles import check_together
from kring.people.models import Person, PersonRole


@transaction.atomic
def propose_role(*, person_id: UUID, role: str, by: Actor, at: datetime) -> None:
    """
    A second time nothing changes.

    :raises NotAllowed: if the actor is no administrator, proposes themselves, or there is no such person here
    :raises RolesClash: if the person has a role that does not go together with this one
    """
    access.may_propose(by, person_id).enforce()
    one_at_a_time("roles", person_id)
    if not Person.objects.filter(pk=person_id, left_on=None).exists():
        raise NotAllowed(Decision(False, "There is nobody like that here."))
    held = frozenset(PersonRole.objects.filter(person_id=person_id).values_list("role", flat=True))
    if role in held:
        return
    check_together(role, held)
    PersonRole(
        organisation_id=by.organisation_id, person_id=person_id, role=role, granted_by=by.subject, is_announced=False
    ).save(force_insert=True)
    log.record("role.proposed", "C", by=by, at=at, fields=[role])
