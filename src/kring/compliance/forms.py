"""What an organisation answers for one requirement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.compliance.domain.answering import Content
from kring.compliance.domain.standing import Way
from kring.compliance.wording import WAYS
from kring.ui.forms import DateField, Described, Form


class AnswerForm(Form):
    """Choose a way, fill in what belongs to it, name an owner, and say when to look again."""

    revision = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label=_("How do you answer for this?"),
        choices=[(way.value, Described(label, hint)) for way, (label, hint) in WAYS.items()],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("Title of the document"), max_length=120, required=False, help_text=_("Only for a document.")
    )
    place = forms.CharField(
        label=_("Where it is"),
        max_length=250,
        required=False,
        help_text=_("An address that begins with https://, or in words. Kring keeps no copy."),
    )
    said_by = forms.CharField(
        label=_("Who states it"),
        max_length=80,
        required=False,
        help_text=_("Only for a statement. A function, not a name."),
    )
    dated = DateField(label=_("Date on it"), required=False)
    valid_until = DateField(label=_("Valid until"), required=False)
    argument = forms.CharField(
        label=_("In a few sentences"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for a plan, or if you do it otherwise. About the house, never about a person."),
    )
    owner = forms.CharField(
        label=_("Who sees to it"), max_length=80, help_text=_("A function, such as head of HR. Not a name.")
    )
    review_on = DateField(label=_("When do you look at it again?"))

    @property
    def content(self) -> Content:
        """What was filled in."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in Content.__slots__}
        given["way"] = Way(given["way"])
        return Content(**given)
