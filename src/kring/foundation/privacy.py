"""
How private every field is, and what every context can tell a person about what it holds.

Each model has an inner `Privacy` class that sorts every field into one of four kinds and names its retention.
One test refuses an unsorted field. The data inventory, erasure and the register of processing read it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kring.foundation.actor import Actor


class Sort(Enum):
    """The four kinds of field."""

    IDENTIFYING = "identifying"
    SPECIAL = "special"
    FREE_TEXT = "free text"
    HARMLESS = "harmless"


@dataclass(frozen=True, slots=True)
class Held:
    """One item that Kring holds about the actor: what, what for, who may see it, when it goes."""

    what: str
    purpose: str
    seen_by: str
    gone_on: date | None


_providers: dict[str, Callable[[Actor], list[Held]]] = {}


def provides(table: str) -> Callable[[Callable[[Actor], list[Held]]], Callable[[Actor], list[Held]]]:
    """Register what a context can tell a person about one of its tables (decision 28)."""

    def register(provider: Callable[[Actor], list[Held]]) -> Callable[[Actor], list[Held]]:
        _providers[table] = provider
        return provider

    return register


def held_about(actor: Actor) -> list[Held]:
    """Everything Kring holds about this actor, from every context that registered."""
    return [item for provider in _providers.values() for item in provider(actor)]
