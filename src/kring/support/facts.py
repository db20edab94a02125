"""What support announces."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SupportAsked:
    """Somebody asked for a colleague; the matching has work to do."""

    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class SupporterFound:
    """A supporter said yes."""

    organisation_id: UUID
