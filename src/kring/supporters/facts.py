"""What supporters announce."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SupportersGone:
    """These people gave up the role; whom they support needs somebody else. From a job."""

    organisation_id: UUID
    people: frozenset[UUID]
    at: datetime
