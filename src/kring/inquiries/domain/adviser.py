"""Who is asked: professionals in their function, about measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FIELDS = ("group", "situation", "aim", "reach", "helped", "hindered", "kept", "again", "half_year")
"""What is answered about a measure."""
WHOLE = tuple(name for name in FIELDS if name not in {"helped", "hindered"})
"""What must be chosen before an answer is whole."""


class Craft(StrEnum):
    """What somebody is, of those whom the fund asks."""

    HR = "hr"
    OCCUPATIONAL_HEALTH = "occupational_health"
    PHYSICIAN = "physician"
    SOCIAL_WORK = "social_work"
    PREVENTION = "prevention"
    OTHER = "other"


class Delivery(StrEnum):
    """What became of the last mail."""

    POSTED = "posted"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What is asked.

    :param asked_for: on whose behalf, such as a fund; may be empty
    :param entries: the measures it is about
    :param is_shared: whether the experiences go to other organisations; is_named: with the name of the organisation
    """

    title: str
    asked_for: str
    entries: Sequence[str]
    closes_on: date
    is_shared: bool
    is_named: bool


@dataclass(frozen=True, slots=True)
class Adviser:
    """
    A professional in their function.

    :param house: for which organisation they answer; empty for the one that asks
    """

    name: str
    craft: Craft
    address: str
    house: str = ""
    language: str = "nl"


class CannotBe(ValueError):
    """Something about a questionnaire cannot be; `field` says where, `why` is the key of a sentence."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why = field, why
