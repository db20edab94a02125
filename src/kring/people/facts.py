"""What people announces."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """Somebody got a role, or gave it up."""

    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class PeopleLeft:
    """These people do not work here any more; whatever they did for others ends now."""

    organisation_id: UUID
    people: tuple[UUID, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ImportChosen:
    """A file of the HR system waits to be compared, or to be taken over."""

    organisation_id: UUID
