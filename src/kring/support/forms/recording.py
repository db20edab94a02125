"""Entering a conversation that already took place: whom it was with, the day, and their consent."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.foundation.keys.lookup import fresh_token
from kring.foundation.reach import ADDRESS_LENGTH, NAME_LENGTH, Channel
from kring.guideline import queries as guideline
from kring.support.forms.reach import ONLY_A_NAME, TOO_LONG, Kindly, ReachForm
from kring.support.forms.supporting import offer
from kring.ui.forms import DateField


class TalkedForm(ReachForm):
    """Name, way to reach, day, and two ticks without which nothing is kept."""

    field_order = ("token", "name", "channel", "address", "day", "told", "consent")
    name = Kindly(
        label=_("What is your colleague called?"),
        max_length=NAME_LENGTH,
        help_text=_("A first name or a nickname is enough."),
        error_messages={"max_length": ONLY_A_NAME},
    )
    channel = forms.ChoiceField(label=_("How do you reach each other?"), widget=forms.RadioSelect)
    address = Kindly(
        label=_("Number or mail address"), max_length=ADDRESS_LENGTH, error_messages={"max_length": TOO_LONG}
    )
    day = DateField(label=_("Which day was it?"))
    told = forms.BooleanField(label=_("I told the three conditions of confidentiality"))
    consent = forms.BooleanField(
        label=_("My colleague wants me to enter this"),
        help_text=_("Without a clear yes you enter nothing. Your colleague can always ask for somebody later."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "channel", guideline.channels())
        self.fields["channel"].initial = Channel.CALL.value
        self.fields["token"].initial = fresh_token()
        self.fields["day"].initial = today
        self.fields["day"].widget.attrs["max"] = today.isoformat()
