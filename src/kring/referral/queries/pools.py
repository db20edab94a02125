"""How far a pool of bought codes is. Nothing can be asked about a code, or about who drew one."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kring.referral.models import CodePool


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool of a provider, for whoever fills it."""

    id: UUID
    step: str
    batch: int


def pool_of(provider_id: UUID) -> Pool | None:
    """The pool of a provider, if there is one."""
    row = CodePool.objects.filter(provider_id=provider_id).first()
    return Pool(row.id, row.step, row.batch) if row else None


def left(pool_id: UUID) -> int:
    """How many are left; for the worker only, and only to find the step."""
    with connection.cursor() as cursor:
        cursor.execute("select private.left_in_pool(%s)", [pool_id])
        found: int = cursor.fetchone()[0]
    return found
