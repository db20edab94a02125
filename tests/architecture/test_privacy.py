"""Every model says how private each of its fields is; one that does not is refused, with the line to paste."""

import pytest
from django.apps import apps
from django.db import models

from kring.foundation.privacy import Sort
from kring.foundation.text import Text

# Tables that packages bring. Theirs is not ours to sort, so each stands here with what it is for.
OF_OTHERS = {
    "account.EmailAddress": "signing in: the address of a login once more, as the package wants it",
    "account.EmailConfirmation": "signing in: never filled, addresses are confirmed by invitation",
    "auth.Group": "never filled: roles are rows of an organisation",
    "auth.Permission": "never filled by hand: names of Django's own permissions",
    "contenttypes.ContentType": "names of models",
    "mfa.Authenticator": "signing in: second factors, without time of use",
    "procrastinate.ProcrastinateJob": "work to do, with an organisation or a message as its only argument",
    "procrastinate.ProcrastinateEvent": "what happened to work to do",
    "procrastinate.ProcrastinatePeriodicDefer": "when periodic work was last started",
    "procrastinate.ProcrastinateWorker": "which workers live",
}

# What every table says of itself, in both languages.
WORDS = {
    "what": ("wat het is", "what it is"),
    "purpose": ("waarvoor", "what it is for"),
    "seen_by": ("wie het mag zien", "who may see it"),
    "retention": ("tot wanneer", "until when it is kept"),
    "remains": ("wat er daarna blijft", "what remains; NOTHING if nothing does"),
}


def said(privacy: object, word: str) -> bool:
    """Whether a Privacy class says this in Dutch and in English."""
    text = getattr(privacy, word, None)
    return isinstance(text, Text) and bool(text.nl.strip()) and bool(text.en.strip())


def ours() -> list[type[models.Model]]:
    """Every model of this project."""
    return [model for model in apps.get_models() if model.__module__.startswith("kring.")]


def unsorted(model: type[models.Model]) -> str:
    """What is wrong with a model's sorting, as lines to paste; empty when nothing is."""
    privacy = getattr(model, "Privacy", None)
    sorts = getattr(privacy, "fields", {})
    fields = [field.name for field in model._meta.concrete_fields]
    missing = [name for name in fields if not isinstance(sorts.get(name), Sort)]
    lines = [f'            "{name}": Sort.HARMLESS,  # or IDENTIFYING, SPECIAL, FREE_TEXT' for name in missing]
    lines += [f'            take out "{name}": there is no such field' for name in sorts if name not in fields]
    lines += [
        f'        {word} = Text("{asks[0]}", "{asks[1]}")' for word, asks in WORDS.items() if not said(privacy, word)
    ]
    return f"{model._meta.label}, class Privacy:\n" + "\n".join(lines) if lines else ""


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_every_field_is_sorted(model: type[models.Model]) -> None:
    wrong = unsorted(model)
    assert not wrong, wrong


def test_tables_of_others_are_listed() -> None:
    found = {model._meta.label for model in apps.get_models() if not model.__module__.startswith("kring.")}
    assert found == set(OF_OTHERS)


def test_an_unsorted_field_is_refused_with_the_line_to_paste() -> None:
    class Forgetful(models.Model):
        name = models.CharField(max_length=10)

        class Privacy:
            fields = {"id": Sort.HARMLESS, "old": Sort.HARMLESS}
            what = Text("iets", "something")
            purpose = Text("vergeten", "")
            retention = Text("een dag", "a day")
            remains = Text("niets", "nothing")

        class Meta:
            app_label = "people"
            managed = False

    try:
        wrong = unsorted(Forgetful)
    finally:
        del apps.all_models["people"]["forgetful"]
        apps.clear_cache()
    assert '"name": Sort.HARMLESS' in wrong
    assert 'take out "old"' in wrong
    assert '"id"' not in wrong
    assert "purpose = Text(" in wrong
    assert "seen_by = Text(" in wrong
    assert "retention" not in wrong
