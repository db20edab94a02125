"""`{% load referral %}`: the keys of the signpost in words."""

from collections.abc import Mapping

from django import template

from kring.foundation.reach import dial
from kring.referral import wording
from kring.ui.frame import Words

register = template.Library()


def _of(words: Mapping[str, Words], key: object) -> str:
    return str(words.get(str(key), ""))


@register.filter
def good_at(keys: tuple[str, ...]) -> list[str]:
    """What somebody is good at."""
    return [_of(wording.GOOD_AT, key) for key in keys]


@register.filter
def languages(keys: tuple[str, ...]) -> str:
    """ "Dutch, English"."""
    return ", ".join(_of(wording.LANGUAGES, key) for key in keys)


@register.filter
def route(key: str) -> str:
    """How somebody gets there."""
    return _of(wording.ROUTES, key)


@register.filter
def cost(key: str) -> str:
    """What it costs the professional."""
    return _of(wording.COSTS, key)


@register.filter
def anonymity(key: str) -> str:
    """Who hears of it."""
    return _of(wording.ANONYMITY, key)


@register.filter
def checked_how(key: str) -> str:
    """How a lead time was checked."""
    return _of(wording.CHECKED_HOW, key)


@register.filter
def step(key: str) -> str:
    """How far a pool is."""
    return _of(wording.STEPS, key)


@register.filter
def care(key: object) -> Words:
    """What an entry asks for."""
    return wording.CARE.get(key, "")  # type: ignore[call-overload,no-any-return]


@register.filter
def check(kind: str) -> tuple[Words, Words]:
    """What an examination is called, and what it is."""
    return wording.CHECKS[kind]


@register.filter
def parts(text: str) -> tuple[str, ...]:
    """The paragraphs of a plain text."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


register.filter("dial", dial)
