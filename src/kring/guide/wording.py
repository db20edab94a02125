"""The words of the guide."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.guide.domain.changes import Field
from kring.guide.domain.edition import Verdict
from kring.guide.domain.making import Step

VERDICTS: dict[Verdict, Promise] = {
    Verdict.UNTOLD: _("Nobody told yet"),
    Verdict.TOO_LITTLE: _("Too little known"),
    Verdict.MOST: _("Most would do it again"),
    Verdict.DIVIDED: _("Experiences differ"),
    Verdict.FEW: _("Most would not do it again"),
}
TONES: dict[Verdict, str] = {Verdict.MOST: "", Verdict.DIVIDED: "gold", Verdict.FEW: "warm"}

KINDS: dict[str, Promise] = {
    "measure": pgettext_lazy("kind", "Measure"),
    "intervention": pgettext_lazy("kind", "Intervention"),
    "risk_group": _("To be aware of: a group"),
    "risk_factor": _("To be aware of: a circumstance"),
}

FIELDS: dict[Field, Promise] = {
    Field.TITLE: _("its name"),
    Field.SUMMARY: _("the summary"),
    Field.HOW: _("how it works"),
    Field.CONDITIONS: _("what must be in place"),
    Field.WATCH: _("what to watch for"),
    Field.FOR_WHOM: _("for whom and when"),
    Field.CHAPTER: _("the theme"),
    Field.EVIDENCE: _("the evidence"),
    Field.EVIDENCE_SAYS: _("what the evidence says"),
    Field.SOURCES: _("the sources"),
    Field.EXAMPLES: _("the examples elsewhere"),
    Field.CHECKED: _("the day it was compared with its source"),
}

STEPS: dict[Step, Promise] = {
    Step.WAITING: _("It waits for its turn"),
    Step.READING: _("The measures are put in order"),
    Step.LAYING_OUT: _("The pages are laid out"),
    Step.CHECKING: _("The file is checked"),
    Step.READY: _("It is ready"),
    Step.FAILED: _("It did not work this time"),
}
