"""What a supporter can fill in: days, parts of the day and sentences of a closed list. Nothing about a person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kring.guideline import queries as guideline
from kring.guideline.queries import Choice
from kring.support import wording
from kring.ui.forms import DateField, Form
from kring.ui.frame import Words

NO_SUCH_DAY = _("This day does not fit. Choose today or a day after it.")


class PlanForm(Form):
    """When the next conversation will be: a day and a part of it."""

    prefix = "plan"
    day = DateField(label=_("Which day?"))
    part = forms.ChoiceField(label=_("When on that day?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "part", guideline.time_windows())
        self.fields["day"].widget.attrs["min"] = today.isoformat()


class HeldForm(Form):
    """On which day the conversation was; today unless something else is filled in."""

    prefix = "held"
    day = DateField(label=_("Which day was it?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today
        self.fields["day"].widget.attrs["max"] = today.isoformat()


class ProposeForm(Form):
    """A sentence that the professional may let somebody hear."""

    prefix = "propose"
    recipient = forms.ChoiceField(label=_("For whom?"), widget=forms.RadioSelect)
    sentence = forms.ChoiceField(label=_("Which sentence?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "recipient", guideline.recipients())
        sentences = [(one.key, wording.said(one.label)) for one in guideline.sharing_sentences()]
        _give(self, "sentence", sentences)

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: if the sentence is not for this recipient"""
        given = super().clean() or self.cleaned_data
        recipient, sentence = given.get("recipient"), given.get("sentence")
        if recipient and sentence not in {None, *(one.key for one in guideline.sharing_sentences(recipient))}:
            raise ValidationError({"sentence": _("This sentence is not for whom you chose. Choose another one.")})
        return given


def offer(form: forms.Form, name: str, choices: Iterable[Choice]) -> None:
    """Give a field the choices of a list of the guideline, in the language of the page."""
    _give(form, name, [(choice.key, wording.said(choice.label)) for choice in choices])


def _give(form: forms.Form, name: str, choices: Iterable[tuple[str, Words]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
