"""
The form that all forms are made of: every text has a length, every message is a plain sentence.

Shown with `<c-field>`, `<c-pick>`, `<c-check>` and `<c-errors>`. The browser's own bubbles stay away:
they speak the browser's language and disappear before they are read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.ui.frame import Words

Pair = tuple[str, Words]
_PREPARED = "_kring_prepared"
FEW = 40
"""Choices that are sent as a list; of more, what is chosen is looked up by a part of its name (K)."""
FILL_IN = _("Fill this in.")
CHOOSE = _("Choose what fits.")
NOT_A_CHOICE = _("This choice is not there any more. Choose another one.")
DATE = _("Fill in a date, for example 9-11-2026.")
TIME = _("Fill in a time, for example 7:30.")
NUMBER = _("Fill in a whole number.")

_MESSAGES: tuple[tuple[type[forms.Field], dict[str, Words]], ...] = (
    (forms.Field, {"required": FILL_IN}),
    (forms.ChoiceField, {"required": CHOOSE, "invalid_choice": NOT_A_CHOICE}),
    (
        forms.MultipleChoiceField,
        {"required": _("Choose at least one."), "invalid_choice": NOT_A_CHOICE, "invalid_list": CHOOSE},
    ),
    (forms.TypedChoiceField, {"required": CHOOSE, "invalid_choice": NOT_A_CHOICE}),
    (forms.BooleanField, {"required": _("Tick this to go on.")}),
    (forms.DateField, {"required": DATE, "invalid": DATE}),
    (forms.TimeField, {"required": TIME, "invalid": TIME}),
    (forms.IntegerField, {"required": NUMBER, "invalid": NUMBER}),
    (
        forms.IntegerField,
        {
            "min_value": _("Fill in a number of %(limit_value)s or more."),
            "max_value": _("Fill in a number of at most %(limit_value)s."),
        },
    ),
    (forms.EmailField, {"invalid": _("Fill in a mail address, for example jij@voorbeeld.nl.")}),
)
_TOO_LONG = ngettext_lazy(
    "Make it shorter: at most %(limit_value)d character.",
    "Make it shorter: at most %(limit_value)d characters.",
    "limit_value",
)


@dataclass(frozen=True)
class Described:
    """The label of a choice with a second line: `choices=[("a", Described(_("A"), _("more about A")))]`."""

    label: Words
    hint: Words = ""

    def __str__(self) -> str:
        return str(self.label)


class DateField(forms.DateField):
    """A date: the browser's own picker, or typed the Dutch way."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"])
        kwargs.setdefault("help_text", _("Day, month, year. For example 9-11-2026."))
        super().__init__(**kwargs)


class TimeField(forms.TimeField):
    """A time: the browser's own picker, or typed as 7.30 or 7:30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        kwargs.setdefault("input_formats", ["%H:%M", "%H.%M", "%H:%M:%S"])
        super().__init__(**kwargs)


class Form(forms.Form):
    """
    A form with plain sentences, no browser bubbles and no autocomplete on shared computers.

    :raises ImproperlyConfigured: if a text field has no max_length
    """

    use_required_attribute = False
    required_css_class = ""

    def __init__(self, *args: Any, without: Collection[str] = (), **kwargs: Any) -> None:
        """:param without: fields that are not made at all: Django copies every other one for each form"""
        for name, field in self.base_fields.items():
            if _PREPARED not in vars(field):
                self._prepare(name, field)
        if without:
            asked = {name: field for name, field in self.base_fields.items() if name not in without}
            self.base_fields = asked  # type: ignore[misc]  # what Django copies from
        super().__init__(*args, **kwargs)
        self._known: dict[str, list[Pair]] = {}

    def narrow(self, name: str, pairs: Sequence[Pair], *, empty: Pair, label: Words, more: bool = False) -> None:
        """
        Let somebody choose from a list that may be too long to send.

        Of a long one only what is chosen now is sent, and `<name>_like` beside it, to look up others by a part of
        their name. `clean` has to call `settle`.

        :param pairs: what can be chosen, as value and words, in the order in which it is shown
        :param label: of the field to look up by
        :param more: whether there are others, who need not be known before something is looked up
        """
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        self._known[name] = list(pairs)
        if len(pairs) <= FEW and not more:
            field.choices = [empty, *pairs]
            return
        like = forms.CharField(
            label=str(label), required=False, max_length=60, help_text=_("Type a part of the name.")
        )
        self._prepare(f"{name}_like", like)
        self.fields[f"{name}_like"] = like
        chosen = {str(self.initial.get(name) or ""), str(self.data.get(self.add_prefix(name)) or "")}
        found = dict(self._found(name, str(self.data.get(self.add_prefix(f"{name}_like")) or ""))[:FEW])
        field.choices = [empty, *(pair for pair in pairs if pair[0] in chosen or pair[0] in found)]

    def settle(self, name: str) -> None:
        """After `narrow`: the one that was looked up is chosen, and of several it is asked which one."""
        typed = self.cleaned_data.get(f"{name}_like", "")
        found = self._found(name, typed)
        if not typed or str(self.cleaned_data.get(name) or "") in dict(found):
            return
        if len(found) == 1:
            self.cleaned_data[name] = self.fields[name].clean(found[0][0])
        elif len(found) > FEW:
            self.add_error(f"{name}_like", _("Many have this in their name. Type more of it."))
        elif found:
            self.add_error(name, _("Several have this in their name. Choose one here."))
        else:
            self.add_error(f"{name}_like", _("Nothing here has this in its name. Type another part."))

    def _found(self, name: str, typed: str) -> list[Pair]:
        words = typed.casefold().split()
        return [pair for pair in self._known[name] if words and all(w in str(pair[1]).casefold() for w in words)]

    def _prepare(self, name: str, field: forms.Field) -> None:
        """Once for each field, and not for every copy that Django makes of it."""
        _limit(type(self).__name__, name, field)
        _speak_plainly(field)
        if not isinstance(field.widget, forms.HiddenInput):
            field.widget.attrs.setdefault("autocomplete", "off")
        vars(field)[_PREPARED] = True


def _limit(form: str, name: str, field: forms.Field) -> None:
    if isinstance(field, forms.UUIDField):
        return  # reads nothing longer than itself
    if isinstance(field, forms.CharField) and field.max_length is None:
        raise ImproperlyConfigured(f"{form}.{name} needs a max_length")
    if isinstance(field, forms.CharField):
        field.error_messages.setdefault("max_length", _TOO_LONG)


def _speak_plainly(field: forms.Field) -> None:
    """Put our sentence wherever the field still has Django's own; what a form says itself stays."""
    own: dict[str, Any] = {}
    for ancestor in reversed(type(field).__mro__):
        own.update(getattr(ancestor, "default_error_messages", {}))
    for kind, messages in _MESSAGES:
        if isinstance(field, kind):
            for code, message in messages.items():
                if field.error_messages.get(code) is own.get(code):
                    own[code] = field.error_messages[code] = message  # type: ignore[assignment]
