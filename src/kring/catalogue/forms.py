"""What an organisation adds itself, and the name of a list. Plain text: markup is taken out by nh3."""

import html
from typing import Any

import nh3
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kring.catalogue.domain.lists import Term
from kring.catalogue.queries import lists
from kring.ui.forms import Described, Form

LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))


def plain(text: str) -> str:
    """What people read of a text, without any markup in it; line ends stay."""
    without = html.unescape(nh3.clean(text, tags=set()))
    return "\n".join(" ".join(line.split()) for line in without.splitlines() if line.strip())


class PlainField(forms.CharField):
    """A text in which markup means nothing."""

    def clean(self, value: Any) -> str:
        """Take markup out before anything is measured."""
        return str(super().clean(plain(value or "")))


class OwnEntryForm(Form):
    """An own entry: what, how, for whom, and what to watch for."""

    language = forms.ChoiceField(label=_("In which language do you write?"), choices=LANGUAGES)
    title = PlainField(label=_("What is it called?"), max_length=70)
    summary = PlainField(
        label=_("What is it, in one or two sentences?"), max_length=260, widget=forms.Textarea(attrs={"rows": 3})
    )
    how = PlainField(
        label=_("How does it work here?"),
        max_length=700,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Describe what you do, not who. No names, and nothing about one colleague."),
    )
    watch = PlainField(
        label=_("What to watch for?"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    theme = forms.ChoiceField(label=_("Where does it belong?"), widget=forms.RadioSelect)
    levels = forms.MultipleChoiceField(label=_("Who does it?"), widget=forms.CheckboxSelectMultiple)
    energy = forms.ChoiceField(label=_("What does it do?"), widget=forms.RadioSelect)
    quick_win = forms.BooleanField(label=_("A team can begin tomorrow, without money"), required=False)
    groups = forms.MultipleChoiceField(label=_("For whom?"), widget=forms.CheckboxSelectMultiple)
    situations = forms.MultipleChoiceField(label=_("What is the matter?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, language = lists(), get_language() or "nl"
        for name, terms in (
            ("theme", known.themes),
            ("levels", known.levels),
            ("energy", known.energies),
            ("groups", known.groups),
            ("situations", known.situations),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(key, _described(term, language, name)) for key, term in terms.items()]

    def clean_groups(self) -> list[str]:
        """:raises ValidationError: for everyone together with others"""
        groups: list[str] = self.cleaned_data["groups"]
        if "everyone" in groups and len(groups) > 1:
            raise forms.ValidationError(_("Everyone includes the others. Choose everyone, or only the others."))
        return groups


class NameForm(Form):
    """A name for a list."""

    name = PlainField(
        label=_("What is the list called?"), max_length=60, help_text=_("A subject, for example Rosters 2027.")
    )
    entries = forms.CharField(max_length=2000, widget=forms.HiddenInput)


def _described(term: Term, language: str, name: str) -> Described | str:
    label = term.label.in_language(language)
    return Described(label, term.says.in_language(language)) if name in {"theme", "energy"} else label
