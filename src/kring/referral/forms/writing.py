"""An organisation's own version of a page to read."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kring.referral.domain.cleaning import plain
from kring.referral.domain.markup import LONGEST, tidy
from kring.ui.forms import DateField, Form

SOONEST, LATEST = timedelta(days=1), timedelta(days=731)
A_YEAR = timedelta(days=365)


class TextForm(Form):
    """The text, and when somebody looks at it again. `after` is the newest version that was there."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "Begin a heading with ## and a point of a list with a dash. An empty line begins a new paragraph. "
            "Tags and links are taken out."
        ),
    )
    review_on = DateField(label=_("Look at it again on"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("review_on", today + A_YEAR)

    def clean_body(self) -> str:
        """:raises ValidationError: if nothing is left after cleaning"""
        text = tidy(plain(self.cleaned_data["body"]))
        if not text:
            raise ValidationError(_("There is no text in it."))
        if len(text) > LONGEST:
            raise ValidationError(_("Make it shorter: at most %(most)s characters.") % {"most": LONGEST})
        return text

    def clean_review_on(self) -> date:
        """:raises ValidationError: for a day that has been, or more than two years away"""
        day: date = self.cleaned_data["review_on"]
        if not self.today + SOONEST <= day <= self.today + LATEST:
            raise ValidationError(_("Choose a day after today, within two years."))
        return day
