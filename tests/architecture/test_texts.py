"""There is no place to write down what somebody told or felt, and none that counts or profiles a person."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models

from kring.foundation.privacy import Sort

LISTED = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
LONGEST = {"closed": 120, "hash": 128, "drawn": 40, "name": 120, "unit": 120, "address": 254}

# Words of privacy contract 1.4: no column of ours is called after any of these.
NEVER = set(
    """
    absence alcohol anamnesis birth birthday bsn cause children city comment comments complaint complaints
    content count counter description diagnosis disability distress ethnicity family feeling feelings gender
    grade health illness impression ip limitation limitations login_time medication memo mood narrative
    nationality note notes observation opinion outcome partner patient postcode rating referral referred remark
    remarks report religion score scores severity sex sick sickness signal signals sleep story street summary
    symptom symptoms triage trauma agent verdict wellbeing
    """.split()
)
# Names that sound like these and are something else, with what they are.
STILL = {
    "catalogue.OwnEntry.summary": "what a measure is, in two sentences",
    "tenancy.Organisation.occupational_health": "how to reach the service of that name",
}
# Columns without end that are about no person, with what stands there.
OF_THE_HOUSE = {
    "catalogue_entry.document": "an entry of the content files, or one that an organisation published",
    "guide_edition.frame": "introductions and closed lists, from a file of Kring",
    "guide_item.document": "a measure of the content files as it was published",
    "tenancy_organisation.extension": "what an organisation adds to the guideline, checked by the guideline first",
}
ENDLESS = """
select c.relname || '.' || a.attname from pg_attribute a
join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'shared')
where a.attnum > 0 and not a.attisdropped and c.relname = any(%s)
and (a.atttypid in ('text'::regtype, 'json'::regtype, 'jsonb'::regtype, 'xml'::regtype)
     or (a.atttypid = 'varchar'::regtype and a.atttypmod = -1))
"""


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("kring.")]


def is_linked(model: type[models.Model]) -> bool:
    """Whether a row can be about somebody."""
    sorts = model.Privacy.fields.values()  # type: ignore[attr-defined]
    return not {Sort.IDENTIFYING, Sort.SPECIAL, Sort.FREE_TEXT}.isdisjoint(sorts)


def text_of(field: "models.Field[object, object]") -> "models.Field[object, object] | None":
    """The field in which letters stand: the field itself, or what a list of it holds."""
    inner = field.base_field if isinstance(field, ArrayField) else field
    return inner if isinstance(inner, models.CharField | models.TextField | models.JSONField) else None


def texts() -> Iterator[tuple[str, "models.Field[object, object]"]]:
    """Every column with letters in a table linked to people."""
    for model in filter(is_linked, ours()):
        for field in model._meta.concrete_fields:
            if inner := text_of(field):
                yield f"{model._meta.label}.{field.name}", inner


def forbidden(column: str) -> set[str]:
    """The words in the name of a column that must never be one."""
    if column in STILL:
        return set()
    return NEVER.intersection(column.rpartition(".")[2].split("_"))


def test_every_text_linked_to_people_is_on_the_closed_list() -> None:
    listed = [column for columns in LISTED.values() for column in columns]
    found = [column for column, _ in texts()]
    assert sorted(listed) == sorted(set(listed)), "a column is listed twice"
    assert set(found) - set(listed) == set(), "say in texts.toml what may stand there, or let it go"
    assert set(listed) - set(found) == set(), "take these out of texts.toml: they are gone"


@pytest.mark.parametrize("kind", LISTED)
def test_no_text_is_longer_than_what_it_is_for(kind: str) -> None:
    lengths = {column: getattr(field, "max_length", None) for column, field in texts()}
    too_long = {
        column: lengths.get(column)
        for column in LISTED[kind]
        if not (lengths.get(column) or LONGEST[kind] + 1) <= LONGEST[kind]
    }
    assert too_long == {}


def test_no_table_has_room_for_a_story() -> None:
    """Asked of the database itself: a text without end is refused, whatever the models say."""
    tables = [model._meta.db_table.rpartition(".")[2].strip('"') for model in ours()]
    with connections["owner"].cursor() as cursor:
        cursor.execute(ENDLESS, [tables])
        found = {column for (column,) in cursor.fetchall()}
    assert found == set(OF_THE_HOUSE)


def test_no_column_is_called_after_what_must_never_be_kept() -> None:
    columns = [f"{model._meta.label}.{field.name}" for model in ours() for field in model._meta.concrete_fields]
    assert {column: words for column in columns if (words := forbidden(column))} == {}


@pytest.mark.parametrize("name", ["sleep_score", "conversation_notes", "mood", "advice_outcome", "ip"])
def test_a_telling_name_is_seen(name: str) -> None:
    assert forbidden(f"support.Trajectory.{name}")


def test_a_column_for_notes_would_be_refused() -> None:
    field: models.TextField[str, str] = models.TextField()
    assert text_of(field) is field
    assert not field.max_length
