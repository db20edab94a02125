"""When a supporter can be asked: choices and a day. No reason, because nobody asks for one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kring.guideline import queries as guideline
from kring.ui.forms import DateField, Form

FURTHEST = timedelta(days=5 * 366)
LONGEST_AGO = timedelta(days=366)
LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))


class AvailabilityForm(Form):
    """Now or not now, when, in which languages, and until when a break lasts."""

    can_now = forms.ChoiceField(
        label=_("Can you be asked now?"),
        choices=[("yes", _("I can now")), ("no", _("I cannot now"))],
        widget=forms.RadioSelect,
    )
    paused_until = DateField(
        label=_("A break up to and including"),
        required=False,
        help_text=_("Leave it empty if you want no break. Nobody asks why."),
    )
    windows = forms.MultipleChoiceField(label=_("When can you be asked for?"), widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        language = get_language() or "nl"
        field = self.fields["windows"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(window.key, window.label.in_language(language)) for window in guideline.time_windows()]
        self.fields["paused_until"].widget.attrs["min"] = today.isoformat()

    def clean_can_now(self) -> bool:
        """Yes or no."""
        return bool(self.cleaned_data["can_now"] == "yes")

    def clean_paused_until(self) -> date | None:
        """:raises ValidationError: for a day that has been"""
        day: date | None = self.cleaned_data["paused_until"]
        if day and day < self.today:
            raise ValidationError(_("This day has been. Choose today or a day after it, or leave it empty."))
        return day


class TrainingForm(Form):
    """Until when a training is valid."""

    until = DateField(label=_("Trained until"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        """:raises ValidationError: for a day too far away to be meant"""
        day: date = self.cleaned_data["until"]
        if not self.today - LONGEST_AGO <= day <= self.today + FURTHEST:
            raise ValidationError(_("Choose a day within five years from now."))
        return day
