"""What happened here that others may follow. No persons."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EventReported:
    """Something happened; `core`: whoever was there is approached in person too (A13)."""

    event_id: UUID
    organisation_id: UUID
    core: bool


@dataclass(frozen=True, slots=True)
class NamesHandedOver:
    """A supporter has names to approach (namen overdragen); not whose."""

    organisation_id: UUID
    supporter_id: UUID
