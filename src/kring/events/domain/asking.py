"""
Asking somebody once, and once more at most.

After a silence the second time is 28 days later; after "later" it is 14 days after that answer. "Yes", "no" and
"rather someone outside" end the asking (decision 5).
"""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from kring.events.domain.naming import Channel

AFTER_SILENCE = timedelta(days=28)
AFTER_LATER = timedelta(days=14)
LOOK_FROM = AFTER_LATER
"""From this long after the offer every letter is looked at daily, whatever was answered."""
REMEMBERED = timedelta(days=90)
"""For so long nobody is offered something at a colleague's wish a third time, whoever asks for it (K)."""
TIMES = 2
_SIZE = 2000  # bytes, more than any letter needs, so that all are as long whatever the answer


class Answer(Enum):
    """What somebody can answer."""

    YES = "yes"
    LATER = "later"
    NO = "no"
    OUTSIDE = "outside"


FINAL = frozenset({Answer.NO, Answer.OUTSIDE})


@dataclass(frozen=True, slots=True)
class Letter:
    """
    What is sealed on the person's own side: how to reach them, what it is about, and what they answered.

    `card_id`: the offer on the list of who is approached in person, so that erasing finds it; None if there is none.
    `times`: how often this person was asked, one or two. `worried`: a colleague asked for this offer, and there is no
    event; `asked_by` is the name that colleague wrote down, empty if they would rather not.
    """

    name: str
    channel: Channel
    address: str
    kind: str
    week: date
    link: str
    made_on: date
    card_id: UUID | None = None
    times: int = 1
    answer: Answer | None = None
    answered_on: date | None = None
    worried: bool = False
    asked_by: str = ""

    def packed(self) -> dict[str, Any]:
        """As JSON of one size: nobody can tell an answer from a length."""
        plain = {
            "name": self.name,
            "channel": self.channel.value,
            "address": self.address,
            "kind": self.kind,
            "week": self.week.isoformat(),
            "link": self.link,
            "card_id": str(self.card_id or ""),
            "made_on": self.made_on.isoformat(),
            "times": self.times,
            "answer": self.answer.value if self.answer else "",
            "answered_on": self.answered_on.isoformat() if self.answered_on else "",
            "worried": self.worried,
            "asked_by": self.asked_by,
            "fill": "",
        }
        return {**plain, "fill": "." * (_SIZE - len(json.dumps(plain, ensure_ascii=False).encode()))}


def unpacked(plain: dict[str, Any]) -> Letter:
    """A letter as it was packed."""
    return Letter(
        name=plain["name"],
        channel=Channel(plain["channel"]),
        address=plain["address"],
        kind=plain["kind"],
        week=date.fromisoformat(plain["week"]),
        link=plain["link"],
        made_on=date.fromisoformat(plain["made_on"]),
        card_id=UUID(plain["card_id"]) if plain["card_id"] else None,
        times=plain["times"],
        answer=Answer(plain["answer"]) if plain["answer"] else None,
        answered_on=date.fromisoformat(plain["answered_on"]) if plain["answered_on"] else None,
        worried=plain.get("worried", False),  # letters sealed before this existed do not have it
        asked_by=plain.get("asked_by", ""),
    )


def choices_for(letter: Letter) -> tuple[Answer, ...]:
    """What can still be answered: nothing after a no, and no "later" the second time."""
    if letter.answer in FINAL:
        return ()
    return tuple(answer for answer in Answer if answer is not Answer.LATER or letter.times < TIMES)


def answered(letter: Letter, answer: Answer, on: date) -> Letter:
    """The letter with this answer. After a no, or "rather outside", names and address go at once."""
    if answer not in choices_for(letter):
        return letter
    if answer in FINAL:
        letter = replace(letter, name="", address="", asked_by="")
    return replace(letter, answer=answer, answered_on=on)


def ask_again_on(letter: Letter) -> date | None:
    """The day of the second and last time, or None if there is none."""
    if letter.times >= TIMES:
        return None
    if letter.answer is None:
        return letter.made_on + AFTER_SILENCE
    if letter.answer is Answer.LATER and letter.answered_on:
        return letter.answered_on + AFTER_LATER
    return None


def asked_again(letter: Letter) -> Letter:
    """The letter after the second time; the answer is open again."""
    return replace(letter, times=TIMES, answer=None, answered_on=None)
