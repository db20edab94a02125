"""Opening a card with two people when there is danger: why, and for how long (decision 8, break-glass)."""

from datetime import timedelta
from enum import Enum

CONFIRM_WITHIN = timedelta(minutes=60)
OPEN_FOR = timedelta(minutes=60)
TOLD_WITHIN = timedelta(days=1)


class Danger(Enum):
    """The only two reasons."""

    TO_SELF = "danger_to_self"
    TO_OTHER = "danger_to_other"


class NobodyByTheseWords(Exception):
    """No support goes by these two words, or not for this coordinator; which of the two nobody hears."""


class TooFewToOpen(Exception):
    """There is no second coordinator who may look at this one: call 112, or the physician on duty."""
