"""The HTML of controls: as Django's own templates write it, whatever stands in it."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from kring.ui import widgets
from kring.ui.forms import DateField, Described, TimeField
from kring.ui.widgets import Renderer

NASTY = """a"b'c<d>&amp;e"""
CHOICES = [("", "—"), ("x", NASTY), (NASTY, Described(gettext_lazy("Send"), "more")), ("s", mark_safe("<b>s</b>"))]


class Everything(forms.Form):
    """One of each control."""

    text = forms.CharField(
        initial=NASTY, help_text="hint", widget=forms.TextInput(attrs={"data-x": NASTY, "on": True})
    )
    hidden = forms.CharField(initial=mark_safe("<i>"), widget=forms.HiddenInput)
    number = forms.IntegerField(initial=1234567, min_value=1)
    mail = forms.EmailField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput)
    day = DateField(initial="2026-11-09", required=False)
    clock = TimeField(required=False)
    tick = forms.BooleanField(initial=True, required=False)
    one = forms.ChoiceField(choices=CHOICES, initial="x")
    grouped = forms.ChoiceField(choices=[("Group <1>", CHOICES[1:]), ("z", "Z")])
    radio = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, initial=NASTY)
    many = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple, initial=["x", "s"])
    listed = forms.MultipleChoiceField(choices=CHOICES, initial=["x"])
    long = forms.CharField(widget=forms.Textarea, initial=NASTY)


def written(renderer: Any, data: Any = None) -> dict[str, str]:
    """Every control by name, and every option of those that have some; white space does not count."""
    form = Everything(data, renderer=renderer)
    found = {name: str(form[name]) for name in form.fields}
    for name in ("radio", "many"):
        found |= {f"{name}.{number}": str(option.tag()) for number, option in enumerate(form[name])}
    return {name: re.sub(r"\s+", " ", text).replace("> <", "><").strip() for name, text in found.items()}


@pytest.mark.parametrize("data", [None, {"text": NASTY, "one": NASTY, "many": ["x", NASTY], "number": "x"}])
def test_controls_are_what_django_writes(data: Any) -> None:
    assert written(Renderer(), data) == written(DjangoTemplates(), data)


def test_a_control_that_is_not_escaped_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widgets, "conditional_escape", str)
    assert written(Renderer()) != written(DjangoTemplates())


def test_long_lists_are_not_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a hospital with four hundred supporters waits for its page of asking."""
    asked: list[str] = []
    monkeypatch.setattr(DjangoTemplates, "get_template", lambda self, name: asked.append(name))
    form = Everything(renderer=Renderer())
    assert "<option" in str(form["one"]) and "<input" in str(next(iter(form["many"])).tag())
    assert asked == []
