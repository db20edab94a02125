"""What an administrator fills in about people and units."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.people import queries
from kring.people.domain.importing.columns import lacking
from kring.people.wording import COLUMNS, LEVELS, MEANINGS, ROLES
from kring.ui import forms as ui
from kring.ui.forms import Described, Form, Pair

NOBODY = ("", pgettext_lazy("choice", "Nobody"))
TOP = ("", pgettext_lazy("choice", "Nothing: this is the top"))


class SearchForm(Form):
    """Part of a name."""

    q = forms.CharField(label=_("Name"), max_length=60, min_length=2)
    q.error_messages["min_length"] = _("Type at least two letters.")


class UnitSearchForm(Form):
    """Part of the name of a unit, or the one under which others stand; anything else is nothing."""

    q = forms.CharField(label=pgettext_lazy("unit", "Name"), max_length=60, required=False)
    onder = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full_clean()
        self.words: str = self.cleaned_data.get("q", "")
        self.under: UUID | None = self.cleaned_data.get("onder")
        self.fields["q"].required = True  # so that nobody reads "optional" at the only field


class RoleForm(Form):
    """Which role to propose; only those that the person does not have."""

    role = forms.ChoiceField(label=_("Which role?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, held: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role, Described(label, MEANINGS[role])) for role, label in ROLES.items() if role not in held]


def _by_id(pairs: Iterable[tuple[UUID, str]]) -> list[Pair]:
    return [(str(key), words) for key, words in pairs]


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
        help_text=_("People with the role of manager stand in this list, and who leads it now."),
    )

    def __init__(self, *args: Any, unit: queries.UnitCard | None = None, **kwargs: Any) -> None:
        """:param unit: as it is; who leads it stays a choice, also without the role (the HR file names leads too)"""
        super().__init__(*args, **kwargs)
        now = {unit.manager_id: unit.manager_name} if unit and unit.manager_id else {}
        more = not self.is_bound and queries.are_many_leads(ui.FEW)  # nothing was looked up yet
        leads = dict(queries.leads(now if more else None))
        leads |= {key: name for key, name in now.items() if key not in leads}
        self.narrow("parent", _by_id(queries.parents()), empty=TOP, label=_("Look up what it belongs to"))
        self.narrow("manager", _by_id(leads.items()), empty=NOBODY, label=_("Look up who leads it"), more=more)

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: for a division under something, or something else under nothing"""
        super().clean()
        self.settle("parent")
        self.settle("manager")
        given = self.cleaned_data
        if "parent" in self.errors or "parent_like" in self.errors:
            return given
        if given.get("level") == "division" and given.get("parent"):
            raise ValidationError(_("A division stands at the top. Choose nothing above it."))
        if given.get("level") in {"department", "team"} and not given.get("parent"):
            raise ValidationError(_("Choose what this belongs to. Only a division stands at the top."))
        return given


class FileForm(Form):
    """A file of the HR system."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        help_text=_("CSV or XLSX, at most 40 megabytes. The first line with headings tells which column is which."),
        allow_empty_file=True,
    )


NO_NUMBER = _("Choose the column with the personnel number.")


class ColumnsForm(Form):
    """Which column holds what, and whether everybody is in the file."""

    is_complete = forms.BooleanField(
        label=_("Everybody who works here is in this file"),
        required=False,
        help_text=_("Whoever is not in it has left, and has no access any more. Only those from an earlier file."),
    )

    def __init__(self, *args: Any, headings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", str(pgettext_lazy("column", "Not in this file")))]
        choices += [(str(index), heading or f"({index + 1})") for index, heading in enumerate(headings)]
        for name, label in COLUMNS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=choices, required=False, coerce=int, empty_value=None
            )
        number = self.fields["number"]
        number.required, number.error_messages["required"] = True, NO_NUMBER

    @property
    def mapping(self) -> dict[str, int]:
        """By field the number of its column."""
        return {name: self.cleaned_data[name] for name in COLUMNS if self.cleaned_data[name] is not None}

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: if there is no number, or no name"""
        given = super().clean() or {}
        missing = lacking({name: column for name in COLUMNS if (column := given.get(name)) is not None})
        if "name" in missing:
            self.add_error("name", _("Choose the column with the name, or the one with the family name."))
        return given
