"""A foreign key named by a string escapes every import linter, so its direction is checked here."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field, Model

from tests.architecture.tree import heights


def place(model: type[Model]) -> str:
    """The folder of the top level where a model lives; what others made lies below everything."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "kring" else ""


def points_up(here: str, there: str) -> bool:
    """Whether a key from one folder to another goes against the direction of imports."""
    if here == there or not there:
        return False
    if not here:
        return there != "foundation"  # the account is ours, and others point at it
    return heights()[there] >= heights()[here]


def keys() -> Iterator[tuple[type[Model], "Field[object, object]", type[Model]]]:
    """Every relation of every model, also of those that others made."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.is_relation and isinstance(field.related_model, type):
                yield model, field, field.related_model


def test_no_foreign_key_points_up() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} points up to {other._meta.label}"
        for model, field, other in keys()
        if points_up(place(model), place(other))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("here", "there", "up"),
    [
        ("people", "support", True),
        ("support", "people", False),
        ("portal", "config", True),
        ("supporters", "catalogue", True),
        ("support", "", False),
        ("", "people", True),
    ],
)
def test_up_is_what_the_list_of_contexts_says(here: str, there: str, up: bool) -> None:
    assert points_up(here, there) is up


def test_the_heights_are_read_from_the_contract() -> None:
    assert heights()["config"] > heights()["support"] > heights()["events"] > heights()["foundation"] == 1
