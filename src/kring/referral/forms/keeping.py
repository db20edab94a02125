"""What whoever keeps the signpost types."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.referral.domain import lists
from kring.referral.domain.entry import Contradiction, Entry, Words
from kring.referral.domain.pool import MOST, Read, TooMany, read_codes
from kring.referral.forms.visiting import TokenForm
from kring.referral.wording import ANONYMITY, CHECKED_HOW, COSTS, GOOD_AT, LANGUAGES, ROUTES, WRONG
from kring.ui.forms import DateField, Form

WEBSITE = _("Fill in an address that begins with https://.")
LONGEST_LIST = 200_000
ONE_LINE = 200
_WORDS = (
    ("fits", 400, _("When is this for you?")),
    ("hours", 160, _("When to reach them")),
    ("about", 2000, _("Who are they, and what do they do?")),
    ("confidentiality", 600, _("What do they keep to themselves?")),
)
_LANGUAGE = {"nl": pgettext_lazy("in", "in Dutch"), "en": pgettext_lazy("in", "in English")}


def _words_fields() -> dict[str, forms.Field]:
    """The texts in both languages; only when it is for somebody, in Dutch, has to be there."""
    return {
        f"{name}_{language}": forms.CharField(
            label=format_lazy("{} ({})", label, said),
            required=name == "fits" and language == "nl",
            max_length=longest,
            widget=forms.Textarea(attrs={"rows": 3}) if longest > ONE_LINE else forms.TextInput(),
        )
        for language, said in _LANGUAGE.items()
        for name, longest, label in _WORDS
    }


def website() -> forms.CharField:
    """An address of the web: only http and https, never a script."""
    check = URLValidator(schemes=["http", "https"], message=WEBSITE)
    return forms.CharField(
        label=_("Website"),
        required=False,
        max_length=200,
        validators=[check],
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )


class ProviderForm(Form):
    """One entry. Texts stand in two languages; English may stay empty, then Dutch is shown."""

    name = forms.CharField(label=_("Name"), max_length=120)
    place = forms.ChoiceField(label=_("What are they?"))
    is_inside = forms.BooleanField(label=_("Works inside this organisation"), required=False)
    good_at = forms.MultipleChoiceField(
        label=_("What are they good at?"), choices=list(GOOD_AT.items()), widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do they speak?"),
        choices=list(LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=["nl"],
    )
    route = forms.ChoiceField(label=_("How does somebody get there?"), choices=list(ROUTES.items()))
    cost = forms.ChoiceField(label=_("What does it cost the professional?"), choices=list(COSTS.items()))
    anonymity = forms.ChoiceField(label=_("Who hears of it?"), choices=list(ANONYMITY.items()), initial="confidential")
    lead_days = forms.IntegerField(
        label=_("Days until a first conversation"), required=False, min_value=0, max_value=365
    )
    checked_on = DateField(label=_("Checked on"), required=False)
    checked_how = forms.ChoiceField(label=_("Checked how?"), required=False, choices=[("", "–"), *CHECKED_HOW.items()])
    contract_from = DateField(label=_("Contract from"), required=False)
    contract_until = DateField(label=_("Contract until"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=30)
    mail = forms.EmailField(label=_("Mail address"), required=False, max_length=254)
    website = website()
    takes_requests = forms.BooleanField(
        label=_("Somebody can ask here to be called back"),
        required=False,
        help_text=_("A message without a name goes to the mail address. It opens once it is taken over."),
    )

    def __init__(
        self, *args: Any, places: dict[str, str], keepers: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        self.base_fields = {**self.base_fields, **_words_fields()}  # type: ignore[misc]  # Django copies it
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(places.items())
        if keepers:
            nobody = pgettext_lazy("whose page", "nobody's: an entry of the organisation")
            self.fields["keeper"] = forms.ChoiceField(
                label=_("Whose own page is this?"), required=False, choices=[("", nobody), *keepers.items()]
            )

    @property
    def dutch_fields(self) -> list[forms.BoundField]:
        """The texts that everyone reads."""
        return self._words_in("nl")

    @property
    def english_fields(self) -> list[forms.BoundField]:
        """The texts for who reads English."""
        return self._words_in("en")

    @property
    def has_english(self) -> bool:
        """Whether something was typed in English, or is wrong with it."""
        return any(field.value() or field.errors for field in self.english_fields)

    def _words_in(self, language: str) -> list[forms.BoundField]:
        return [self[f"{name}_{language}"] for name, _longest, _label in _WORDS]

    def entry(self, keeper_id: UUID | None) -> Entry:
        """What was typed."""
        given = self.cleaned_data
        names = (
            "place name is_inside route cost anonymity lead_days checked_on checked_how contract_from contract_until"
            " phone mail website takes_requests"
        )
        words = {
            language: Words(*(given[f"{name}_{language}"] for name, _longest, _label in _WORDS))
            for language in _LANGUAGE
            if given[f"fits_{language}"]
        }
        return Entry(
            **{name: given[name] for name in names.split()},
            good_at=_in_order(given["good_at"], lists.GOOD_AT),
            languages=_in_order(given["languages"], lists.LANGUAGES),
            words=words,
            keeper_id=keeper_id,
        )

    def refuse(self, wrong: Collection[Contradiction]) -> None:
        """Say what cannot be right, each at its field."""
        for one in wrong:
            name, words = WRONG[one]
            self.add_error(name, str(words))


def initial(entry: Entry) -> dict[str, Any]:
    """An entry as the form has it."""
    names = [name for name in ProviderForm.base_fields if hasattr(entry, name)]
    words = {
        f"{name}_{language}": getattr(said, name)
        for language, said in entry.words.items()
        for name, _longest, _label in _WORDS
    }
    return {**{name: getattr(entry, name) for name in names}, **words}


def _in_order(keys: Collection[str], among: Collection[str]) -> tuple[str, ...]:
    return tuple(key for key in among if key in keys)


class ConfirmForm(Form):
    """Say that an entry is still right, and how that was checked."""

    how = forms.ChoiceField(label=_("Checked how?"), choices=list(CHECKED_HOW.items()))


class PoolForm(Form):
    """A list of bought codes."""

    codes = forms.CharField(
        label=_("Codes"),
        max_length=LONGEST_LIST,
        help_text=_("One a line, as the provider sent them. A code that was here before is not added again."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean_codes(self) -> Read:
        """:raises ValidationError: if there is no code in it, or too many"""
        try:
            found = read_codes(self.cleaned_data["codes"])
        except TooMany:
            raise ValidationError(_("At most %(most)s codes fit at once.") % {"most": MOST}) from None
        if not found.codes:
            raise ValidationError(_("There is no code in this list."))
        return found


class MakeForm(TokenForm):
    """Codes of Kring's own making, for a provider that works with a list of ours."""

    number = forms.IntegerField(label=_("How many?"), min_value=1, max_value=500)


class HealthCheckForm(Form):
    """When PAGO or PMO is here, and how to take part."""

    opens_on = DateField(label=_("From"), required=False)
    closes_on = DateField(label=_("Until"), required=False)
    how_nl = forms.CharField(
        label=_("How to take part, in Dutch"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    how_en = forms.CharField(
        label=_("How to take part, in English"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = website()

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: for a last day before the first"""
        given = super().clean() or self.cleaned_data
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", str(WRONG[Contradiction.ENDS_BEFORE_START][1]))
        return given
