"""What stands in the signpost about one provider, and when it cannot be right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about a provider in one language. `fits`: when this is for you, in plain words."""

    fits: str
    hours: str = ""
    about: str = ""
    confidentiality: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One provider as it is kept.

    :param place: who this is, a key of the guideline's rings
    :param lead_days: days between asking and a first conversation; only with `checked_on` and `checked_how`
    :param takes_requests: whether somebody can ask here to be called back; needs `mail`
    :param keeper_id: whose own page this is; None for an entry of the organisation
    :param words: by language
    """

    place: str
    name: str
    is_inside: bool
    good_at: tuple[str, ...]
    route: str
    cost: str
    anonymity: str
    languages: tuple[str, ...]
    words: dict[str, Words]
    lead_days: int | None = None
    checked_on: date | None = None
    checked_how: str = ""
    contract_from: date | None = None
    contract_until: date | None = None
    phone: str = ""
    mail: str = ""
    website: str = ""
    takes_requests: bool = False
    keeper_id: UUID | None = None


class Contradiction(Enum):
    """What cannot be right."""

    ENDS_BEFORE_START = "ends before it starts"
    CHECKED_IN_FUTURE = "checked on a day that is still to come"
    LEAD_UNCHECKED = "a lead time without when and how it was checked"
    NO_WAY_TO_REACH = "no phone, mail or website"
    REQUESTS_WITHOUT_MAIL = "takes requests without an address for them"


def contradictions(entry: Entry, today: date) -> Iterator[Contradiction]:
    """What cannot be right about an entry; nothing if all is well."""
    if entry.contract_from and entry.contract_until and entry.contract_until < entry.contract_from:
        yield Contradiction.ENDS_BEFORE_START
    if entry.checked_on and entry.checked_on > today:
        yield Contradiction.CHECKED_IN_FUTURE
    if entry.lead_days is not None and not (entry.checked_on and entry.checked_how):
        yield Contradiction.LEAD_UNCHECKED
    if not (entry.phone or entry.mail or entry.website):
        yield Contradiction.NO_WAY_TO_REACH
    if entry.takes_requests and not entry.mail:
        yield Contradiction.REQUESTS_WITHOUT_MAIL
