"""The fixed form of an experience, and the choice of what to look at."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.experiences.domain.experience import LONGEST_ADVICE, Told
from kring.experiences.wording import AGAIN, AIMS, HELPED, HINDERED, KEPT, REACHES
from kring.ui.forms import Form

Choices = Sequence[tuple[str, str]]


class ExperienceForm(Form):
    """What was done, for whom, and how it went. Closed lists, and one sentence for others."""

    group = forms.ChoiceField(label=_("For whom was it most of all?"))
    situation = forms.ChoiceField(label=_("In which situation?"))
    aim = forms.ChoiceField(
        label=_("What was it for?"),
        choices=[("", _("Choose")), *((one.value, says) for one, says in AIMS.items())],
    )
    half_year = forms.ChoiceField(label=_("When did you do it?"))
    reach = forms.ChoiceField(
        label=_("How many people did you reach?"),
        choices=[(one.value, says) for one, says in REACHES.items()],
        widget=forms.RadioSelect,
    )
    helped = forms.MultipleChoiceField(
        label=_("What helped?"),
        choices=[(one.value, says) for one, says in HELPED.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hindered = forms.MultipleChoiceField(
        label=_("What stood in the way?"),
        choices=[(one.value, says) for one, says in HINDERED.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kept = forms.ChoiceField(
        label=_("Does it go on?"),
        choices=[(one.value, says) for one, says in KEPT.items()],
        widget=forms.RadioSelect,
    )
    again = forms.ChoiceField(
        label=_("Would you do it again?"),
        choices=[(one.value, says) for one, says in AGAIN.items()],
        widget=forms.RadioSelect,
    )
    advice = forms.CharField(
        label=_("One sentence of advice for others"),
        help_text=_("Write about the measure, never about a person. Somebody reads it before others see it."),
        max_length=LONGEST_ADVICE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, groups: Choices, situations: Choices, half_years: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("group", groups), ("situation", situations), ("half_year", half_years)):
            self.fields[name].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]

    def told(self, entry: str, language: str) -> Told:
        """What was filled in, about this entry."""
        return Told.of({**self.cleaned_data, "entry": entry, "language": language})


class LookForm(Form):
    """For whom, and in which situation; both may stay open."""

    group = forms.ChoiceField(label=_("For whom?"), required=False)
    situation = forms.ChoiceField(label=_("In which situation?"), required=False)

    def __init__(self, *args: Any, groups: Choices, situations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("group", groups), ("situation", situations)):
            self.fields[name].choices = [("", _("It does not matter")), *choices]  # type: ignore[attr-defined]
