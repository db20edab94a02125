"""
How somebody may be called, and how they can be reached. Nothing else fits in either (K: no place for a story).

Names and addresses are what people type on a phone at night, so spaces, dashes, dots and brackets do not matter.
"""

import re
import unicodedata
from enum import Enum
from urllib.parse import quote

NAME_LENGTH = 40
NAME_WORDS = 5
ADDRESS_LENGTH = 120


class Channel(Enum):
    """The ways to reach somebody, as the guideline's data lists them."""

    CALL = "call"
    TEXT = "text"
    MAIL = "private_mail"


class Wrong(Enum):
    """Why an address does not fit its channel."""

    NOT_A_PHONE = "not a phone"
    NOT_A_MOBILE = "not a mobile"
    NOT_A_MAIL = "not a mail"
    MAIL_GIVEN = "mail given"
    PHONE_GIVEN = "phone given"


class AddressDoesNotFit(Exception):
    """The address is not one of its channel; `why` says what is the matter."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why.value)
        self.why = why


_DIALLED = re.compile(r"\+?(?:\(\d+\)|\d)(?:[\s.\-/\u2010-\u2015\u00a0]*(?:\(0\)|\d))*")
_SENTENCE = re.compile(r"[!?;:\"“”<>@]|\d{3}|[.,]\s+\S+\s+\S+")
_NOISE = re.compile(r"[\s().\-/\u2010-\u2015\u00a0]+")
_DUTCH = re.compile(r"0[1-9]\d{8}")
_FOREIGN = re.compile(r"\+[1-9]\d{7,14}")
_MAIL = re.compile(r"[^@\s,;:<>()\"]{1,64}@[^@\s,;:<>()\".]+(\.[^@\s,;:<>()\".]+)*\.[^\W\d_]{2,}")


def is_a_name(text: str) -> bool:
    """Whether this can be what somebody is called: one line, at most five words, no sentence, no number."""
    if len(text) > NAME_LENGTH or len(text.split()) > NAME_WORDS:
        return False
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} for sign in text):
        return False
    return any(sign.isalpha() for sign in text) and not _SENTENCE.search(text)


def reached_at(channel: Channel, typed: str) -> str:
    """
    The address in one plain form: `0612345678`, `+32470123456` or `jij@thuis.nl`.

    :raises AddressDoesNotFit: if it is not one of this channel
    """
    text = typed.strip()
    if channel is Channel.MAIL:
        return _mail(text)
    number = _phone(text)
    if channel is Channel.TEXT and number.startswith("0") and not number.startswith("06"):
        raise AddressDoesNotFit(Wrong.NOT_A_MOBILE)
    return number


def _phone(text: str) -> str:
    if "@" in text:
        raise AddressDoesNotFit(Wrong.MAIL_GIVEN)
    number = _NOISE.sub("", text.replace("(0)", ""))
    number = re.sub(r"^00", "+", number)
    number = re.sub(r"^\+310?", "0", number)
    if not number.isascii() or not (_DUTCH.fullmatch(number) or _FOREIGN.fullmatch(number)):
        raise AddressDoesNotFit(Wrong.NOT_A_PHONE)
    return number


def _mail(text: str) -> str:
    if len(text) > ADDRESS_LENGTH or not _MAIL.fullmatch(text):
        digits = sum(sign.isdigit() for sign in text)
        phone = "@" not in text and digits >= 6
        raise AddressDoesNotFit(Wrong.PHONE_GIVEN if phone else Wrong.NOT_A_MAIL)
    return text


def dial(phone: str) -> str:
    """
    A number that somebody wrote for people to read, as a telephone wants it; nothing if there is none.

    The zero of `+31 (0)20` is not dialled, nor is what stands behind a number, such as an extension.
    """
    found = _DIALLED.search(phone)
    number = found[0] if found else ""
    if number.startswith(("+", "00")):
        number = number.replace("(0)", "")
    return re.sub(r"[^\d+]", "", number)


def link_to(channel: str, address: str) -> str:
    """The address of a channel (a value of `Channel`) as a link that a phone understands."""
    if channel == Channel.MAIL.value:
        return f"mailto:{quote(address, safe='@+.')}"
    scheme = "sms" if channel == Channel.TEXT.value else "tel"
    return f"{scheme}:{re.sub(r'[^0-9+]', '', address)}"


def is_code(text: str) -> bool:
    """Whether this can be a code: sixteen digits, however they are grouped."""
    return re.fullmatch(r"[0-9]{16}", code_of(text)) is not None


def code_of(text: str) -> str:
    """A code as it was given out, without what people type between the digits."""
    return _NOISE.sub("", text)
