"""What an organisation's own text says, and what Kring's says now, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum


class Whose(Enum):
    """In which of the two a line stands."""

    BOTH = "both"
    KRING = "kring"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and whose it is."""

    whose: Whose
    text: str


def compare(kring: str, own: str) -> tuple[Line, ...]:
    """Every line of both, in order; where they differ Kring's comes first. Empty lines are left out."""
    theirs, ours = ([line for line in text.splitlines() if line.strip()] for text in (kring, own))
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line(Whose.BOTH, line) for line in theirs[a:b]]
        else:
            found += [Line(Whose.KRING, line) for line in theirs[a:b]]
            found += [Line(Whose.OWN, line) for line in ours[c:d]]
    return tuple(found)
