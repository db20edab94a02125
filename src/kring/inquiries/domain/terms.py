"""Until when a questionnaire to advisers does what (K: our own choice, ADR 17). Days are those of the organisation."""

from dataclasses import dataclass
from datetime import date, timedelta

SHORTEST, LONGEST = timedelta(days=7), timedelta(days=92)
"""How long it may be open."""
REMINDED_AFTER = timedelta(days=10)
"""Days after the invitation that the one reminder goes."""
NOT_IN_THE_LAST = timedelta(days=2)
"""No reminder when there is hardly time left."""
KEPT = timedelta(days=90)
"""Days after the last day that name, address and answers are kept."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one questionnaire, from its last day (itself included)."""

    closes_on: date

    def is_open(self, today: date) -> bool:
        """Whether answers can be given and changed."""
        return today <= self.closes_on

    @property
    def gone_on(self) -> date:
        """The day on which names and answers are gone."""
        return self.closes_on + KEPT


def fits(closes_on: date, today: date) -> bool:
    """Whether a questionnaire that begins today can end on this day."""
    return today + SHORTEST <= closes_on <= today + LONGEST
