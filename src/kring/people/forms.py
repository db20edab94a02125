"""What an administrator fills in about people and units."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.people import queries
from kring.people.wording import LEVELS, MEANINGS, ROLES
from kring.ui.forms import Described, Form

NOBODY = ("", pgettext_lazy("choice", "Nobody"))
TOP = ("", pgettext_lazy("choice", "Nothing: this is the top"))


class SearchForm(Form):
    """Part of a name."""

    q = forms.CharField(label=_("Name"), max_length=60, min_length=2)
    q.error_messages["min_length"] = _("Type at least two letters.")


class RoleForm(Form):
    """Which role to propose; only those that the person does not have."""

    role = forms.ChoiceField(label=_("Which role?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, held: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role, Described(label, MEANINGS[role])) for role, label in ROLES.items() if role not in held]


class UnitForm(Form):
    """A unit: its name, where it stands, and who leads it."""

    name = forms.CharField(label=pgettext_lazy("unit", "Name"), max_length=120)
    level = forms.ChoiceField(
        label=_("What is it?"),
        choices=list(LEVELS.items()),
        help_text=_("Figures are only ever published per division."),
    )
    parent = forms.TypedChoiceField(label=_("It belongs to"), required=False, coerce=UUID, empty_value=None)
    manager = forms.TypedChoiceField(
        label=_("Who leads it?"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("Only people with the role of manager stand in this list."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents, managers = self.fields["parent"], self.fields["manager"]
        assert isinstance(parents, forms.ChoiceField) and isinstance(managers, forms.ChoiceField)
        parents.choices = [TOP, *((str(one.id), one.name) for one in queries.units() if one.level != "team")]
        managers.choices = [NOBODY, *((str(one.id), one.name) for one in queries.holders("manager"))]

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: for a division under something, or something else under nothing"""
        given = super().clean() or {}
        if given.get("level") == "division" and given.get("parent"):
            raise ValidationError(_("A division stands at the top. Choose nothing above it."))
        if given.get("level") in {"department", "team"} and not given.get("parent"):
            raise ValidationError(_("Choose what this belongs to. Only a division stands at the top."))
        return given
