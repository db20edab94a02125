"""Add to the list of what can happen, or take an own item off it again (eigen punten), as the guideline reads it."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.tenancy import access
from kring.foundation.tenancy.models import Organisation
from kring.guideline import queries as guideline
from kring.portal.actions.change_organisation import change_organisation

OWN, LONGEST = "own_", 34
FLAGS = {"kind": "own_way", "criterion": "core"}
"""By sort, the field that says what is special about an item."""


class DoesNotFit(Exception):
    """There is something like it already, or there are twelve own items of this sort."""


@dataclass(frozen=True, slots=True)
class OwnItem:
    """A kind of event or a criterion, in both languages."""

    label_nl: str
    label_en: str
    hint_nl: str
    hint_en: str
    is_special: bool


@transaction.atomic
def add_own_item(*, sort: str, item: OwnItem, by: Actor, at: datetime) -> None:
    """
    :param sort: `kind` or `criterion`
    :raises NotAllowed: if the actor is no administrator
    :raises DoesNotFit: if the guideline does not take it
    """
    document = _locked(by)
    rows = list(document.get(sort, []))
    row = {
        "key": _key(item.label_nl, {str(row["key"]) for row in rows}),
        "label": {"nl": item.label_nl, "en": item.label_en},
        "hint": {"nl": item.hint_nl, "en": item.hint_en},
        FLAGS[sort]: item.is_special,
        "source": ["E"],
    }
    longer = {**document, sort: [*rows, row]}
    if not guideline.may_add(longer):
        raise DoesNotFit
    change_organisation(values={"extension": longer}, by=by, at=at)


@transaction.atomic
def remove_own_item(*, sort: str, key: str, by: Actor, at: datetime) -> None:
    """
    What was let known with it stays, and then says only that it is no longer on the list.

    :raises NotAllowed: if the actor is no administrator
    """
    document = _locked(by)
    rows = [row for row in document.get(sort, []) if row["key"] != key]
    shorter = {name: value for name, value in {**document, sort: rows}.items() if value}
    change_organisation(values={"extension": shorter}, by=by, at=at)


def _locked(by: Actor) -> dict[str, Any]:
    """What there is now; whoever else adds something waits."""
    access.may_change(by, frozenset({"extension"})).enforce()
    extension: dict[str, Any] = Organisation.objects.select_for_update().get(pk=by.organisation_id).extension
    return extension


def _key(label: str, taken: Collection[str]) -> str:
    """A key that says what it is called, and is not there yet."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = OWN + (re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "item")
    key, number = stem[:LONGEST].rstrip("_"), 1
    while key in taken:
        number += 1
        end = f"_{number}"
        key = stem[: LONGEST - len(end)].rstrip("_") + end
    return key
