"""Put somebody in the signpost, change an entry, say that it is still right, take it out (wegwijzer bijhouden)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.tenancy.queries import local_day
from kring.referral import access
from kring.referral.domain.entry import Contradiction, Entry, contradictions
from kring.referral.domain.meanwhile import Meanwhile, mark
from kring.referral.models import Provider, ProviderText
from kring.referral.queries import entry_of


class CannotBeRight(Exception):
    """The entry contradicts itself: `wrong`."""

    def __init__(self, wrong: tuple[Contradiction, ...]) -> None:
        super().__init__(", ".join(one.value for one in wrong))
        self.wrong = wrong


@transaction.atomic
def add_provider(*, entry: Entry, by: Actor, at: datetime) -> UUID:
    """
    Add an entry; with `keeper_id` a page of somebody's own.

    :raises NotAllowed: if the actor keeps no such entries
    :raises CannotBeRight: if it contradicts itself
    """
    access.may_keep(by, entry.keeper_id).enforce()
    if entry.keeper_id == by.subject:
        access.may_have_page(by, entry.place).enforce()
    _check(entry, by, at)
    row = Provider(id=uuid4(), organisation_id=by.organisation_id, owner_id=by.subject, **_columns(entry))
    row.save(force_insert=True)
    _write_words(row, entry)
    log.record("provider.added", "C", by=by, at=at)
    return row.id


@transaction.atomic
def change_provider(*, provider_id: UUID, entry: Entry, seen: str, by: Actor, at: datetime) -> None:
    """
    Change an entry. Whose page it is stays as it is.

    :param seen: the mark of the entry that the writer saw
    :raises NotAllowed: if the actor may not change it, or there is none
    :raises CannotBeRight: if it contradicts itself
    :raises Meanwhile: if somebody else changed it since
    """
    row = _locked(provider_id, by)
    if mark(entry_of(row)) != seen:
        raise Meanwhile
    if row.keeper_id == by.subject:
        access.may_have_page(by, entry.place).enforce()
    _check(entry, by, at)
    for name, value in {**_columns(entry), "keeper_id": row.keeper_id, "owner_id": by.subject}.items():
        setattr(row, name, value)
    row.save(force_update=True)
    _write_words(row, entry)
    log.record("provider.changed", "U", by=by, at=at)


@transaction.atomic
def confirm_provider(*, provider_id: UUID, how: str, by: Actor, at: datetime) -> None:
    """
    Say that what stands there is still right, the lead time included; as of today.

    :param how: how that was checked, a key of `lists.CHECKED_HOW`
    :raises NotAllowed: if the actor may not change it, or there is none
    """
    row = _locked(provider_id, by)
    row.checked_on, row.checked_how, row.owner_id = local_day(by.organisation_id, at), how, by.subject
    row.save(update_fields=["checked_on", "checked_how", "owner_id"])
    log.record("provider.checked", "U", by=by, at=at)


@transaction.atomic
def remove_provider(*, provider_id: UUID, by: Actor, at: datetime) -> None:
    """
    Take an entry out at once; the night deletes it with everything that was sent to it.

    :raises NotAllowed: if the actor may not change it, or there is none
    """
    row = _locked(provider_id, by)
    row.is_removed = True
    row.save(update_fields=["is_removed"])
    log.record("provider.removed", "D", by=by, at=at)


def _locked(provider_id: UUID, by: Actor) -> Provider:
    row = Provider.objects.select_for_update().filter(pk=provider_id, is_removed=False).first()
    if row is None:
        raise NotAllowed(Decision(False, "There is no such entry here."))
    access.may_keep(by, row.keeper_id).enforce()
    return row


def _check(entry: Entry, by: Actor, at: datetime) -> None:
    if wrong := tuple(contradictions(entry, local_day(by.organisation_id, at))):
        raise CannotBeRight(wrong)


def _columns(entry: Entry) -> dict[str, Any]:
    names = (
        "place name is_inside route cost anonymity lead_days checked_on checked_how contract_from contract_until"
        " phone mail website takes_requests keeper_id"
    )
    lists = {name: list(getattr(entry, name)) for name in ("good_at", "languages")}
    return {**{name: getattr(entry, name) for name in names.split()}, **lists}


def _write_words(row: Provider, entry: Entry) -> None:
    """The words in each language; a language that has none any more keeps none."""
    there = {text.language: text for text in ProviderText.objects.filter(provider_id=row.id)}
    for language in ("nl", "en"):
        said = entry.words.get(language)
        if said is None and language not in there:
            continue
        text = there.get(language) or ProviderText(
            id=uuid4(), organisation_id=row.organisation_id, provider_id=row.id, language=language
        )
        text.keeper_id = row.keeper_id
        for name in ("fits", "hours", "about", "confidentiality"):
            setattr(text, name, getattr(said, name) if said else "")
        text.save(force_insert=language not in there, force_update=language in there)
