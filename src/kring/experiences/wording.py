"""The words of experiences."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from kring.experiences.domain.experience import Again, Aim, Helped, Hindered, Kept, Reach

AIMS = {
    Aim.RECOVER: _("More time to recover"),
    Aim.PRESSURE: _("Less pressure of work"),
    Aim.TALK: _("Talking more easily about how things are"),
    Aim.AFTERMATH: _("Support after something shocking"),
    Aim.FIND_HELP: _("Finding the way to help"),
    Aim.STAY: _("Colleagues who like to stay"),
    Aim.LEARN: _("Learning from each other"),
    Aim.SAFE: _("A safer place to work"),
}

REACHES = {
    Reach.FEW: _("Fewer than 10 people"),
    Reach.TEAM: _("10 to 49 people"),
    Reach.DEPARTMENT: _("50 to 249 people"),
    Reach.MANY: _("250 people or more"),
    Reach.UNKNOWN: _("We do not know"),
}

HELPED = {
    Helped.TIME: _("There was time for it in working hours"),
    Helped.MONEY: _("There was money for it"),
    Helped.BOARD: _("The board stood behind it"),
    Helped.MANAGER: _("Managers took part themselves"),
    Helped.OWNER: _("Somebody kept it going"),
    Helped.TOGETHER: _("We thought it up together with colleagues"),
    Helped.FITTED: _("It fitted our work and roster"),
    Helped.EASY: _("Taking part was easy"),
    Helped.KNOWN: _("Everyone knew about it"),
    Helped.CONFIDENTIAL: _("Nobody saw who took part"),
}

HINDERED = {
    Hindered.TIME: _("There was no time for it"),
    Hindered.MONEY: _("There was too little money"),
    Hindered.ROSTER: _("It did not fit the roster"),
    Hindered.STAFF: _("We were short of people"),
    Hindered.BOARD: _("The board did not stand behind it"),
    Hindered.MANAGER: _("Managers did not take part"),
    Hindered.OWNER: _("Nobody kept it going"),
    Hindered.MISFIT: _("It did not suit our work"),
    Hindered.UNKNOWN: _("Too few people knew about it"),
    Hindered.SHAME: _("Taking part felt like a step too far"),
}

KEPT = {
    Kept.GOES_ON: _("Yes, we still do it"),
    Kept.DONE: _("No, it was meant for a while"),
    Kept.FADED: _("No, it faded away"),
    Kept.TOO_EARLY: _("Too early to say"),
}

AGAIN = {
    Again.YES: _("Yes, the same way"),
    Again.DIFFERENTLY: _("Yes, but differently"),
    Again.NO: _("No"),
}

WRONG = {
    "unknown": _("This choice is not there any more. Choose another one."),
    "not_yet": _("Choose a half-year that has begun."),
    "not_plain": _("Write plain words, without addresses, phone numbers or links."),
    "twice": _("You told about this measure for the same group, situation and half-year before."),
    "shared": _("Stop sharing first. When that is done, you can take it away."),
    "fed": _("Advisers can still change this or take it back. Take it away after that."),
    "own": _("Other organisations do not know this measure. Share the measure itself first."),
}


def half_year(name: str) -> str:
    """A half-year such as 2026H1 in words."""
    year, _half, number = name.partition("H")
    if number == "1":
        return pgettext("half-year", "first half of %(year)s") % {"year": year}
    return pgettext("half-year", "second half of %(year)s") % {"year": year}
