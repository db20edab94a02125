"""A request to be called back: what lies sealed, and how far it is."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

KEPT = timedelta(hours=72)
"""Until it is taken over, and never longer than this (privacy contract 6.2)."""


class State(Enum):
    """How far a request is. None of them says what the provider thought of it."""

    POSTED = "posted"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who would like to be called back, as they typed it, and when that suits them."""

    name: str
    channel: str
    address: str
    window: str = ""

    def packed(self) -> dict[str, Any]:
        """As it is sealed."""
        return asdict(self)
