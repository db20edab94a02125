"""An experience with a measure: closed lists about what was done, never about a person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LONGEST_ADVICE = 280
FORM_OF_HALF_YEAR = re.compile(r"20\d\dH[12]")
_NOT_PLAIN = re.compile(r"[<>@]|https?:|www\.|\d(?:[ .-]?\d){5,}")


class Aim(StrEnum):
    """What it was for."""

    RECOVER = "recover"
    PRESSURE = "pressure"
    TALK = "talk"
    AFTERMATH = "aftermath"
    FIND_HELP = "find_help"
    STAY = "stay"
    LEARN = "learn"
    SAFE = "safe"


class Reach(StrEnum):
    """How many people it reached, in bands; an exact number would say too much of a small team."""

    FEW = "under_10"
    TEAM = "10_to_49"
    DEPARTMENT = "50_to_249"
    MANY = "250_and_more"
    UNKNOWN = "unknown"


class Helped(StrEnum):
    """What helped."""

    TIME = "time"
    MONEY = "money"
    BOARD = "board"
    MANAGER = "manager"
    OWNER = "owner"
    TOGETHER = "together"
    FITTED = "fitted"
    EASY = "easy"
    KNOWN = "known"
    CONFIDENTIAL = "confidential"


class Hindered(StrEnum):
    """What stood in the way."""

    TIME = "no_time"
    MONEY = "no_money"
    ROSTER = "roster"
    STAFF = "no_staff"
    BOARD = "no_board"
    MANAGER = "manager"
    OWNER = "no_owner"
    MISFIT = "misfit"
    UNKNOWN = "unknown"
    SHAME = "shame"


class Kept(StrEnum):
    """Whether it goes on."""

    GOES_ON = "goes_on"
    DONE = "done"
    FADED = "faded"
    TOO_EARLY = "too_early"


class Again(StrEnum):
    """Whether the organisation would do it again; the first two count as yes."""

    YES = "yes"
    DIFFERENTLY = "differently"
    NO = "no"

    @property
    def is_yes(self) -> bool:
        """Whether it would be done again, the same or differently."""
        return self is not Again.NO


@dataclass(frozen=True, slots=True)
class Told:
    """
    One experience, as an organisation tells it.

    :param entry: of the catalogue; group, situation: keys of its lists, the one that fits most
    :param half_year: in which it was done, such as 2026H1
    :param advice: a short sentence for others, in `language`; may be empty
    """

    entry: str
    group: str
    situation: str
    aim: Aim
    reach: Reach
    helped: tuple[Helped, ...]
    hindered: tuple[Hindered, ...]
    kept: Kept
    again: Again
    half_year: str
    advice: str
    language: str

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Told":
        """Make one of plain values, as a table keeps them and a form gives them."""
        return cls(
            entry=plain["entry"],
            group=plain["group"],
            situation=plain["situation"],
            aim=Aim(plain["aim"]),
            reach=Reach(plain["reach"]),
            helped=tuple(Helped(one) for one in plain["helped"]),
            hindered=tuple(Hindered(one) for one in plain["hindered"]),
            kept=Kept(plain["kept"]),
            again=Again(plain["again"]),
            half_year=plain["half_year"],
            advice=plain["advice"],
            language=plain["language"],
        )

    @property
    def plain(self) -> dict[str, Any]:
        """The same as values for a table."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: [*map(str, one)] if isinstance(one, tuple) else str(one) for name, one in values.items()}


class DoesNotFit(ValueError):
    """Something in an experience does not fit; `field` says where, `why` is the key of a sentence."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why = field, why


def check(told: Told, *, entries: bool, groups: bool, situations: bool, until: str) -> None:
    """
    Look whether an experience can be.

    :param entries: whether the catalogue knows its entry; groups, situations: likewise
    :param until: the running half-year
    :raises DoesNotFit: naming the first field that does not
    """
    for field, known in (("entry", entries), ("group", groups), ("situation", situations)):
        if not known:
            raise DoesNotFit(field, "unknown")
    if not FORM_OF_HALF_YEAR.fullmatch(told.half_year) or told.half_year > until:
        raise DoesNotFit("half_year", "not_yet")
    if len(told.advice) > LONGEST_ADVICE or _NOT_PLAIN.search(told.advice):
        raise DoesNotFit("advice", "not_plain")
