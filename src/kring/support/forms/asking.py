"""Asking for a colleague: four fields, and a preference for whoever has one (decision 1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kring.foundation.keys.lookup import fresh_token
from kring.foundation.reach import NAME_LENGTH, Channel
from kring.guideline import queries as guideline
from kring.guideline.queries import Choice
from kring.support import wording
from kring.support.forms.reach import TOKEN, Kindly, ReachForm
from kring.ui.forms import DateField
from kring.ui.frame import Words

OLDEST_YEAR = 2000
OPENS = "open"
"""The button that fetches the long lists; what was typed stays."""
ONLY_A_NAME = _("Only a name fits here. What happened you can tell your colleague, it need not be written down.")
LOOK_ELSEWHERE = _("Choose your department, so that we look elsewhere. Nobody sees it.")
PREFERENCES = (
    "craft",
    "unit",
    "share_unit",
    "elsewhere",
    "choice",
    "never",
    "hidden_from",
    "kind",
    "day",
)
FROM_LISTS = ("unit", "share_unit", "elsewhere", "choice", "never", "hidden_from")
"""What is chosen from the organisation's own lists, or means something only with it."""
MAY_STAY_EMPTY = ("way", "here", "offer", "lists", "craft", "kind", "day")
"""What else need not be given: without it there is nothing to read."""
NOT_ON_THE_OWN_WAY = ("share_unit", "elsewhere", "kind", "day")
"""What is not asked on the own way: somebody from elsewhere goes without saying, and nothing else is kept."""
ELSEWHERE = "elders"
"""The own way of whoever met unwanted behaviour at work, as it stands in the address (decision 4)."""
KNOWN = ("craft", "unit")
"""What Kring fills in for whoever is signed in; like the kind of an event they come from, it need not stand open."""

Pair = tuple[str, Words]


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be chosen from in this organisation: pairs of id, or key, and words."""

    units: tuple[tuple[UUID, str], ...] = ()
    free: tuple[tuple[UUID, str], ...] = ()
    supporters: tuple[tuple[UUID, str], ...] = ()
    coordinators: tuple[tuple[UUID, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    own_way_kinds: frozenset[str] = frozenset()
    are_short: bool = False
    """Whether the long ones stayed away: a large house has hundreds of each, and most people need none of them."""


class AskForm(ReachForm):
    """
    What somebody types who wants to talk with a colleague. `here` and `offer` are where they came from.

    `way` is `elders` for whoever came by the own way; then less is asked.
    """

    only_a_name = ONLY_A_NAME
    way = forms.CharField(max_length=TOKEN, required=False, widget=forms.HiddenInput)
    here = forms.CharField(max_length=TOKEN, required=False, widget=forms.HiddenInput)
    offer = forms.CharField(max_length=TOKEN, required=False, widget=forms.HiddenInput)
    lists = forms.CharField(max_length=TOKEN, required=False, widget=forms.HiddenInput)
    name = Kindly(
        label=_("What may we call you?"),
        max_length=NAME_LENGTH,
        help_text=_("A first name or a nickname is enough."),
        error_messages={"max_length": ONLY_A_NAME},
    )
    windows = forms.MultipleChoiceField(label=_("When does it suit you?"), widget=forms.CheckboxSelectMultiple)
    craft = forms.ChoiceField(
        label=_("What is your craft?"),
        required=False,
        help_text=_("Then we look for somebody who knows your work."),
    )
    unit = forms.ChoiceField(
        label=_("Where do you work?"),
        required=False,
        help_text=_("Then we look for somebody at some distance."),
    )
    share_unit = forms.BooleanField(
        label=_("A colleague who is asked may see my department"),
        required=False,
        help_text=_("Without this nobody sees it, only Kring uses it."),
    )
    elsewhere = forms.BooleanField(
        label=_("Rather somebody from another division"),
        required=False,
        help_text=_("Choose your department too, then we know what elsewhere is."),
    )
    choice = forms.ChoiceField(label=_("Is there somebody you would like to ask?"), required=False)
    never = forms.MultipleChoiceField(
        label=_("Is there somebody you would rather not have?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody else can read this, and nobody is told."),
    )
    hidden_from = forms.MultipleChoiceField(
        label=_("Is there a coordinator who should not see this?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A coordinator looks along when nobody is found. Leave out whom you like, not everybody."),
    )
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        required=False,
        help_text=_("You need not say. It is sealed, and only used for the right moments."),
    )
    day = DateField(label=_("When was it?"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, lists: Lists, today: date, initial: Mapping[str, Any], **how: Any
    ) -> None:
        self.own_way = (initial if data is None else data).get("way") == ELSEWHERE
        without = _left_out(lists, self.own_way) | how.pop("without", frozenset())
        super().__init__(data, initial=initial, without=without, **how)
        self.today, self.coordinators = today, len(lists.coordinators)
        nothing: Pair = ("", _("no preference"))
        unsaid: Pair = ("", _("I would rather not say"))
        self._offer("channel", _of(guideline.channels()))
        self._offer("windows", _of(guideline.time_windows()))
        if "craft" in self.fields:
            self._offer("craft", [unsaid, *_of(guideline.crafts())])
        self._offer("unit", [unsaid, *_by_id(lists.units)])
        self._offer("choice", [nothing, *_by_id(lists.free)])
        self._offer("never", _by_id(lists.supporters))
        self._offer("hidden_from", _by_id(lists.coordinators))
        self._offer("kind", [unsaid, *lists.kinds])
        self.fields["token"].initial = fresh_token()
        self.fields["channel"].initial = Channel.CALL.value
        self.fields["windows"].initial = ["day", "evening"]
        self.is_short, self.own_way_kinds, self.has_units = lists.are_short, lists.own_way_kinds, bool(lists.units)
        if self.own_way:
            self._go_own_way()
        elif "day" in self.fields:
            self.fields["day"].widget.attrs["max"] = today.isoformat()

    def _go_own_way(self) -> None:
        unit = self.fields["unit"]
        unit.help_text = _("Nobody sees this. Kring uses it to look in another division.")
        unit.required = self.has_units
        unit.error_messages["required"] = LOOK_ELSEWHERE

    @property
    def goes_own_way(self) -> bool:
        """Whether what was sent goes its own way: by the page they came from, or by what it is about."""
        return self.own_way or self.cleaned_data.get("kind") in self.own_way_kinds

    @property
    def shows_preferences(self) -> bool:
        """Whether a preference is filled in or was not right, so that it should stand open."""
        if self.own_way or self.initial.get("lists"):
            return True
        if self.is_bound:
            return any(self.data.get(name) or name in self.errors for name in PREFERENCES)
        known = (*KNOWN, "kind") if self.initial.get("here") or self.initial.get("offer") else KNOWN
        return any(self.initial.get(name) for name in PREFERENCES if name not in known)

    @property
    def is_known(self) -> bool:
        """Whether a craft or a unit was filled in for somebody who is signed in, so that they can look at it."""
        return not self.is_bound and any(self.initial.get(name) for name in KNOWN)

    def clean_day(self) -> date | None:
        """:raises ValidationError: for a day that is still to come, or a year that cannot be meant"""
        day: date | None = self.cleaned_data["day"]
        if day and (day > self.today or day.year < OLDEST_YEAR):
            raise ValidationError(_("Fill in a day that has been."))
        return day

    def clean_never(self) -> list[str]:
        """:raises ValidationError: if it names whoever was asked for as well"""
        never: list[str] = self.cleaned_data["never"]
        if self.cleaned_data.get("choice") in never:
            raise ValidationError(_("You ask for this colleague and would rather not have them. Choose one."))
        return never

    def clean_hidden_from(self) -> list[str]:
        """:raises ValidationError: if nobody is left to look along"""
        hidden: list[str] = self.cleaned_data["hidden_from"]
        if hidden and len(set(hidden)) == self.coordinators:
            raise ValidationError(_("Leave one, or nobody looks along when no colleague is found."))
        return hidden

    def clean(self) -> dict[str, Any]:
        """Elsewhere means something only if we know where somebody works."""
        given = super().clean() or self.cleaned_data
        if self.goes_own_way and self.has_units and not given.get("unit") and "unit" not in self.errors:
            self.add_error("unit", LOOK_ELSEWHERE)
        elif given.get("elsewhere") and not given.get("unit") and "unit" not in self.errors:
            self.add_error("unit", say("Choose your department, then we know what elsewhere is. Or leave it out."))
        return given

    def _offer(self, name: str, choices: Sequence[Pair]) -> None:
        if name in self.fields:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


def _left_out(lists: Lists, own_way: bool) -> frozenset[str]:
    """What is not asked here: of what nobody fetched the list, who is not there, and what the own way leaves out."""
    out = set(NOT_ON_THE_OWN_WAY) if own_way else set()
    if not lists.coordinators:
        out.add("hidden_from")
    if lists.are_short:
        out |= {"choice", "never"} if lists.units else {"choice", "never", "unit", "share_unit", "elsewhere"}
    return frozenset(out)


def _of(choices: Iterable[Choice]) -> list[Pair]:
    return [(choice.key, wording.said(choice.label)) for choice in choices]


def _by_id(pairs: Iterable[tuple[UUID, str]]) -> list[Pair]:
    return [(str(key), words) for key, words in pairs]
