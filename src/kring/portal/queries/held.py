"""What Kring knows of whoever asks, part by part: built from what every context tells about its own tables."""

from dataclasses import dataclass

from kring.foundation.actor import Actor
from kring.foundation.privacy import NOTHING, Held, Record, held_about, records
from kring.portal.wording import HELD_IN, REASONS
from kring.support import queries as support
from kring.support.queries import Seen
from kring.ui import formats
from kring.ui.frame import Words


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held: what, what for, who may see it, until when."""

    what: str
    purpose: str
    seen_by: str
    until: str


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs together, under one heading."""

    heading: Words
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the log: on which day, who, what, and why if that was asked."""

    seen: Seen
    why: Words


@dataclass(frozen=True, slots=True)
class Known:
    """Everything on the page."""

    parts: tuple[Part, ...]
    looks: tuple[Look, ...]
    remains: tuple[tuple[str, str], ...]
    supported: bool


def known(actor: Actor, language: str) -> Known:
    """Everything that is held about this actor, with who looked, and what remains once it is gone."""
    held = held_about(actor)
    tables = {record.table: record for record in records() if record.table in held}
    return Known(
        parts=tuple(
            Part(heading, items)
            for heading, names in HELD_IN
            if (items := tuple(_items(held, [tables[name] for name in names if name in held], language)))
        ),
        looks=tuple(Look(seen, seen.why or REASONS.get(seen.reason, "")) for seen in support.who_looked(actor)),
        remains=tuple(
            (record.what.in_language(language), record.remains.in_language(language))
            for record in tables.values()
            if record.remains != NOTHING
        ),
        supported="support_trajectory" in held,
    )


def _items(held: dict[str, list[Held]], tables: list[Record], language: str) -> list[Item]:
    return [
        Item(
            one.what,
            one.purpose or record.purpose.in_language(language),
            one.seen_by or record.seen_by.in_language(language),
            formats.day_of_year(one.gone_on) if one.gone_on else record.retention.in_language(language),
        )
        for record in tables
        for one in held[record.table]
    ]
