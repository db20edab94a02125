"""Names on screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.compliance.domain.answering import Wrong
from kring.compliance.domain.standing import State, Way
from kring.foundation.evidence import Basis
from kring.guideline.queries.requirements import Turn
from kring.ui.frame import Words

STATES: dict[State, Words] = {
    State.SHOWN: pgettext_lazy("state of a requirement", "shown"),
    State.EXPLAINED: pgettext_lazy("state of a requirement", "done otherwise"),
    State.PARTLY: pgettext_lazy("state of a requirement", "shown in part"),
    State.PLANNED: pgettext_lazy("state of a requirement", "planned"),
    State.NOT_YET: pgettext_lazy("state of a requirement", "not yet known"),
    State.MISSING: pgettext_lazy("state of a requirement", "missing"),
}

TONES: dict[State, str] = {
    State.SHOWN: "",
    State.EXPLAINED: "",
    State.PARTLY: "gold",
    State.PLANNED: "gold",
    State.NOT_YET: "",
    State.MISSING: "warm",
}
"""The colour of a state; the words say the same."""

MEANINGS: dict[State, Words] = {
    State.SHOWN: _("Kring can see it, or there is a document or a statement."),
    State.EXPLAINED: _("It is done in another way here, with an argument."),
    State.PARTLY: _("A part is shown, a document is out of date, or the guideline asks it otherwise since."),
    State.PLANNED: _("It is on a plan, with an owner and a date."),
    State.NOT_YET: _("The figures for this have not been fixed yet."),
    State.MISSING: _("Nothing shows it yet."),
}

WAYS: dict[Way, tuple[Words, Words]] = {
    Way.DOCUMENT: (_("A document shows it"), _("With a title, a date, and where it is.")),
    Way.STATEMENT: (_("Somebody states it"), _("By function, with a date.")),
    Way.PLANNED: (_("Not yet, but it is planned"), _("What will be done, by whom, and by when.")),
    Way.EXPLAINED: (_("We do it otherwise"), _("With an argument. The guideline leaves room for that.")),
}

SAYS: dict[Way, Words] = {
    Way.DOCUMENT: _("Document"),
    Way.STATEMENT: _("Statement"),
    Way.PLANNED: _("Plan"),
    Way.EXPLAINED: _("Done otherwise, because"),
}

BASES: dict[Basis, Words] = {
    Basis.PUBLISHED: _("From published half-years"),
    Basis.SET_UP: _("From the set-up"),
    Basis.BUILT_IN: _("What Kring always does"),
}

WRONG: dict[Wrong, Words] = {
    Wrong.DATED_LATER: _("This date is still to come. Fill in the date on it."),
    Wrong.OVER_BEFORE_BEGUN: _("It cannot be over before it was made. Have a look at both dates."),
    Wrong.OVER_ALREADY: _("It is over already. Fill in a newer one, or choose another way."),
    Wrong.REVIEW_NOT_LATER: _("Choose a day after today to look at it again."),
    Wrong.REVIEW_TOO_LATE: _("Look at it again within two years."),
    Wrong.REACHES_SOMEBODY: _("Leave out mail addresses and telephone numbers. Name a function."),
    Wrong.NO_LINK: _("Fill in an address that begins with https://, or say in words where it is."),
    Wrong.NEEDED: _("Fill this in."),
}

DETAILS: dict[str, Words] = {
    "inside": _("a route inside"),
    "outside": _("a route outside with a contract"),
    "lead_time": _("a lead time that was checked lately"),
}
"""What a sentence of evidence may name, besides crafts."""

TURNS: dict[Turn, Words] = {
    Turn.ADDED: _("New"),
    Turn.CHANGED: _("Changed"),
    Turn.REMOVED: _("No longer asked"),
}

FIELDS: dict[str, Words] = {
    "title": _("the name"),
    "text": _("what is asked"),
    "shown_by": _("what would show it"),
    "kinds": _("what it rests on"),
    "for_whom": _("for whom"),
    "weight": _("how urgent we find it"),
}

GOES: dict[bool | None, Words] = {
    True: _("your answer goes along"),
    False: _("look at your answer"),
    None: _("your answer stays with the earlier edition"),
}
"""What becomes of an answer in the next edition: it answers what is asked there, or not, or nobody asks it."""

EDITIONS: dict[str, tuple[Words, str]] = {
    "in_use": (_("in use"), ""),
    "draft": (_("draft"), "gold"),
    "earlier": (_("earlier"), ""),
}

HALVES: dict[str, Words] = {"H1": _("the first half of %(year)s"), "H2": _("the second half of %(year)s")}

WEIGHTS: dict[int, Words] = {1: _("useful"), 2: _("important"), 3: _("first")}
"""Our own order of what to do first (K)."""
