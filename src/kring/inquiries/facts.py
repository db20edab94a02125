"""What questionnaires to advisers announce."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AnswersChanged:
    """Somebody sent, changed or took back answers that count."""

    organisation_id: UUID
