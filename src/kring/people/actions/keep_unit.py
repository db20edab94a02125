"""Add, rename, move or remove a unit (afdeling), or say who leads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.decision import Decision, NotAllowed
from kring.people import access, queries
from kring.people.domain.tree import InUse, below, check_no_circle, division_of
from kring.people.models import Unit

NOT_HERE = Decision(False, "There is no such unit or manager here.")


@dataclass(frozen=True, slots=True)
class UnitWish:
    """How a unit should be."""

    name: str
    level: str
    parent_id: UUID | None
    manager_id: UUID | None


@transaction.atomic
def keep_unit(*, unit_id: UUID | None, wish: UnitWish, by: Actor, at: datetime) -> UUID:
    """
    Change a unit, or add one if `unit_id` is None; answers with its key. All below it move along.

    Who led it before may stay, also without the role: the file of the HR system says who leads whom.

    :raises NotAllowed: if the actor is no administrator, or names a unit or manager that is not here
    :raises Circle: if it would stand under itself
    """
    access.may_administer(by).enforce()
    one_at_a_time("units", by.organisation_id)
    parents: dict[UUID, UUID | None] = dict(Unit.objects.filter(is_removed=False).values_list("id", "parent_id"))
    named = {unit for unit in (unit_id, wish.parent_id) if unit is not None}
    if not named <= set(parents):
        raise NotAllowed(NOT_HERE)
    key = unit_id or uuid4()
    check_no_circle(key, wish.parent_id, parents)
    parents[key] = wish.parent_id
    values = {
        "name": wish.name,
        "sort_name": wish.name.casefold(),
        "level": wish.level,
        "parent_id": wish.parent_id,
        "division_id": division_of(key, parents),
        "manager_id": wish.manager_id,
        "manager_name": _manager_name(wish.manager_id, unit_id),
    }
    if unit_id is None:
        Unit(id=key, organisation_id=by.organisation_id, **values).save(force_insert=True)
    else:
        Unit.objects.filter(pk=key).update(**values)
        Unit.objects.filter(pk__in=below(key, parents)).update(division_id=values["division_id"])
    log.record("unit.kept", "U" if unit_id else "C", by=by, at=at)
    return key


@transaction.atomic
def remove_unit(*, unit_id: UUID, by: Actor, at: datetime) -> None:
    """
    Take a unit away from every page now; the next round of the worker deletes it.

    :raises NotAllowed: if the actor is no administrator
    :raises InUse: if people work there, or other units stand under it
    """
    access.may_administer(by).enforce()
    one_at_a_time("units", by.organisation_id)
    if queries.is_used(unit_id):
        raise InUse
    if Unit.objects.filter(pk=unit_id, is_removed=False).update(is_removed=True):
        log.record("unit.removed", "D", by=by, at=at)


def _manager_name(manager_id: UUID | None, unit_id: UUID | None) -> str:
    if manager_id is None:
        return ""
    before = Unit.objects.filter(pk=unit_id).first() if unit_id else None
    if before and before.manager_id == manager_id:
        return before.manager_name
    found = next((one for one in queries.holders("manager") if one.id == manager_id), None)
    if found is None:
        raise NotAllowed(NOT_HERE)
    return found.name
