"""Making a guide on paper: what is asked, and how far it is."""

from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = ("nl", "en")
MOST_TRIES = 3
"""After so many times something is wrong that trying again does not mend."""


class Step(StrEnum):
    """What is being done; in this order."""

    WAITING = "waiting"
    READING = "reading"
    LAYING_OUT = "laying_out"
    CHECKING = "checking"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A guide on paper: which edition, for which sector, one chapter or all, in which language."""

    edition: str
    sector: str
    chapter: str
    language: str

    @property
    def key(self) -> str:
        """What it is kept under: the same question, the same key."""
        return "_".join((self.edition, self.sector, self.chapter or "all", self.language))

    @property
    def file_name(self) -> str:
        """What it is called when somebody saves it."""
        parts = ("handreiking", self.edition, self.sector, self.chapter, self.language)
        return "-".join(part for part in parts if part) + ".pdf"


def percent(step: Step, done: int, total: int) -> int:
    """How far it is, of a hundred: laying out is nearly all of the work."""
    begins, ends = {
        Step.READING: (0, 5),
        Step.LAYING_OUT: (5, 95),
        Step.CHECKING: (95, 100),
        Step.READY: (100, 100),
    }.get(step, (0, 0))
    return begins + (ends - begins) * min(done, total) // total if total else begins
