"""
How private every field is, and what every context can tell a person about what it holds.

Each model has an inner `Privacy` class that sorts every field into one of four kinds, and says in both languages what
the table holds, what for, who may see it, until when, and what remains. One test refuses an unsorted field or a
missing word. The documents for works council and privacy officer are made from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.apps import apps
from django.db import models

from kring.foundation.actor import Actor
from kring.foundation.text import Text

NOTHING = Text("niets", "nothing")
"""What remains of most things."""


class Sort(Enum):
    """The four kinds of field."""

    IDENTIFYING = "identifying"
    SPECIAL = "special"
    FREE_TEXT = "free text"
    HARMLESS = "harmless"


def harmless(names: str) -> dict[str, Sort]:
    """Sort fields that say nothing about anybody; their names with spaces between."""
    return dict.fromkeys(names.split(), Sort.HARMLESS)


@dataclass(frozen=True, slots=True)
class Record:
    """
    One table in human words.

    :param sealed: whether something about people lies in it that only a key of its own can open
    :param walled: whether the database itself compares every row with who asks (decision 23)
    :param telling: whether any field is about a person
    """

    table: str
    what: Text
    purpose: Text
    seen_by: Text
    retention: Text
    remains: Text
    sealed: bool
    walled: bool
    telling: bool


def records() -> list[Record]:
    """Every table of Kring itself, as its model's `Privacy` describes it, in the order of the apps."""
    return [_record(model) for model in apps.get_models() if model.__module__.startswith("kring.")]


def _record(model: type[models.Model]) -> Record:
    privacy = model.Privacy  # type: ignore[attr-defined]
    fields = {field.name: field for field in model._meta.concrete_fields}
    closed = {name for name, sort in privacy.fields.items() if sort is not Sort.HARMLESS}
    return Record(
        table=model._meta.db_table.replace('"', ""),  # shared.experience, as people read it
        what=privacy.what,
        purpose=privacy.purpose,
        seen_by=privacy.seen_by,
        retention=privacy.retention,
        remains=privacy.remains,
        sealed=any(isinstance(fields[name], models.BinaryField) for name in closed),
        walled="organisation" in fields or model._meta.label == "tenancy.Organisation",
        telling=bool(closed),
    )


@dataclass(frozen=True, slots=True)
class Held:
    """
    One item that Kring holds about the actor: what, what for, who may see it, when it goes.

    What is left empty is as the `Privacy` of its table says.
    """

    what: str
    purpose: str = ""
    seen_by: str = ""
    gone_on: date | None = None


Provider = Callable[[Actor], list[Held]]
Several = Callable[[Actor], dict[str, list[Held]]]
_providers: dict[str, Provider] = {}
_together: dict[tuple[str, ...], Several] = {}


def provides(table: str) -> Callable[[Provider], Provider]:
    """Register what a context can tell a person about one of its tables (decision 28)."""

    def register(provider: Provider) -> Provider:
        _providers[table] = provider
        return provider

    return register


def provides_together(*tables: str) -> Callable[[Several], Several]:
    """The same for tables that are read at once; the answer is by table."""

    def register(provider: Several) -> Several:
        _together[tables] = provider
        return provider

    return register


def provided() -> frozenset[str]:
    """The tables that a context tells people about."""
    return frozenset(_providers).union(*_together)


def held_about(actor: Actor) -> dict[str, list[Held]]:
    """Everything Kring holds about this actor, by table, from every context that registered."""
    found = {table: provider(actor) for table, provider in _providers.items()}
    for several in _together.values():
        found |= several(actor)
    return {table: items for table, items in found.items() if items}
