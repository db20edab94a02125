"""The words of the evaluation."""

from django.utils.translation import gettext_lazy as _

from kring.surveys.domain.questions import Advice, Question

SENTENCES = {
    Question.QUICK: _("Somebody contacted me soon enough."),
    Question.FITTING: _("When and how we talked suited me."),
    Question.HEARD: _("There was attention for what I needed."),
    Question.ONWARD: _("I knew what is normal afterwards, and where I could go for more."),
    Question.RECOMMEND: _("I would recommend this to a colleague."),
}

AGREEMENT = {
    1: _("Not at all"),
    2: _("A little"),
    3: _("Partly"),
    4: _("Mostly"),
    5: _("Completely"),
}

ADVICE = {
    Advice.YES: _("Yes, we talked about it"),
    Advice.NO: _("No, we did not"),
    Advice.UNSAID: _("I keep that to myself"),
}
