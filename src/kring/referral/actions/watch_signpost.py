"""Look after the signpost at night (wegwijzer nalopen): tell owners once, delete what was taken out."""

from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from kring.foundation.actor import Actor
from kring.foundation.keys.sealing import forget
from kring.foundation.mail import outbox
from kring.foundation.tenancy.queries import local_day, organisation, site
from kring.people import queries as people
from kring.referral.domain.freshness import ENDS_SOON, STALE_AFTER
from kring.referral.domain.pool import Step
from kring.referral.domain.pool import step as step_of
from kring.referral.models import CodePool, ContactRequest, OwnText, Provider
from kring.referral.queries.pools import left

MAIL = "referral/mail/look_again.txt"
MONDAY = 0


def watch_signpost(organisation_id: UUID, by: Actor, at: datetime) -> None:
    """For the nightly batch. What was told is not told again until its date changes."""
    today = local_day(organisation_id, at)
    _delete_removed()
    owners = _due_entries(today) | _due_pools(today)
    for mail, language in sorted(_letterboxes(owners)):
        _tell(organisation_id, mail, language, at)
    if _due_texts(today):
        for one in {*people.holders("coordinator"), *people.holders("administrator")}:
            if one.work_mail:
                _tell(organisation_id, one.work_mail, one.language, at)


def _delete_removed() -> None:
    gone = Provider.objects.filter(is_removed=True)
    # Under lock, before their keys go: whoever takes one over or back at this moment has it in this order too.
    requests = ContactRequest.objects.select_for_update(of=("self",))
    for key in requests.filter(provider__in=gone, data_key_id__isnull=False):
        assert key.data_key_id
        forget(key.data_key_id)
    gone.delete()


def _due_entries(today: date) -> set[UUID]:
    """Whom to tell about a contract or a lead time; marks that they were told."""
    owners = set()
    for row in Provider.objects.select_for_update().filter(is_removed=False):
        ends = row.contract_until is not None and row.contract_until <= today + ENDS_SOON
        stale = row.checked_on is not None and row.checked_on < today - STALE_AFTER
        changed = []
        if ends and row.told_contract != row.contract_until:
            row.told_contract = row.contract_until
            changed.append("told_contract")
        if stale and row.told_checked != row.checked_on:
            row.told_checked = row.checked_on
            changed.append("told_checked")
        if changed:
            row.save(update_fields=changed)
            owners.add(row.keeper_id or row.owner_id)
    return owners


def _due_pools(today: date) -> set[UUID]:
    """How far each pool is, once a week so that no day tells anything; whom to tell when it went down a step."""
    owners: set[UUID] = set()
    if today.weekday() != MONDAY:
        return owners
    for pool in CodePool.objects.select_for_update().select_related("provider"):
        pool.step = step_of(left(pool.id), pool.batch).value
        if pool.step != pool.told_step and pool.step != Step.ENOUGH.value:
            owners.add(pool.provider.owner_id)
        pool.told_step = pool.step
        pool.save(update_fields=["step", "told_step"])
    return owners


def _due_texts(today: date) -> bool:
    return bool(OwnText.objects.filter(is_current=True, is_told=False, review_on__lte=today).update(is_told=True))


def _letterboxes(owners: set[UUID]) -> set[tuple[str, str]]:
    """Where the owners read; administrators instead of who has left."""
    found: set[tuple[str, str]] = set()
    for owner in owners:
        boxes = people.letterboxes([owner])
        if not boxes:
            boxes = tuple((one.work_mail, one.language) for one in people.holders("administrator") if one.work_mail)
        found.update(boxes)
    return found


def _tell(organisation_id: UUID, mail: str, language: str, at: datetime) -> None:
    home = organisation(organisation_id)
    outbox.post(
        MAIL,
        to=mail,
        language=language,
        organisation_id=organisation_id,
        at=at,
        link=site(home) + reverse("referral:keeping"),
        organisation=home.name,
    )
