"""What an organisation keeps itself: entries it added, and lists it gave a name."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.catalogue.models import NamedList, OwnEntry


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An own entry in a list."""

    id: UUID
    title: str
    is_shown: bool
    is_published: bool
    added: date


@dataclass(frozen=True, slots=True)
class OwnWhole:
    """An own entry to look over, as its form takes it."""

    line: OwnLine
    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list with a name."""

    id: UUID
    name: str
    entries: tuple[str, ...]
    made_on: date


FIELDS = ("language title summary how watch theme levels energy quick_win groups situations").split()


def own_entries() -> tuple[OwnLine, ...]:
    """All entries of the organisation, those to look over first."""
    rows = OwnEntry.objects.defer("search").order_by("state", "-added", "title")
    return tuple(_line(row) for row in rows)


def own_entry(entry_id: UUID) -> OwnWhole | None:
    """One of them, if it is there."""
    row = OwnEntry.objects.defer("search").filter(pk=entry_id).first()
    return OwnWhole(_line(row), {name: getattr(row, name) for name in FIELDS}) if row else None


def named_lists() -> tuple[ListLine, ...]:
    """The lists of the organisation, the latest first."""
    rows = NamedList.objects.order_by("-made_on", "name")
    return tuple(ListLine(row.pk, row.name, tuple(row.entries), row.made_on) for row in rows)


def _line(row: OwnEntry) -> OwnLine:
    return OwnLine(row.pk, row.title, row.state == OwnEntry.State.SHOWN, row.is_published, row.added)
