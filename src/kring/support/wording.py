"""
Names on screen, in the language of the page. What the guideline lists, it names itself.
"""

import re
from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from kring.guideline import queries as guideline
from kring.guideline.queries import Choice, Text
from kring.support.domain.matching import Because
from kring.ui.frame import Words

BECAUSE: dict[str, Words] = {
    Because.CHOSEN.value: pgettext_lazy("fits", "chosen by name"),
    Because.SAME_CRAFT.value: pgettext_lazy("fits", "the same craft"),
    Because.OTHER_TEAM.value: pgettext_lazy("fits", "another department"),
    Because.IN_TIME.value: pgettext_lazy("fits", "free when it suits"),
    Because.SAME_LANGUAGE.value: pgettext_lazy("fits", "the same language"),
}
"""Why two people fit; the same words for both of them (decision 14: only reasons for)."""


def said(text: Text) -> str:
    """A text of the guideline in the language of the page."""
    return text.in_language(get_language() or "nl")


def named(choices: Iterable[Choice], key: str) -> str:
    """The name of a choice; empty for what is not on the list (any more)."""
    return next((said(choice.label) for choice in choices if choice.key == key), "")


def because(codes: Iterable[str]) -> str:
    """Reasons as one list in words: "the same craft, another department and free when it suits"."""
    given = set(codes)
    return get_text_list([str(words) for code, words in BECAUSE.items() if code in given], pgettext("list", "and"))


def craft(key: str) -> str:
    """A craft."""
    return named(guideline.crafts(), key)


def window(key: str) -> str:
    """A part of the day or week."""
    return named(guideline.time_windows(), key)


def windows(keys: Iterable[str]) -> str:
    """Parts of the day or week as one list in words."""
    return get_text_list([name for key in keys if (name := window(key))], pgettext("list", "or"))


def channel(key: str) -> str:
    """A way to reach somebody."""
    return named(guideline.channels(), key)


def phone(address: str) -> str:
    """A Dutch number in pairs, as people say it; anything else as it is."""
    if not re.fullmatch(r"0\d{9}", address):
        return address
    return " ".join(address[at : at + 2] for at in range(0, len(address), 2))


def recipient(key: str) -> str:
    """Who may hear a sentence."""
    return named(guideline.recipients(), key)


def sentence(key: str) -> str:
    """A sentence as the professional chooses it."""
    return next((said(item.label) for item in guideline.sharing_sentences() if item.key == key), "")


def about(number: int) -> str:
    """What each of the three is for, in one sentence to whoever it is for."""
    return {
        1: _("Your story, at your own pace."),
        2: _("How has it been since last time?"),
        3: _("Looking back, and seeing whether this was enough."),
    }[number]


def conversation(number: int) -> str:
    """Which of the three: "First conversation"."""
    return {1: _("First conversation"), 2: _("Second conversation"), 3: _("Third conversation")}[number]
