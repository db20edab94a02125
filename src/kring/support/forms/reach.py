"""How somebody may be called and reached: the part that more than one form has. No place for a story."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kring.foundation.keys.lookup import fresh_token
from kring.foundation.reach import (
    ADDRESS_LENGTH,
    AddressDoesNotFit,
    Channel,
    Wrong,
    is_a_name,
    reached_at,
)
from kring.ui.forms import Form
from kring.ui.frame import Words

TOKEN = 22
ONLY_A_NAME = _("Only a name fits here. What was said need not be written down.")
TOO_LONG = _("This is too long for a number or a mail address.")
_WRONG: dict[Wrong, Words] = {
    Wrong.NOT_A_PHONE: _("Fill in a phone number, for example 06 12345678. From abroad: begin with +."),
    Wrong.NOT_A_MOBILE: _("A text message needs a mobile number. In the Netherlands that begins with 06."),
    Wrong.NOT_A_MAIL: _("Fill in a mail address, for example jij@voorbeeld.nl."),
    Wrong.MAIL_GIVEN: _("This is a mail address. Choose private e-mail above, or fill in a phone number."),
    Wrong.PHONE_GIVEN: _("This is a phone number. Choose call or text above, or fill in a mail address."),
}


class Kindly(forms.CharField):
    """A text whose length the form itself checks: a browser would cut off what is pasted without a word."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Everything but the browser's own limit."""
        attrs = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"}


class AddressForm(Form):
    """A way to reach somebody, and its address."""

    channel = forms.ChoiceField(label=_("How do you like to be reached?"), widget=forms.RadioSelect)
    address = Kindly(
        label=_("Number or mail address"),
        max_length=ADDRESS_LENGTH,
        help_text=_("Rather your own than one of your work."),
        error_messages={"max_length": TOO_LONG},
    )

    def clean_address(self) -> str:
        """:raises ValidationError: if it is not an address of the chosen channel"""
        try:
            return reached_at(Channel(self.cleaned_data.get("channel")), self.cleaned_data["address"])
        except AddressDoesNotFit as wrong:
            raise ValidationError(str(_WRONG[wrong.why])) from None
        except ValueError:  # no channel was chosen, and that is said there
            return str(self.cleaned_data["address"])


class ReachForm(AddressForm):
    """
    The same with a `name`, in words of the form's own; `token` makes one form one request.

    `only_a_name` is said when more than a name was typed.
    """

    field_order: tuple[str, ...] = ("token", "name", "channel", "address")
    only_a_name = ONLY_A_NAME
    token = forms.CharField(max_length=TOKEN, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def clean_token(self) -> str:
        """A token that is not one of ours is replaced."""
        token: str = self.cleaned_data["token"]
        return token if re.fullmatch(rf"[A-Za-z0-9_-]{{{TOKEN}}}", token) else fresh_token()

    def clean_name(self) -> str:
        """:raises ValidationError: with a kind sentence, if this is more than a name"""
        name = " ".join(self.cleaned_data["name"].split())
        if not is_a_name(name):
            raise ValidationError(self.only_a_name)
        return name
