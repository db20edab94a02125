"""What can be ticked in an evaluation. No place to write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kring.surveys.domain.questions import Advice, Question
from kring.surveys.wording import ADVICE, AGREEMENT, SENTENCES
from kring.ui.forms import Form


class EvaluationForm(Form):
    """Five sentences and one question, each of which may be left open; but not all of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question, sentence in SENTENCES.items():
            self.fields[question.value] = forms.TypedChoiceField(
                label=sentence,
                choices=list(AGREEMENT.items()),
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["advice"] = forms.ChoiceField(
            label=_("Did you talk about help from a professional?"),
            choices=[(advice.value, words) for advice, words in ADVICE.items()],
            required=False,
            widget=forms.RadioSelect,
        )

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: if nothing was answered"""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise ValidationError(_("Answer at least one question, or leave this page."))
        return cleaned

    @property
    def scores(self) -> dict[Question, int]:
        """The sentences that were answered."""
        given = {question: self.cleaned_data.get(question.value) for question in Question}
        return {question: score for question, score in given.items() if score}

    @property
    def advice(self) -> Advice | None:
        """The last question, if it was answered."""
        chosen = self.cleaned_data.get("advice")
        return Advice(chosen) if chosen else None
