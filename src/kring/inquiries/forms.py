"""Forms of questionnaires: to begin one, to invite, and to answer about a measure."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.experiences.queries import LISTS
from kring.foundation.keys.lookup import fresh_token
from kring.inquiries.domain.adviser import Adviser, Asked, Craft
from kring.inquiries.wording import CRAFTS
from kring.ui.forms import DateField, Described, Form
from kring.ui.frame import Words

Choices = Sequence[tuple[str, str]]


class StartForm(Form):
    """What is asked, about which measures, until when, and what happens with it."""

    title = forms.CharField(label=_("What is the questionnaire called?"), max_length=80)
    asked_for = forms.CharField(
        label=_("On whose behalf?"),
        help_text=_("For example a sector fund. Leave it empty if you ask it yourselves."),
        max_length=120,
        required=False,
    )
    closes_on = DateField(label=_("What is the last day to answer?"))
    sharing = forms.ChoiceField(
        label=_("What happens with the experiences?"),
        choices=[
            ("no", _("They stay with us")),
            (
                "nameless",
                Described(
                    _("Shared with other organisations, without our name"),
                    _("Never with the name of the adviser"),
                ),
            ),
            (
                "named",
                Described(_("Shared, with the name of the organisation"), _("Never with the name of the adviser")),
            ),
        ],
        widget=forms.RadioSelect,
        initial="no",
    )

    def __init__(self, *args: Any, measures: Sequence[tuple[str, Choices]], shares: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (theme, choices) in enumerate(measures):
            self.fields[f"part{number}"] = forms.MultipleChoiceField(
                label=theme or _("Other measures and interventions"),
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if not shares:
            del self.fields["sharing"]

    @property
    def parts(self) -> list[forms.BoundField]:
        """The measures, theme by theme."""
        return [self[name] for name in self.fields if name.startswith("part")]

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: if no measure was chosen"""
        given = super().clean() or self.cleaned_data
        given["entries"] = [one for name in self.fields if name.startswith("part") for one in given.get(name, ())]
        if not given["entries"]:
            raise forms.ValidationError(_("Choose at least one measure."))
        return given

    def asked(self) -> Asked:
        """What was filled in."""
        given = self.cleaned_data
        sharing = given.get("sharing", "no")
        return Asked(
            title=given["title"],
            asked_for=given["asked_for"],
            entries=given["entries"],
            closes_on=given["closes_on"],
            is_shared=sharing != "no",
            is_named=sharing == "named",
        )


class InviteForm(Form):
    """A professional who is asked in their function."""

    name = forms.CharField(label=_("Name"), max_length=80)
    craft = forms.ChoiceField(
        label=_("What does this person do?"), choices=[(one.value, says) for one, says in CRAFTS.items()]
    )
    address = forms.EmailField(label=_("Mail address at work"), max_length=254)
    house = forms.CharField(label=_("For which organisation, if not yours?"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("nl", "Nederlands"), ("en", "English")])
    token = forms.CharField(max_length=40, widget=forms.HiddenInput, initial=fresh_token)

    def __init__(self, *args: Any, names_houses: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not names_houses:
            del self.fields["house"]

    def adviser(self) -> Adviser:
        """Who was filled in."""
        given = self.cleaned_data
        return Adviser(
            name=" ".join(given["name"].split()),
            craft=Craft(given["craft"]),
            address=given["address"],
            house=" ".join(given.get("house", "").split()),
            language=given["language"],
        )


class AnswerForm(Form):
    """
    The fixed form of an experience without the sentence: closed lists only.

    :param is_draft: whether it may have gaps
    """

    answer = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    group = forms.ChoiceField(label=_("For whom was it most of all?"))
    situation = forms.ChoiceField(label=_("In which situation?"))
    aim = forms.ChoiceField(label=_("What was it for?"))
    half_year = forms.ChoiceField(label=_("When was it done?"))
    reach = forms.ChoiceField(label=_("How many people did it reach?"), widget=forms.RadioSelect)
    helped = forms.MultipleChoiceField(label=_("What helped?"), required=False, widget=forms.CheckboxSelectMultiple)
    hindered = forms.MultipleChoiceField(
        label=_("What stood in the way?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kept = forms.ChoiceField(label=_("Does it go on?"), widget=forms.RadioSelect)
    again = forms.ChoiceField(label=_("Would you advise to do it again?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        groups: Choices,
        situations: Choices,
        half_years: Choices,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        listed: dict[str, list[tuple[str, Words]]] = {
            name: [(one.value, says) for one, says in found.items()] for name, found in LISTS.items()
        }
        listed |= {"group": list(groups), "situation": list(situations), "half_year": list(half_years)}
        for name, choices in listed.items():
            first = [("", _("Choose"))] if name in {"group", "situation", "half_year", "aim"} else []
            self.fields[name].choices = [*first, *choices]  # type: ignore[attr-defined]
        if is_draft:
            for field in self.fields.values():
                field.required = False


class OtherForm(Form):
    """Another measure to tell about."""

    measure = forms.ChoiceField(label=_("Another measure that was done"))

    def __init__(self, *args: Any, measures: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [("", _("Choose")), *measures]  # type: ignore[attr-defined]
