"""What experiences announce."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SharingChanged:
    """An organisation wants to share an experience, to share it otherwise, or no longer."""

    organisation_id: UUID
