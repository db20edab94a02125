"""Making a guide on paper: what is asked, and how far it is."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum

MOST_TRIES = 5
"""After so many times something is wrong that trying again does not mend."""
_PACE, _AT_LEAST = 0.018, 1.5


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


def expected(measures: int) -> int:
    """How many seconds laying out so many measures usually takes; on a machine that does other work as well."""
    return math.ceil(_AT_LEAST + _PACE * measures)


def wrong_with(file: bytes) -> str:
    """What is wrong with a file that should be an accessible PDF, if anything."""
    if not file.startswith(b"%PDF-1.7") or b"%%EOF" not in file[-1024:]:
        return "it is not a whole PDF"
    lacking = [
        mark.decode() for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"/Outlines") if mark not in file
    ]
    return f"it has no {', '.join(lacking)}" if lacking else ""


def pages_in(file: bytes) -> int:
    """How many pages a PDF says it has: the largest count of its page tree."""
    return max((int(number) for number in re.findall(rb"/Count (\d+)", file)), default=0)


def percent(step: Step, done: int, total: int) -> int:
    """How far it is, of a hundred: laying out is nearly all of the work."""
    begins, ends = {
        Step.READING: (0, 5),
        Step.LAYING_OUT: (5, 95),
        Step.CHECKING: (95, 100),
        Step.READY: (100, 100),
    }.get(step, (0, 0))
    return begins + (ends - begins) * min(done, total) // total if total else begins
