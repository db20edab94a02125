"""What can be wrong with a file or with one line of it. The words stand in `people/wording.py`."""

from dataclasses import dataclass
from enum import Enum

SHOWN = 40
"""At most so many signs of what stood there are repeated."""


class Unreadable(Exception):
    """
    The whole file cannot be used.

    :param why: key of a sentence in `people/wording.py`
    :param line: where reading stopped, 0 if that says nothing
    """

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.why, self.line = why, line


class Reason(Enum):
    """Why a line is wrong, or deserves a look."""

    NO_NUMBER = "no_number"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    STRANGE_SIGN = "strange_sign"
    NO_DATE = "no_date"
    ENDS_BEFORE_START = "ends_before_start"
    TWO_NAMES = "two_names"
    CIRCLE = "circle"
    WRONG_MAIL = "wrong_mail"
    UNKNOWN_MANAGER = "unknown_manager"
    OWN_MANAGER = "own_manager"
    MANAGER_LEFT = "manager_left"
    UNKNOWN_CRAFT = "unknown_craft"
    TWO_UNIT_NAMES = "two_unit_names"
    NO_UNIT = "no_unit"

    @property
    def stops(self) -> bool:
        """Whether nothing can be taken over before this is mended; otherwise one value stays empty."""
        return self in _STOPS


_STOPS = frozenset(
    {
        Reason.NO_NUMBER,
        Reason.NO_NAME,
        Reason.TOO_LONG,
        Reason.STRANGE_SIGN,
        Reason.NO_DATE,
        Reason.ENDS_BEFORE_START,
        Reason.TWO_NAMES,
        Reason.CIRCLE,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem: on which line, in which column, why, what stood there, and which other lines it is about."""

    line: int
    field: str
    reason: str
    said: str = ""
    lines: tuple[int, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether nothing can be taken over because of it."""
        return Reason(self.reason).stops


def problem(line: int, field: str, reason: Reason, said: str = "", lines: tuple[int, ...] = ()) -> Problem:
    """A problem, with what stood there cut short and without signs that do not print."""
    plain = "".join(sign if sign.isprintable() else "·" for sign in said[: SHOWN + 1])
    return Problem(line, field, reason.value, plain if len(plain) <= SHOWN else plain[:SHOWN] + "…", lines)
