"""
Names on screen, in the language of the page. What the guideline lists, it names itself.
"""

import re
from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

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


HAPPENED: dict[str, Words] = {
    "request.created": _lazy("asked for a colleague"),
    "request.assigned": _lazy("looked along, and let Kring search on"),
    "request.released": _lazy("let go, so that Kring searches for somebody else"),
    "proposal.accepted": _lazy("said yes"),
    "conversation.recorded": _lazy("entered that you talked"),
    "contactcard.read": _lazy("opened your card: name and how to reach you"),
    "contactcard.revealed": _lazy("took over what lay still"),
    "sharing.heard": _lazy("read the sentence you let them hear"),
    "danger.asked": _lazy("asked for a second person, to open your card because of danger"),
    "danger.confirmed": _lazy("opened your card as the second person, because of danger"),
    "danger.read": _lazy("read how to reach you, because of danger"),
}
"""What lines of the access log say to whoever they are about."""

DANGERS: dict[str, Words] = {
    "danger_to_self": _lazy("danger to whoever it is about"),
    "danger_to_other": _lazy("danger to somebody else"),
}
"""Why two people may open a card together: a closed list (decision 8)."""


def happened(event: str, fields: Iterable[str] = ()) -> str:
    """A line of the access log in words."""
    if event == "contactcard.read" and tuple(fields) == ("name",):
        return _("opened your card: only the name")
    return str(HAPPENED.get(event) or _("did something in Kring that concerns you"))


def role(roles: Iterable[str]) -> str:
    """In which role somebody acted, of those people can meet here."""
    held = set(roles)
    if "coordinator" in held and "supporter" in held:
        return _("coordinator and supporter")
    if "coordinator" in held:
        return _("coordinator of collegial support")
    if "supporter" in held:
        return _("supporter")
    if "manager" in held:
        return _("somebody who leads your team")
    return _("somebody who trains you") if "trainer" in held else _("somebody of your organisation")


def names(people: Iterable[str]) -> str:
    """Names as one list in words: "Petra and Dirk"."""
    return get_text_list(list(people), pgettext("list", "and"))
