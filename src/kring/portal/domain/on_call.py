"""Whether a colleague answers the phone now, and until or from when (decision 17), on the organisation's clock."""

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True, slots=True)
class Reach:
    """
    What can be said truthfully about the line on call.

    :param now: whether somebody answers now
    :param always: day and night; then `at` says nothing
    :param at: until when if somebody answers now, else from when
    :param tomorrow: that `at` lies on the next day
    """

    now: bool
    always: bool = False
    at: time | None = None
    tomorrow: bool = False


def reach(local: datetime, start: time | None, end: time | None) -> Reach:
    """
    What the hours of the line mean at this moment. Hours may go past midnight; none, or equal ones, mean always.

    :param local: now, on the clock of the organisation
    """
    if start is None or end is None or start == end:
        return Reach(now=True, always=True)
    at = local.time()
    overnight = end < start
    if start <= at < end or (overnight and (at >= start or at < end)):
        return Reach(now=True, at=end, tomorrow=overnight and at >= start)
    return Reach(now=False, at=start, tomorrow=not overnight and at >= end)
