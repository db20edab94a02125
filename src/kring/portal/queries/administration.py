"""What an administrator has to look at: how Kring is set up here. Nothing about anybody who is supported."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.mail.uncertain import own_mail_is_uncertain
from kring.foundation.tenancy.queries import organisation
from kring.guideline import queries as guideline
from kring.people import queries as people
from kring.portal.queries.house import House
from kring.portal.wording import ARRANGE
from kring.supporters import queries as supporters
from kring.ui.frame import Words

NEEDED = 2
"""A coordinator and a deputy (decision 15); and somebody beside whoever proposes a role."""


@dataclass(frozen=True, slots=True)
class Unarranged:
    """Something to arrange: what, why, and the name of the page for it."""

    title: Words
    text: Words
    page: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """A craft, and whether few of its supporters can be asked; never how many (decision 13)."""

    label: str
    tight: bool


@dataclass(frozen=True, slots=True)
class OwnItem:
    """What the organisation added itself."""

    key: str
    label: str
    hint: str
    is_special: bool


def unarranged(actor: Actor, here: House) -> tuple[Unarranged, ...]:
    """What is not arranged yet."""
    found = []
    if len(people.holders("coordinator")) < NEEDED:
        found.append(Unarranged(*ARRANGE["deputy"], page="people:search"))
    if len(people.holders("administrator")) < NEEDED:
        found.append(Unarranged(*ARRANGE["second_administrator"], page="people:search"))
    if any(not one.mine for one in people.waiting_roles(actor)):
        found.append(Unarranged(*ARRANGE["waiting"], page="people:roles"))
    if own_mail_is_uncertain():
        found.append(Unarranged(*ARRANGE["uncertain"], page="people:search"))
    if not here.on_call_phone:
        found.append(Unarranged(*ARRANGE["on_call"], page="portal:setting", argument="nummers"))
    if here.confidential_adviser is None:
        found.append(Unarranged(*ARRANGE["adviser"], page="portal:setting", argument="nummers"))
    return tuple(found)


def reach(here: House, at: datetime, language: str) -> tuple[Reach, ...]:
    """Per craft whether there are enough trained supporters."""
    labels = {choice.key: choice.label.in_language(language) for choice in guideline.crafts()}
    found = supporters.reach_by_craft(at.astimezone(here.zone).date())
    return tuple(Reach(label, found.get(craft) != "ample") for craft, label in labels.items() if craft in found)


def own_items(organisation_id: UUID, language: str) -> dict[str, tuple[OwnItem, ...]]:
    """Own kinds and own criteria, in the order of the form."""
    document = organisation(organisation_id).extension
    flags = {"kind": "own_way", "criterion": "core"}
    return {
        sort: tuple(
            OwnItem(row["key"], row["label"][language], row["hint"][language], row[flag])
            for row in document.get(sort, [])
        )
        for sort, flag in flags.items()
    }


def in_force(organisation_id: UUID, names: tuple[str, ...]) -> dict[str, object]:
    """What these settings are now."""
    row = organisation(organisation_id)
    return {name: getattr(row, name) for name in names}
