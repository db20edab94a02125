"""Names on screen."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from kring.portal.domain.due import Due, PartOfDay, Since, When, since
from kring.portal.domain.suggesting import Fits
from kring.ui import formats
from kring.ui.frame import Words

FITS: dict[Fits, Words] = {
    Fits.SAME_CRAFT: pgettext_lazy("why somebody fits", "same craft"),
    Fits.IN_TIME: pgettext_lazy("why somebody fits", "same moments"),
    Fits.OTHER_TEAM: pgettext_lazy("why somebody fits", "another ward"),
    Fits.SAME_LANGUAGE: pgettext_lazy("why somebody fits", "same language"),
}

REASONS: dict[str, Words] = {
    "absent": _("The supporter is ill, away or cannot be reached"),
    "asked_by_supporter": _("The supporter asked for it"),
    "asked_by_person": _("The person who asked rang about it, by the two words"),
}
"""Why something that lies still is taken over: a closed list, and the log keeps which."""

DANGERS: dict[str, Words] = {
    "danger_to_self": _("The colleague is in danger"),
    "danger_to_other": _("Somebody else is in danger"),
}
"""Why two coordinators may open a card together: a closed list."""

HELD_IN: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (
        _("Your conversations with a colleague"),
        (
            *("support_trajectory", "support_conversation", "support_sharing", "support_workitem"),
            *("support_reveal", "audit_accessline"),
        ),
    ),
    (
        _("What you do for others"),
        (
            *("supporters_supporter", "supporters_availability", "support_proposal", "support_notice"),
            *("events_offer", "events_teamreminder", "referral_provider"),
        ),
    ),
    (
        _("Your account and your place here"),
        ("people_person", "people_personrole", "people_unit", "accounts_account", "accounts_session"),
    ),
)
"""Under which heading somebody finds what is held of them; every table that is told about stands in one."""

GREETINGS: dict[PartOfDay, Words] = {
    PartOfDay.MORNING: _("Good morning."),
    PartOfDay.AFTERNOON: _("Good afternoon."),
    PartOfDay.EVENING: _("Good evening."),
    PartOfDay.NIGHT: _("Good night shift."),
}

CHANNELS: dict[str, Words] = {
    "call": pgettext_lazy("channel", "by phone"),
    "text": pgettext_lazy("channel", "by text message"),
    "private_mail": pgettext_lazy("channel", "by private mail"),
}

MEASURES: dict[str, Words] = {
    "offers": _("offers made to colleagues"),
    "offers_due": _("offers of which the time is over"),
    "offers_in_day": _("offers made within a day"),
    "asked": _("times somebody asked for a colleague"),
    "supported": _("times a supporter was found"),
    "first_in_time": _("first conversations in time"),
    "conversations": _("conversations"),
    "conditions_told": _("times the conditions were told beforehand"),
    "events": _("events that were reported"),
}

OPINIONS: dict[str, Words] = {
    "evaluation:answers": _("people who gave their opinion"),
    "evaluation:quick:high": _("were contacted soon enough"),
    "evaluation:fitting:high": _("found that when and how suited them"),
    "evaluation:heard:high": _("felt that there was attention for what they needed"),
    "evaluation:onward:high": _("knew what is normal, and where to go for more"),
    "evaluation:recommend:high": _("would recommend it to a colleague"),
}
"""Only who agrees is shown; the rest could be found by subtraction if every answer had its number."""


def because(name: str, fits: tuple[Fits, ...]) -> str:
    """Why somebody is suggested, in one sentence of what fits (decision 14)."""
    reasons = ", ".join(str(FITS[one]) for one in fits)
    return _say(_("%(name)s fits: %(reasons)s."), name=name, reasons=reasons)


def half_year_words(name: str) -> str:
    """ "First half of 2026" from "2026H1"."""
    year, half = name.split("H")
    return _say(_("First half of %(year)s") if half == "1" else _("Second half of %(year)s"), year=year)


def due_words(one: Due) -> str:
    """ "now", "today 14:00", "tomorrow 7:00", "Thursday 12 November"."""
    if one.when is When.NOW:
        return pgettext("due", "now")
    if one.when is When.TODAY:
        return _say(_("today %(time)s"), time=formats.clock(one.at.time()))
    if one.when is When.TOMORROW:
        return _say(_("tomorrow %(time)s"), time=formats.clock(one.at.time()))
    return formats.day(one.at.date())


def since_words(day: date, today: date) -> str:
    """ "today", "yesterday", "9 November"."""
    when = since(day, today)
    if when is Since.TODAY:
        return pgettext("since", "today")
    if when is Since.YESTERDAY:
        return pgettext("since", "yesterday")
    return formats.short_day(day)


TONES = {When.NOW: "warm", When.TODAY: "gold", When.TOMORROW: "", When.LATER: ""}
"""The colour of a due time."""


def _say(sentence: Words, **values: str) -> str:
    return str(sentence) % values


SPECIAL = {
    "kind": (
        _("This goes its own way"),
        _("Unwanted behaviour by a colleague or manager: no team is told, the confidential adviser comes first."),
    ),
    "criterion": (_("Somebody comes in person or phones"), _("Besides the message that everyone gets.")),
}
"""What is special about an own item of each sort: the question, and what it does."""

SORTS = {
    "kind": _("What happened"),
    "criterion": _("What was true of it"),
}

GROUPS = {
    "nummers": (_("Numbers to call"), _("Everyone sees these, on every page, also without signing in.")),
    "klokken": (_("Clocks and load"), _("How soon somebody answers, how much one takes on, and when to talk.")),
    "bewaren": (_("Keeping"), _("You may only choose shorter than what everyone was promised.")),
    "woorden": (_("Your own sentence"), _("Say in your own words that people may come here. Everyone sees it.")),
    "stijl": (_("House style"), _("Your own colour on buttons and links. Kring checks that everyone can read it.")),
}
"""The groups of settings by what stands in their address: what they are called, and what they do."""

ARRANGE = {
    "deputy": (
        _("There is no deputy coordinator"),
        _("Two people have to hold this role, so that somebody is always there, and nobody depends on one."),
    ),
    "second_administrator": (
        _("There is only one administrator"),
        _("A role takes two people. Let somebody else be an administrator too."),
    ),
    "waiting": (_("A role waits for you"), _("Somebody proposed it; you can be the second person.")),
    "uncertain": (
        _("Did a message arrive?"),
        _(
            "Of an invitation, or of a message about a role or a text to look over, we do not know whether it arrived."
            " Kring does not send it a second time. Ask those it was for, or invite them again."
        ),
    ),
    "on_call": (_("There is no number on call"), _("Then nobody is on top of the page to ring at once.")),
    "adviser": (
        _("There is no confidential adviser"),
        _("People need this number when a colleague or manager did something to them."),
    ),
}
"""What an administrator has to arrange, and why."""
