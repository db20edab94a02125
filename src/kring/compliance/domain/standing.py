"""When a requirement is met: by what Kring looks up, by what the organisation answers, or by both."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kring.foundation.verdict import Verdict


class Way(Enum):
    """How an organisation answers for a requirement: apply it, or explain why not (§1.2)."""

    DOCUMENT = "document"
    STATEMENT = "statement"
    PLANNED = "planned"
    EXPLAINED = "explained"


class State(Enum):
    """How far a requirement is."""

    SHOWN = "shown"
    EXPLAINED = "explained"
    PARTLY = "partly"
    PLANNED = "planned"
    NOT_YET = "not_yet"
    MISSING = "missing"


SETTLED = frozenset({State.SHOWN, State.EXPLAINED})
"""Nothing to do: it is shown, or there is an argument to do it otherwise."""

FIRST = (State.MISSING, State.PARTLY, State.PLANNED, State.NOT_YET)
"""What is missing, the most urgent first; for the last one only time can help."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the rule needs of an answer. `asked_otherwise`: it answers for what an earlier edition asked."""

    way: Way
    valid_until: date | None
    review_on: date
    asked_otherwise: bool = False

    def expired(self, today: date) -> bool:
        """Whether the document is past its own date."""
        return self.valid_until is not None and self.valid_until < today

    def overdue(self, today: date) -> bool:
        """Whether it was to be looked at again by now."""
        return self.review_on < today


def state_of(*, enough: bool, found: Collection[Verdict], given: Given | None, today: date) -> State:
    """
    Weigh what was looked up against what was answered.

    Figures that say no are stronger than paper that says yes: then it is shown in part.

    :param enough: whether what can be looked up is enough by itself
    """
    says_no = any(one in {Verdict.NOT_SHOWN, Verdict.PARTLY} for one in found)
    says_yes = any(one in {Verdict.SHOWN, Verdict.PARTLY} for one in found)
    if enough and found and all(one is Verdict.SHOWN for one in found):
        return State.SHOWN
    if given and given.asked_otherwise and given.way is not Way.PLANNED:
        return State.PARTLY
    if given and given.way is Way.EXPLAINED:
        return State.EXPLAINED
    if given and given.way is not Way.PLANNED:
        return State.PARTLY if says_no or given.expired(today) else State.SHOWN
    if given:
        return State.PLANNED
    if says_yes:
        return State.PARTLY
    return State.NOT_YET if found and not says_no else State.MISSING


def together(parts: Collection[State]) -> State:
    """The state of a recommendation from those of its parts."""
    if all(one in SETTLED for one in parts):
        return State.SHOWN if State.SHOWN in parts else State.EXPLAINED
    if len(set(parts)) == 1:
        return next(iter(parts))
    return State.PARTLY


def urgency(weight: int, state: State, number: int) -> tuple[int, int, int]:
    """The order of the gap list: the heaviest first, then what is missing before what is there in part."""
    return -weight, FIRST.index(state), number
