"""What a coordinator fills in."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kring.foundation.tenancy.models import CLOSES_AFTER_DAYS, EVENT_KEPT_DAYS, LOG_KEPT_MONTHS, OFFER_KEPT_DAYS
from kring.guideline import queries as guideline
from kring.portal.domain.contact import contact
from kring.portal.wording import DANGERS, REASONS, SPECIAL
from kring.ui.forms import Form, TimeField
from kring.ui.house_style import can_be_read

COLOUR = _("Fill in a colour as # and six signs, for example #14565c.")
TOO_LITTLE_CONTRAST = _("Words in this colour cannot be read well. Darker in the light theme, lighter in the dark.")


class TakeOverForm(Form):
    """Why something that lies still is taken over."""

    reason = forms.ChoiceField(
        label=_("Why do you take this over?"),
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
    )


class AskForm(Form):
    """Let Kring search on, or ask one supporter by name."""

    supporter = forms.UUIDField(required=False, widget=forms.HiddenInput)


class TogetherForm(Form):
    """By which two words, and why: nothing else can be said."""

    spoken_name = forms.CharField(label=_("Two words"), max_length=40)
    reason = forms.ChoiceField(label=_("What is the danger?"), choices=list(DANGERS.items()), widget=forms.RadioSelect)


class NumbersForm(Form):
    """Whom people can call."""

    on_call_phone = forms.CharField(
        label=_("Number of the colleague on call"),
        max_length=30,
        required=False,
        help_text=_("Stands on top of every page. Leave it empty if nobody is on call."),
    )
    on_call_from = TimeField(label=_("Answers from"), required=False)
    on_call_until = TimeField(
        label=_("Answers until"),
        required=False,
        help_text=_("May be after midnight. Leave both empty for day and night."),
    )
    confidential_adviser = forms.CharField(label=_("Confidential adviser"), max_length=120, required=False)
    occupational_health = forms.CharField(label=_("Occupational health"), max_length=120, required=False)
    outside_help = forms.CharField(label=_("Help outside your organisation"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: for one time without the other, or a line without a number to call"""
        given = super().clean() or {}
        if "on_call_from" in given and bool(given.get("on_call_from")) != bool(given.get("on_call_until")):
            self.add_error("on_call_until", _("Fill in both times, or neither."))
        for name in ("on_call_phone", "confidential_adviser", "occupational_health", "outside_help"):
            found = contact(given.get(name, ""))
            if found is not None and not found.phone:
                self.add_error(name, _("There is no phone number in it."))
        return given


class ClocksForm(Form):
    """How soon, how much, and how long a rest."""

    accept_within_hours = forms.IntegerField(
        label=_("A supporter answers a question within"),
        min_value=1,
        max_value=72,
        help_text=_("Hours between the two times below, 1 to 72. After that Kring asks somebody else."),
    )
    service_from = TimeField(label=_("These hours count from"))
    service_until = TimeField(
        label=_("These hours count until"), help_text=_("Two times that are the same mean day and night.")
    )
    load_cap = forms.IntegerField(
        label=_("A supporter supports at most"),
        min_value=1,
        max_value=6,
        help_text=_("Colleagues at the same time, 1 to 6."),
    )
    cool_down_days = forms.IntegerField(
        label=_("Rest after supporting somebody"),
        min_value=7,
        max_value=90,
        help_text=_("Days, 7 to 90. Nobody is asked in that time."),
    )
    timing_template = forms.ChoiceField(label=_("When the three conversations are"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, of: UUID, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["timing_template"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, one.label.in_language(language)) for one in guideline.timing_templates(of)]


class RetentionForm(Form):
    """How long things are kept: only shorter than what everyone was promised."""

    closes_after_days = forms.IntegerField(
        label=_("Support closes by itself after the last conversation"),
        min_value=CLOSES_AFTER_DAYS[0],
        max_value=CLOSES_AFTER_DAYS[1],
        help_text=_("Days, 5 to 14. It counts for what is planned from now."),
    )
    event_kept_days = forms.IntegerField(
        label=_("An event is kept"),
        min_value=EVENT_KEPT_DAYS[0],
        max_value=EVENT_KEPT_DAYS[1],
        help_text=_("Days, 45 to 90. It counts for events that are let known from now."),
    )
    offer_kept_days = forms.IntegerField(
        label=_("An offer is kept"),
        min_value=OFFER_KEPT_DAYS[0],
        max_value=OFFER_KEPT_DAYS[1],
        help_text=_("Days, 7 to 14. It counts for offers that are made from now."),
    )
    log_kept_months = forms.IntegerField(
        label=_("The access log is kept"),
        min_value=LOG_KEPT_MONTHS[0],
        max_value=LOG_KEPT_MONTHS[1],
        help_text=_("Months, 3 to 12. What is older goes tonight."),
    )


class WordsForm(Form):
    """A sentence of one's own on the first page."""

    welcome_nl = forms.CharField(
        label=_("Your own sentence in Dutch"),
        max_length=200,
        required=False,
        help_text=_("Stands on the first page, for everyone. At most 200 letters."),
    )
    welcome_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: for one language without the other"""
        given = super().clean() or {}
        if bool(given.get("welcome_nl")) != bool(given.get("welcome_en")):
            raise ValidationError(_("Write it in both languages, or in neither."))
        return given


class StyleForm(Form):
    """The colour of the house, readable in both themes."""

    brand_light = forms.RegexField(
        regex=r"^#[0-9a-fA-F]{6}$",
        label=_("Your colour in the light theme"),
        max_length=7,
        required=False,
        help_text=_("A dark colour, such as #14565c. Leave both empty for the colour of Kring."),
        error_messages={"invalid": COLOUR},
    )
    brand_dark = forms.RegexField(
        regex=r"^#[0-9a-fA-F]{6}$",
        label=_("Your colour in the dark theme"),
        max_length=7,
        required=False,
        help_text=_("A light colour, such as #7fc4bf."),
        error_messages={"invalid": COLOUR},
    )

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: for one without the other, or a colour that cannot be read"""
        given = {name: str(value).lower() for name, value in (super().clean() or {}).items()}
        light, dark = given.get("brand_light", ""), given.get("brand_dark", "")
        if self.errors or not (light or dark):
            return given
        if not (light and dark):
            raise ValidationError(_("Choose a colour for both themes, or for neither."))
        for name, readable in zip(("brand_light", "brand_dark"), can_be_read(light, dark), strict=True):
            if not readable:
                self.add_error(name, TOO_LITTLE_CONTRAST)
        return given


class OwnItemForm(Form):
    """Something that an organisation adds to the list of what can happen."""

    label_nl = forms.CharField(label=_("Name in Dutch"), max_length=60)
    label_en = forms.CharField(label=_("Name in English"), max_length=60)
    hint_nl = forms.CharField(label=_("One line more in Dutch"), max_length=200)
    hint_en = forms.CharField(label=_("One line more in English"), max_length=200)
    is_special = forms.BooleanField(required=False)

    def __init__(self, *args: Any, sort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_special"].label, self.fields["is_special"].help_text = SPECIAL[sort]
