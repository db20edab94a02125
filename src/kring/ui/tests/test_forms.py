"""The form that all forms are made of."""

from datetime import date, time

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from kring.ui.forms import DateField, Described, Form, TimeField


class Example(Form):
    name = forms.CharField(max_length=5, required=False)
    day = DateField(required=False)
    at = TimeField(required=False)
    kind = forms.ChoiceField(choices=[("a", Described("A", "more about A"))], widget=forms.RadioSelect)
    own = forms.CharField(max_length=5, required=False, error_messages={"max_length": "Own words."})


def test_a_text_without_a_length_is_refused() -> None:
    class Endless(Form):
        story = forms.CharField()

    with pytest.raises(ImproperlyConfigured, match=r"Endless\.story"):
        Endless()


def test_what_one_form_changes_of_a_field_no_other_has() -> None:
    one, other = Example(), Example()
    one.fields["day"].widget.attrs["max"] = "2026-11-09"
    one.fields["name"].error_messages["required"] = "Changed."
    assert "max" not in other.fields["day"].widget.attrs and "max" not in Example().fields["day"].widget.attrs
    assert Example().fields["name"].error_messages["required"] != "Changed."


def test_a_field_of_one_form_alone_speaks_plainly_too() -> None:
    class Longer(Example):
        def __init__(self) -> None:
            self.base_fields = {**self.base_fields, "more": forms.CharField(max_length=9)}  # type: ignore[misc]
            super().__init__({})

    Example()  # whatever all forms of a kind have in common is done by now
    for form in (Longer(), Longer()):
        assert form.errors["more"] == ["Vul dit in."]
        assert form.fields["more"].widget.attrs["autocomplete"] == "off"


def test_a_field_that_is_left_out_is_not_asked() -> None:
    assert list(Example(without={"day", "at"}).fields) == ["name", "kind", "own"]
    assert list(Example().fields) == ["name", "day", "at", "kind", "own"]


@pytest.mark.parametrize("typed", ["2026-11-09", "9-11-2026", "09/11/2026", "9.11.2026"])
def test_a_date_may_be_typed_the_dutch_way(typed: str) -> None:
    form = Example({"kind": "a", "day": typed})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 11, 9)


@pytest.mark.parametrize("typed", ["7:30", "07.30"])
def test_a_time_may_be_typed_the_dutch_way(typed: str) -> None:
    form = Example({"kind": "a", "at": typed})

    assert form.is_valid()
    assert form.cleaned_data["at"] == time(7, 30)


def test_messages_are_plain_sentences_in_the_language_of_the_page() -> None:
    form = Example({"day": "gisteren", "name": "much too long", "own": "much too long"})

    with translation.override("en"):
        assert form.errors == {
            "kind": ["Choose what fits."],
            "day": ["Fill in a date, for example 9-11-2026."],
            "name": ["Make it shorter: at most 5 characters."],
            "own": ["Own words."],
        }


def test_a_required_text_and_an_unknown_choice_have_their_own_sentence() -> None:
    class Required(Form):
        name = forms.CharField(max_length=5)
        kind = forms.ChoiceField(choices=[("a", "A")])

    with translation.override("en"):
        assert Required({"kind": "z"}).errors == {
            "name": ["Fill this in."],
            "kind": ["This choice is not there any more. Choose another one."],
        }


def test_a_shared_computer_remembers_nothing_and_the_browser_keeps_quiet() -> None:
    html = str(Example()["name"])

    assert 'autocomplete="off"' in html
    assert "required" not in str(Example()["kind"])


def test_a_described_label_reads_as_its_first_line() -> None:
    assert str(Described("A", "more")) == "A"
