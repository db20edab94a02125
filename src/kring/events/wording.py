"""Names on screen."""

from django.utils.translation import gettext_lazy as _

from kring.events.domain.asking import Answer
from kring.events.domain.weeks import When
from kring.ui.frame import HelpNumber, Words

WHEN: dict[When, Words] = {
    When.TODAY: _("today"),
    When.YESTERDAY: _("yesterday"),
    When.THIS_WEEK: _("earlier this week"),
    When.LAST_WEEK: _("last week"),
}

ANSWERS: dict[Answer, tuple[Words, Words]] = {
    Answer.YES: (_("Yes, I would like to talk"), _("You go on to how we reach you")),
    Answer.LATER: (_("Not now, ask me later"), _("We ask once more, in two weeks")),
    Answer.OUTSIDE: (_("Rather someone from outside"), _("You see whom you can call")),
    Answer.NO: (_("No, I do not need this"), _("We do not ask again about this")),
}

# Numbers of others, as far as known in November 2026: whoever runs Kring checks them before use.
OUTSIDE_THE_ORGANISATION: tuple[HelpNumber, ...] = (
    HelpNumber(_("Direct danger"), "112"),
    HelpNumber(_("Police, when there is no hurry"), "0900-8844"),
    HelpNumber(_("Centre for sexual violence"), "0800-0188", _("day and night, free of charge, also to ask advice")),
)
"""Whom somebody can turn to outside the organisation after unwanted behaviour."""
