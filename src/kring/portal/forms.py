"""What a coordinator fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.portal.wording import DANGERS, REASONS
from kring.ui.forms import Form


class TakeOverForm(Form):
    """Why something that lies still is taken over."""

    reason = forms.ChoiceField(
        label=_("Why do you take this over?"),
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
    )


class AskForm(Form):
    """Let Kring search on, or ask one supporter by name."""

    supporter = forms.UUIDField(required=False, widget=forms.HiddenInput)


class TogetherForm(Form):
    """By which two words, and why: nothing else can be said."""

    spoken_name = forms.CharField(label=_("Two words"), max_length=40)
    reason = forms.ChoiceField(label=_("What is the danger?"), choices=list(DANGERS.items()), widget=forms.RadioSelect)
