"""Put bought codes in a pool (codes toevoegen), make some, or empty it when a contract is over."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.inserting import insert_unless_there
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.keys.lookup import lookup_hash
from kring.referral import access
from kring.referral.domain.pool import Step
from kring.referral.models import CodePool, Provider

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without what looks alike when read aloud."""
MADE_AT_MOST = 500


@transaction.atomic
def fill_pool(*, provider_id: UUID, codes: tuple[str, ...], by: Actor, at: datetime) -> int:
    """
    Add codes; answers how many were new. One that was ever in this pool is not added again, used or not.

    :raises NotAllowed: if the actor is no administrator, or there is no such provider outside
    """
    access.may_buy(by).enforce()
    if not Provider.objects.filter(pk=provider_id, is_removed=False).exists():
        raise NotAllowed(Decision(False, "There is no such entry here."))
    # The first codes of this provider, twice at once: one of the two makes the pool, the other waits and adds to it.
    insert_unless_there(CodePool(id=uuid4(), organisation_id=by.organisation_id, provider_id=provider_id))
    pool = CodePool.objects.select_for_update().get(provider_id=provider_id)
    hashes = [lookup_hash(f"pool:{pool.id}", code) for code in codes]
    with connection.cursor() as cursor:
        cursor.execute("select private.fill_pool(%s, %s, %s)", [pool.id, list(codes), hashes])
        added: int = cursor.fetchone()[0]
    if added:
        pool.batch, pool.step, pool.told_step = added, Step.ENOUGH.value, Step.ENOUGH.value
        pool.save(update_fields=["batch", "step", "told_step"])
    log.record("codes.added", "C", by=by, at=at)
    return added


def codes_of_form(number: int, *, provider_id: UUID, form_token: str) -> tuple[str, ...]:
    """
    New codes for a provider that works with a list of ours; at most `MADE_AT_MOST`.

    They follow from the token of the form: whoever sends it twice sees the same list again, and buys it once.
    """
    places = range(min(number, MADE_AT_MOST))
    return tuple(sorted(_code(lookup_hash(f"made:{provider_id}", f"{form_token}:{place}")) for place in places))


def _code(digest: bytes) -> str:
    """Twelve letters in three groups, 59 bits of a digest: twice the same among five hundred is no worry."""
    number, letters = int.from_bytes(digest), ""
    for _ in range(12):
        number, which = divmod(number, len(LETTERS))
        letters += LETTERS[which]
    return "-".join((letters[:4], letters[4:8], letters[8:]))


@transaction.atomic
def empty_pool(*, provider_id: UUID, by: Actor, at: datetime) -> None:
    """
    Take away every code that is left; what was given out stays good as far as the provider says so.

    :raises NotAllowed: if the actor is no administrator
    """
    access.may_buy(by).enforce()
    pool = CodePool.objects.select_for_update().filter(provider_id=provider_id).first()
    if pool is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("select private.empty_pool(%s)", [pool.id])
    pool.step = pool.told_step = Step.NONE.value
    pool.save(update_fields=["step", "told_step"])
    log.record("codes.removed", "D", by=by, at=at)
