"""
Mails that are under way: unsure until it was said that they went (ADR 19).

Of a mail to one of two who talk the card says so, sealed; of a question and of an opened card, a column.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Protocol
from uuid import UUID

from kring.foundation.mail.facts import SURE_WITHIN
from kring.support.domain.card import Card


class Mail(Enum):
    """What a mail about support is about, and to whom."""

    QUESTION = "question"  # to a supporter: can you do this?
    OPENED = "opened"  # to the person: two coordinators opened your card
    FOUND = "found"  # to the person: somebody said yes
    MOMENT = "moment"  # to the person: your supporter chose a moment
    HELP = "help"  # to the person: time to talk about professional help
    MOMENT_SUPPORTER = "moment-supporter"  # to the supporter: the other chose a moment
    REACH_SUPPORTER = "reach-supporter"  # to the supporter: the other is reached in another way
    HELP_SUPPORTER = "help-supporter"


TO_PERSON = frozenset({Mail.FOUND, Mail.MOMENT, Mail.HELP})
TO_SUPPORTER = frozenset({Mail.MOMENT_SUPPORTER, Mail.REACH_SUPPORTER, Mail.HELP_SUPPORTER})
NEWS_SUPPORTER = frozenset({Mail.MOMENT_SUPPORTER, Mail.REACH_SUPPORTER})
"""That the other chose or changed something."""
Pairs = tuple[tuple[str, str], ...]


class MailState(Enum):
    """What a column says of its mail; empty when there is nothing to say (any more)."""

    SAID_NOTHING = ""
    POSTED = "posted"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class About:
    """What a mail carries, sealed, to say later what went: its kind, the row, and for a card since when."""

    mail: Mail
    row: UUID
    since: str = ""

    def packed(self) -> str:
        """As one word."""
        return f"support.{self.mail.value}:{self.row}:{self.since}"


def about(word: str) -> About | None:
    """What was packed; None for a mail of another context, or one that nobody could open."""
    context, _, rest = word.partition(".")
    if context != "support":
        return None
    mail, row, since = rest.split(":", 2)
    return About(Mail(mail), UUID(row), since)


def posted(card: Card, mail: Mail, at: datetime) -> Card:
    """The card when this mail is under way; an earlier one about the same does not matter any more."""
    others = tuple(pair for pair in card.underway if pair[0] != mail.value)
    return replace(card, underway=(*others, (mail.value, at.isoformat())))


def went(card: Card, found: About) -> Card:
    """The card when it was said that this very mail went; of a later one about the same nothing changes."""
    return replace(card, underway=tuple(pair for pair in card.underway if pair != (found.mail.value, found.since)))


def readdressed(card: Card, channel: str, address: str, since: date | None) -> Card:
    """
    The card with another way to be reached; mails to the old address do not matter any more.

    :param since: the day, for a supporter who knew the old one
    """
    to_others = tuple(pair for pair in card.underway if Mail(pair[0]) not in TO_PERSON)
    return replace(card, channel=channel, address=address, reach_since=since, underway=to_others)


class Talk(Protocol):
    """One conversation, as far as it says whether a mail still matters."""

    @property
    def planned_on(self) -> date | None: ...
    @property
    def held_on(self) -> date | None: ...


def unsure(
    underway: Pairs, talks: Iterable[Talk], at: datetime, day_of: Callable[[datetime], date]
) -> frozenset[Mail]:
    """
    The mails of which nobody knows whether they arrived, and that still matter.

    Who talked since knows all of it. That somebody was found matters until a moment stands, a moment until it is past.

    :param day_of: the day of a moment, as the organisation counts it
    """
    lines, today = tuple(talks), day_of(at)
    moment = next((line.planned_on for line in lines if line.held_on is None), None)
    last = max((line.held_on for line in lines if line.held_on), default=date.min)
    found = []
    for kind, since in underway:
        mail, then = Mail(kind), datetime.fromisoformat(since)
        over = {
            Mail.FOUND: moment is not None or last > date.min,
            Mail.MOMENT: moment is None or moment < today,
            Mail.MOMENT_SUPPORTER: moment is None or moment < today,
        }
        if then + SURE_WITHIN <= at and last <= day_of(then) and not over.get(mail, False):
            found.append(mail)
    return frozenset(found)
