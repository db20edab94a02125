"""States of a trajectory and of what hangs on it, and which may follow which."""

from enum import Enum

MAX_CONVERSATIONS = 3  # A9


class State(Enum):
    """Where a trajectory is."""

    SEARCHING = "searching"
    STUCK = "stuck"  # nobody fits or answers: the coordinator looks along
    ACTIVE = "active"
    DONE = "done"  # last conversation held; closes by itself
    STOPPED = "stopped"  # ended by the professional; goes with the next batch


class ProposalState(Enum):
    """Where the question to one supporter is."""

    OPEN = "open"
    PASSED = "passed"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class WorkKind(Enum):
    """What asks for the coordinator's attention."""

    NO_SUPPORTER = "no_supporter"
    OVERDUE = "overdue"
    DANGER = "danger"  # a supporter asks the coordinator to look along now
    TELL = "tell"  # a card was opened by two, and whoever it is about has no mail to hear it by
    UNSURE = "unsure"  # whether the mail to whoever was asked arrived, nobody knows


BY_HAND = (WorkKind.DANGER, WorkKind.TELL)
"""What only a coordinator puts away: no moment planned and no other supporter makes it less needed."""


class NotNow(Exception):
    """What was asked does not fit the state: somebody else was first, or it is over."""


_NEXT = {
    State.SEARCHING: {State.STUCK, State.ACTIVE, State.STOPPED},
    State.STUCK: {State.SEARCHING, State.ACTIVE, State.STOPPED},
    State.ACTIVE: {State.DONE, State.SEARCHING, State.STOPPED},
    State.DONE: {State.STOPPED, State.SEARCHING},
    State.STOPPED: set(),
}


def move(current: str, to: State) -> str:
    """
    The value of the next state.

    :raises NotNow: if this cannot follow
    """
    if to not in _NEXT[State(current)]:
        raise NotNow
    return to.value
