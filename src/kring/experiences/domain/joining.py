"""Several advisers of one organisation tell about the same thing: together that is one experience (ADR 17)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kring.experiences.domain.experience import Again, Helped, Hindered, Kept, Reach, Told

One = TypeVar("One", Again, Kept)
Named = TypeVar("Named", Helped, Hindered)


def together(told: Sequence[Told]) -> Told:
    """
    One experience out of several about the same measure, group, situation and half-year.

    Where they differ the sober ones weigh more: of "yes", "differently" and "no" the middle one counts, and of two
    the lower. What helped or stood in the way counts when at least half of them name it; the reach is the widest
    that somebody knows.

    :param told: at least one; advice is that of the first who gives any
    """
    return replace(
        told[0],
        aim=Counter(one.aim for one in told).most_common(1)[0][0],
        reach=_widest([one.reach for one in told]),
        helped=tuple(each for each in Helped if _often(each, [one.helped for one in told])),
        hindered=tuple(each for each in Hindered if _often(each, [one.hindered for one in told])),
        kept=_middle([one.kept for one in told], [Kept.GOES_ON, Kept.DONE, Kept.TOO_EARLY, Kept.FADED]),
        again=_middle([one.again for one in told], [Again.YES, Again.DIFFERENTLY, Again.NO]),
        advice=next((one.advice for one in told if one.advice), ""),
    )


def _middle(said: Sequence[One], rosy_first: Sequence[One]) -> One:
    """The middle one in this order; of two in the middle the later."""
    return sorted(said, key=rosy_first.index)[len(said) // 2]


def _often(each: Named, said: Sequence[tuple[Named, ...]]) -> bool:
    return 2 * sum(each in one for one in said) >= len(said)


def _widest(said: Sequence[Reach]) -> Reach:
    order = [Reach.UNKNOWN, Reach.FEW, Reach.TEAM, Reach.DEPARTMENT, Reach.MANY]
    return max(said, key=order.index)
