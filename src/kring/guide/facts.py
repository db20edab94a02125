"""What the guide announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """Somebody wants a guide on paper that nobody wanted before."""

    key: str
