"""The gallery: every component in every state on one page. For makers and for the accessibility check."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from kring.foundation.door import Who, door
from kring.ui.forms import DateField, Described, Form
from kring.ui.pages import render_page
from kring.ui.rings import Ring, the_circle

ICONS = (
    "home",
    "talk",
    "event",
    "eye",
    "book",
    "people",
    "calendar",
    "list",
    "chart",
    "heart",
    "bell",
    "key",
    "phone",
    "door",
    "gear",
    "more",
    "dot",
)


class Sample(Form):
    """One field of each kind. The words are samples, so they are not translated."""

    name = forms.CharField(label="Hoe mogen we je noemen", max_length=40)
    phone = forms.CharField(label="Nummer of adres", max_length=60, help_text="Liever niet je werkmail.")
    kind = forms.ChoiceField(
        label="Liefst via",
        widget=forms.RadioSelect,
        choices=[
            ("call", "bellen"),
            ("text", Described("sms", "alleen om af te spreken")),
            ("mail", "privémail"),
        ],
    )
    when = forms.MultipleChoiceField(
        label="Wanneer komt het uit",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("day", "overdag"), ("evening", "avond"), ("night", "nachtdienst")],
    )
    place = forms.ChoiceField(label="Waar", choices=[("ed", "Spoedeisende hulp"), ("icu", "Intensive care")])
    day = DateField(label="Wanneer", required=False)
    agree = forms.BooleanField(label="Ik heb dit gelezen", help_text="Je kunt het later teruglezen.")


@door(Who.EVERYONE)
def gallery(request: HttpRequest) -> HttpResponse:
    """:raises Http404: unless this Kring has its gallery open"""
    if not settings.KRING_GALLERY:
        raise Http404
    return render_page(request, "ui/gallery.html", status=200, **_samples())


def _samples() -> dict[str, Any]:
    filled = {
        "name": "Sam",
        "kind": "call",
        "when": ["day"],
        "place": "ed",
        "day": "2026-11-09",
        "agree": "on",
    }
    return {
        "form_samples": [
            ("leeg", Sample(prefix="empty")),
            ("ingevuld", Sample(prefix="filled", initial=filled)),
            ("niet goed", _wrong()),
        ],
        "chosen": date(2026, 11, 9),
        "who_sees": [("Jij, met je code", "alles"), ("De collega die ja zegt", "naam en bereik")],
        "facts": [("Twee woorden", "stille appel"), ("Gesprek", "2 van 3")],
        "topics": ["slecht slapen", "snel prikkelbaar", "dingen uit de weg gaan", "schuld of schaamte"],
        "chips": [
            {"label": "Team", "count": 12, "url": "#lists", "chosen": True},
            {"label": "Organisatie", "count": 48, "url": "#lists", "chosen": False},
        ],
        "linked_rings": tuple(Ring(r.label, r.short, r.who, url="#rings") for r in the_circle()),
        "tones": ("", "warm", "gold"),
        "button_kinds": ("primary", "quiet", "warm", "leave"),
        "state_kinds": ("empty", "waiting", "done", "failed"),
        "icons": ICONS,
    }


def _wrong() -> Sample:
    form = Sample({"wrong-name": "x" * 50, "wrong-day": "gisteren"}, prefix="wrong")
    form.is_valid()
    return form
