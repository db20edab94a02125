"""When what is written down has to be looked at again (K)."""

from datetime import date, timedelta
from enum import Enum

STALE_AFTER = timedelta(days=90)
"""A lead time that was checked longer ago says little."""
ENDS_SOON = timedelta(days=60)
"""Time enough to make a new contract."""


class Care(Enum):
    """What an entry asks of whoever keeps it."""

    ENDED = "ended"
    ENDING = "ending"
    STALE = "stale"
    UNCHECKED = "unchecked"


def has_ended(until: date | None, today: date) -> bool:
    """Whether a contract is over; the last day counts."""
    return until is not None and until < today


def care_for(*, today: date, contract_until: date | None, checked_on: date | None, has_lead: bool) -> tuple[Care, ...]:
    """What asks for attention, the most pressing first."""
    found = []
    if has_ended(contract_until, today):
        found.append(Care.ENDED)
    elif contract_until and contract_until <= today + ENDS_SOON:
        found.append(Care.ENDING)
    if checked_on and checked_on < today - STALE_AFTER:
        found.append(Care.STALE)
    elif not has_lead:
        found.append(Care.UNCHECKED)
    return tuple(found)
