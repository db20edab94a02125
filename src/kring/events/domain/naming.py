"""Naming a colleague: a name and a way to reach them, and nothing else fits."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

NAME_LENGTH = 60
NAME_WORDS = 5
ADDRESS_LENGTH = 120
AT_ONCE = 12
"""People named on one page."""
PER_EVENT = 60
"""People named for one event; for more there is the square to scan."""

_SENTENCE = re.compile(r"[!?;:\"“”]|\d{3}")
_PHONE = re.compile(r"\+?[0-9 ()./-]{6,24}")
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")


class Channel(Enum):
    """How somebody is reached."""

    MAIL = "mail"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who was there, as the reporter typed it."""

    name: str
    channel: Channel
    address: str


def is_a_name(text: str) -> bool:
    """Whether this can be a name: one line, at most five words, no sentences, no long numbers."""
    if len(text) > NAME_LENGTH or len(text.split()) > NAME_WORDS:
        return False
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} for sign in text):
        return False
    return any(sign.isalpha() for sign in text) and not _SENTENCE.search(text)


def channel_of(address: str) -> Channel | None:
    """Mail or phone, told by what was typed; None if it is neither."""
    typed = address.strip()
    if len(typed) > ADDRESS_LENGTH:
        return None
    if _MAIL.fullmatch(typed):
        return Channel.MAIL
    if _PHONE.fullmatch(typed) and sum(sign.isdigit() for sign in typed) >= 6:
        return Channel.PHONE
    return None
