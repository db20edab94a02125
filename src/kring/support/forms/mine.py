"""What somebody types on their own pages: a code, a moment, sentences for others."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kring.foundation.reach import code_of, is_code
from kring.guideline import queries as guideline
from kring.support import wording
from kring.support.forms.reach import AddressForm
from kring.support.forms.supporting import offer
from kring.ui.forms import DateField, Form
from kring.ui.frame import Words

NO_CODE = _("This code opens nothing. Are all sixteen digits right? Then it is over, and erased.")
PARTS = ("day", "evening", "night")
WHO: dict[str, Words] = {"line_manager": _("Who is your manager?"), "trainer": _("Who is your trainer?")}


class CodeForm(Form):
    """The code of a receipt."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Sixteen digits. Spaces and dashes do not matter."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"max_length": NO_CODE},
    )

    def clean_code(self) -> str:
        """:raises ValidationError: if this cannot be a code; the same words as for one that opens nothing"""
        code = code_of(self.cleaned_data["code"])
        if not is_code(code):
            raise ValidationError(NO_CODE)
        return code


class OwnAddressForm(AddressForm):
    """How somebody is reached from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "channel", guideline.channels())


class MomentForm(Form):
    """A day and a part of the day for a conversation."""

    day = DateField(label=_("Which day?"))
    part = forms.ChoiceField(label=_("Which part of the day?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, today: date, ends: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.ends = today, ends
        part = self.fields["part"]
        assert isinstance(part, forms.ChoiceField)
        part.choices = [(key, wording.window(key)) for key in PARTS]
        self.fields["day"].widget.attrs["min"] = today.isoformat()

    def clean_day(self) -> date:
        """:raises ValidationError: for a day that has been, or lies after the end"""
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise ValidationError(_("This day has been. Choose another one."))
        if day >= self.ends:
            raise ValidationError(_("By then this has ended. Choose an earlier day."))
        return day


class SharingForm(Form):
    """Which sentences one recipient hears; with people to choose from, who that is."""

    who = forms.ChoiceField(required=False)
    sentences = forms.MultipleChoiceField(
        label=_("What may be heard?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose nothing, and nothing is heard."),
    )

    def __init__(
        self,
        *args: Any,
        recipient: str,
        people: Iterable[tuple[UUID, str]] = (),
        more: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, prefix=recipient, **kwargs)
        self.listed = guideline.sharing_sentences(recipient)
        who, sentences = self.fields["who"], self.fields["sentences"]
        assert isinstance(sentences, forms.ChoiceField)
        sentences.choices = [(item.key, wording.said(item.label)) for item in self.listed]
        who.label = str(WHO.get(recipient, ""))
        pairs = [(str(key), words) for key, words in people]
        self.narrow("who", pairs, empty=("", _("Choose who it is")), label=_("Look up somebody else"), more=more)
        if not pairs and not more:
            del self.fields["who"]

    def clean_sentences(self) -> list[str]:
        """:raises ValidationError: if two of them contradict each other; it says which"""
        chosen: list[str] = self.cleaned_data["sentences"]
        for one, other in guideline.clashes([item for item in self.listed if item.key in chosen]):
            raise ValidationError(
                say("“%(one)s” and “%(other)s” do not go together. Choose one."),
                params={"one": wording.sentence(one), "other": wording.sentence(other)},
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """A sentence needs somebody who hears it."""
        super().clean()
        given = self.cleaned_data
        if "who" in self.fields:
            self.settle("who")
        if given.get("sentences") and "who" in self.fields and not given.get("who") and not self.errors:
            self.add_error("who", say("Choose who may hear this."))
        return given
