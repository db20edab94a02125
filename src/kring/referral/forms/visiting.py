"""What whoever looks for help types: a filter, how to be called back, a code. No place for a story."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.foundation.keys.lookup import fresh_token
from kring.foundation.reach import (
    ADDRESS_LENGTH,
    NAME_LENGTH,
    AddressDoesNotFit,
    Channel,
    Wrong,
    code_of,
    is_a_name,
    is_code,
    reached_at,
)
from kring.referral.domain.contact import Caller
from kring.referral.queries import Wanted
from kring.referral.wording import CHANNELS, GOOD_AT, LANGUAGES, WINDOWS
from kring.ui.forms import Form
from kring.ui.frame import Words

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
ANY = ("", pgettext_lazy("filter", "Does not matter"))
_WRONG: dict[Wrong, Words] = {
    Wrong.NOT_A_PHONE: _("Fill in a phone number, for example 06 12345678. From abroad: begin with +."),
    Wrong.NOT_A_MOBILE: _("Fill in a phone number, for example 06 12345678. From abroad: begin with +."),
    Wrong.NOT_A_MAIL: _("Fill in a mail address, for example jij@voorbeeld.nl."),
    Wrong.MAIL_GIVEN: _("This is a mail address. Choose by mail above, or fill in a phone number."),
    Wrong.PHONE_GIVEN: _("This is a phone number. Choose by phone above, or fill in a mail address."),
}


class FilterForm(Form):
    """What somebody looks for; sent with GET, kept and counted nowhere."""

    q = forms.CharField(label=_("A word"), required=False, max_length=60)
    good_at = forms.ChoiceField(label=_("What is it about?"), required=False, choices=[ANY, *GOOD_AT.items()])
    language = forms.ChoiceField(label=_("In which language?"), required=False, choices=[ANY, *LANGUAGES.items()])
    direct = forms.BooleanField(label=_("Without a letter or somebody in between"), required=False)
    nameless = forms.BooleanField(label=_("Without a name"), required=False)
    outside = forms.BooleanField(label=_("Outside my organisation"), required=False)

    @property
    def wanted(self) -> Wanted:
        """What to look for; what was not right does not count."""
        given = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            text=given.get("q", ""),
            good_at=given.get("good_at", ""),
            language=given.get("language", ""),
            direct=given.get("direct", False),
            nameless=given.get("nameless", False),
            outside=given.get("outside", False),
        )


class TokenForm(Form):
    """A form that does one thing once, however often it is sent."""

    token = forms.CharField(max_length=22, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", fresh_token())

    def clean_token(self) -> str:
        """A token that is not one of ours is replaced."""
        token: str = self.cleaned_data["token"]
        return token if TOKEN.fullmatch(token) else fresh_token()


class DrawForm(TokenForm):
    """Draw a code."""

    mine = forms.BooleanField(
        label=_("The code is for myself"),
        help_text=_("There are not many. A colleague draws one of their own."),
    )


class ContactForm(TokenForm):
    """Whom to call back, and when that suits."""

    name = forms.CharField(
        label=_("What may they call you?"),
        max_length=NAME_LENGTH,
        help_text=_("A first name or a nickname is enough."),
    )
    channel = forms.ChoiceField(
        label=_("How do you like to be reached?"),
        choices=list(CHANNELS.items()),
        widget=forms.RadioSelect,
        initial=Channel.CALL.value,
    )
    address = forms.CharField(
        label=_("Number or mail address"),
        max_length=ADDRESS_LENGTH,
        help_text=_("Rather your own than one of your work."),
    )
    window = forms.ChoiceField(
        label=_("When does it suit you?"), required=False, choices=list(WINDOWS.items()), widget=forms.RadioSelect
    )

    def clean_name(self) -> str:
        """:raises ValidationError: with a kind sentence, if this is more than a name"""
        name = " ".join(self.cleaned_data["name"].split())
        if not is_a_name(name):
            raise ValidationError(_("Only a name fits here. What it is about you can tell them yourself."))
        return name

    def clean_address(self) -> str:
        """:raises ValidationError: if it is not an address of the chosen channel"""
        try:
            return reached_at(Channel(self.cleaned_data.get("channel")), self.cleaned_data["address"])
        except AddressDoesNotFit as wrong:
            raise ValidationError(str(_WRONG[wrong.why])) from None
        except ValueError:  # no channel was chosen, and that is said there
            return str(self.cleaned_data["address"])

    @property
    def caller(self) -> Caller:
        """Who asks, as typed."""
        given = self.cleaned_data
        return Caller(given["name"], given["channel"], given["address"], given["window"])


class CodeForm(Form):
    """The code of a request."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Sixteen digits. Spaces do not matter."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """:raises ValidationError: if it is no code"""
        if not is_code(self.cleaned_data["code"]):
            raise ValidationError(_("A code has sixteen digits."))
        return code_of(self.cleaned_data["code"])
