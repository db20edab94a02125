"""What can be typed about an event: choices, names and addresses. No place for a story."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kring.events.access import is_token
from kring.events.domain.asking import Answer
from kring.events.domain.naming import (
    ADDRESS_LENGTH,
    AT_ONCE,
    NAME_LENGTH,
    Channel,
    Colleague,
    channel_of,
    is_a_name,
)
from kring.events.domain.places import Found, Place, find_place
from kring.events.domain.weeks import When
from kring.events.wording import ANSWERS, WHEN
from kring.foundation.keys.lookup import fresh_token
from kring.guideline import queries as guideline
from kring.ui.forms import Described, Form
from kring.ui.frame import Words

PLACE_LENGTH = 250
ROWS_AT_FIRST = 3
ROWS_MORE = 3


def a_name(typed: str) -> None:
    """:raises ValidationError: with a kind sentence, if this is more than a name"""
    if typed and not is_a_name(typed):
        raise ValidationError(_("Only a name fits here. What happened need not be written down."))


class ReportForm(Form):
    """
    Something happened: what it was about, when, where.

    `of` is the organisation, which may have kinds and criteria of its own. `lists_places`: whether a browser gets the
    units to complete a name from. `several` are the units it could be, when what was typed fits more than one.
    """

    token = forms.CharField(max_length=22, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    criteria = forms.MultipleChoiceField(
        label=_("Did this play a part?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what was so. Nothing is fine too."),
    )
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[(when.value, words) for when, words in WHEN.items()],
        help_text=_("We only keep the week."),
    )
    place = forms.CharField(
        label=_("Where?"),
        required=False,
        max_length=PLACE_LENGTH,
        help_text=_("Type a part of the name and choose. Not sure, or on the road? Leave it empty."),
        widget=forms.TextInput,
    )
    which = forms.ChoiceField(label=_("Which one do you mean?"), required=False, widget=forms.RadioSelect)
    reporter = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=NAME_LENGTH,
        validators=[a_name],
        help_text=_("Only if the coordinator may ask you something. Gone once everyone has an offer."),
    )

    def __init__(
        self, data: Any = None, *, places: Sequence[Place], of: UUID, lists_places: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.places = places
        self.lists_places = lists_places
        if self.lists_places:
            self.fields["place"].widget.attrs["list"] = "places"
        else:
            self.fields["place"].help_text = _("Type a part of the name. Not sure, or on the road? Leave it empty.")
        self.several: tuple[Place, ...] = ()
        self.initial.setdefault("token", fresh_token())
        language = get_language() or "nl"
        kinds = [
            (kind.key, Described(kind.label.in_language(language), kind.hint.in_language(language)))
            for kind in guideline.event_kinds(of)
        ]
        self._choose("kind", kinds)
        self._choose("criteria", [(one.key, one.label.in_language(language)) for one in guideline.criteria(of)])
        self._offer_several(find_place(str(self.data.get("place", ""))[:PLACE_LENGTH], places))

    def clean_token(self) -> str:
        """A token of ours; anything else makes a fresh form necessary."""
        token: str = self.cleaned_data["token"]
        if not is_token(token):
            raise ValidationError(_("Open this page again and fill it in once more."))
        return token

    def clean_place(self) -> Place | None:
        """The unit that was meant; a unit of elsewhere does not exist."""
        typed = self.cleaned_data["place"]
        if not typed:
            return None
        found = find_place(typed, self.places)
        if found.place:
            return found.place
        chosen = [place for place in found.several if str(place.id) == self.data.get("which")]
        if chosen:
            return chosen[0]
        if found.several:
            raise ValidationError(_("More than one unit has this name. Choose below which one you mean."))
        if found.too_many:
            raise ValidationError(_("This fits many units. Type more of the name, or the department it belongs to."))
        raise ValidationError(_("We do not know this unit. Type a part of its name, or leave it empty."))

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _offer_several(self, found: Found) -> None:
        self.several = found.several
        self._choose("which", [(str(place.id), place.label) for place in found.several])


class ColleagueForm(Form):
    """One colleague: a name, and mail or phone. An empty row is no colleague."""

    name = forms.CharField(max_length=NAME_LENGTH, validators=[a_name], error_messages={"required": _("Who is this?")})
    address = forms.CharField(
        max_length=ADDRESS_LENGTH, error_messages={"required": _("How do we reach this colleague?")}
    )

    def __init__(self, data: Any = None, *, number: int, **kwargs: Any) -> None:
        super().__init__(data, prefix=f"c{number}", empty_permitted=True, **kwargs)
        self.fields["name"].label = _("Name of colleague %(number)d") % {"number": number}
        self.fields["address"].label = _("Mail or phone of colleague %(number)d") % {"number": number}

    def clean_address(self) -> str:
        """An address that can be mailed or called."""
        address: str = self.cleaned_data["address"]
        if channel_of(address) is None:
            raise ValidationError(_("Fill in one mail address or one phone number."))
        return address

    @property
    def colleague(self) -> Colleague | None:
        """Who was named in this row, if anyone."""
        address = self.cleaned_data.get("address", "")
        channel = channel_of(address)
        return Colleague(self.cleaned_data["name"], channel, address) if channel else None


class Rows:
    """
    The rows of colleagues on one page: three at first, three more on request, twelve at most.

    Shows itself to `<c-form>` as one form, so that all errors stand on top together.
    """

    hidden_fields: tuple[()] = ()

    def __init__(self, data: Any = None) -> None:
        asked = _whole(data.get("rows", "")) if data is not None else ROWS_AT_FIRST
        adding = data is not None and "more" in data
        self.count = max(1, min(AT_ONCE, asked + (ROWS_MORE if adding else 0)))
        self.sent = data is not None and not adding
        self.forms = [self._row(number, data) for number in range(1, self.count + 1)]
        self.non_field_errors: list[Words] = []

    def _row(self, number: int, data: Any) -> ColleagueForm:
        if self.sent or data is None:
            return ColleagueForm(data, number=number)
        typed = {name: data.get(f"c{number}-{name}", "")[:ADDRESS_LENGTH] for name in ("name", "address")}
        return ColleagueForm(initial=typed, number=number)

    def __iter__(self) -> Iterator[BoundField]:
        return (field for form in self.forms for field in form)

    @property
    def can_grow(self) -> bool:
        """Whether there may be more rows."""
        return self.count < AT_ONCE

    @property
    def errors(self) -> bool:
        """Whether something in them must change."""
        return bool(self.non_field_errors) or any(form.errors for form in self.forms)

    def colleagues(self) -> list[Colleague]:
        """Everyone named, if every row is right; else nobody, and the rows say why."""
        if not self.sent or not all([form.is_valid() for form in self.forms]):
            return []
        found = [form.colleague for form in self.forms]
        named = [one for one in found if one is not None]
        if not named:
            self.non_field_errors.append(_("Name at least one colleague, or let people scan the square."))
        return named

    def refuse(self) -> None:
        """Say that so many are not named one by one."""
        self.non_field_errors.append(
            _("That is more people than we invite one by one. Let the others scan the square.")
        )


class ForColleagueForm(Form):
    """An offer for a colleague one worries about: who, and whether they may read who asked. No reason, no story."""

    name = forms.CharField(
        label=_("What is your colleague called?"),
        max_length=NAME_LENGTH,
        validators=[a_name],
        help_text=_("A first name is enough."),
    )
    mail = forms.CharField(
        label=_("Mail address of your colleague"),
        max_length=ADDRESS_LENGTH,
        help_text=_("An address of work is fine. The message itself says nothing of what it is about."),
        widget=forms.TextInput(attrs={"inputmode": "email"}),
    )
    show = forms.ChoiceField(
        label=_("May your name be with it?"),
        choices=[
            ("no", _("No, say that it comes from a colleague")),
            ("yes", _("Yes, my colleague may know that it is me")),
        ],
        widget=forms.RadioSelect,
        initial="no",
    )
    own_name = forms.CharField(
        label=_("Your own name"),
        required=False,
        max_length=NAME_LENGTH,
        validators=[a_name],
        help_text=_("Only if it may be with it. Nobody but your colleague reads it."),
    )

    def clean_mail(self) -> str:
        """:raises ValidationError: if this is not one mail address"""
        mail: str = self.cleaned_data["mail"]
        if channel_of(mail) is not Channel.MAIL:
            raise ValidationError(
                _("Fill in one mail address. Only a phone number? Then ask your colleague yourself.")
            )
        return mail

    def clean(self) -> dict[str, Any]:
        """With one's name there has to be a name; without, none is passed on."""
        given = super().clean() or self.cleaned_data
        if given.get("show") == "yes" and not given.get("own_name") and "own_name" not in self.errors:
            self.add_error("own_name", say("Fill in your name, or choose to leave it out."))
        return given

    @property
    def asked_by(self) -> str:
        """The name the colleague may read; empty if none."""
        own: str = self.cleaned_data["own_name"]
        return own if self.cleaned_data["show"] == "yes" else ""


class AnswerForm(Form):
    """Yes, later, no, rather someone outside."""

    answer = forms.ChoiceField(label=_("What suits you?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, choices: Sequence[Answer], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, Described(*ANSWERS[one])) for one in choices]

    @property
    def chosen(self) -> Answer:
        """What was chosen."""
        return Answer(self.cleaned_data["answer"])


class HandOverForm(Form):
    """Which supporter approaches the names of this event."""

    supporter = forms.ChoiceField(label=_("Who approaches them?"))

    def __init__(self, data: Any = None, *, supporters: Sequence[tuple[UUID, Words]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["supporter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a supporter")), *((str(key), label) for key, label in supporters)]


def when_chosen(form: ReportForm) -> When:
    """When it happened."""
    return When(form.cleaned_data["when"])


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else ROWS_AT_FIRST
