"""`python -m kring extend`, as whoever looks after Kring uses it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

import kring
from kring.foundation.testing import World, fetch, make_world

TOWN = Path(kring.__file__).parent / "portal" / "data" / "demo_municipality.toml"
HOW_TO = Path(kring.__file__).parents[2] / "docs" / "how-to" / "extend.md"


@contextmanager
def as_the_owner() -> Iterator[None]:
    """What runs inside is connected as the owner of the tables, as the command is."""
    web = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = web


def extend(world: World, file: Path, *more: str) -> str:
    """Run the command and answer with what it says."""
    said = StringIO()
    with as_the_owner():
        call_command("extend", world.host, str(file), *more, stdout=said)
    return said.getvalue()


def kept(world: World) -> tuple[dict[str, Any], str]:
    """The extension and the timing template that stand in the table."""
    sql = "select extension, timing_template from tenancy_organisation where id = %s"
    ((extension, timing),) = fetch(sql, world.organisation_id)
    return (json.loads(extension) if isinstance(extension, str) else extension), timing


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.toml"
    path.write_text("", encoding="utf-8")
    return path


def test_it_says_what_is_added_and_keeps_it() -> None:
    world, other = make_world(cast=False), make_world(cast=False)
    said = extend(world, TOWN)
    assert "added    kind: own_counter_threat" in said and "added    whom_to_call: Bij onze gemeente" in said
    assert kept(world)[0]["kind"][0]["key"] == "own_counter_threat"
    assert kept(other) == ({}, "guideline")


def test_a_second_time_nothing_changes() -> None:
    world = make_world(cast=False)
    extend(world, TOWN)
    before = kept(world)
    assert extend(world, TOWN).split("\n")[1:3] == ["  nothing changes", "Nothing was written."]
    assert kept(world) == before


def test_another_order_is_kept_too(tmp_path: Path) -> None:
    world, path = make_world(cast=False), tmp_path / "topics.toml"
    one, other = (
        f"[[topic]]\nkey = 'own_{key}'\ntext = {{ nl = '{key} nl', en = '{key} en' }}\nsource = ['E']\n"
        for key in ("one", "other")
    )
    path.write_text(one + other, encoding="utf-8")
    extend(world, path)
    path.write_text(other + one, encoding="utf-8")
    assert "the order of the items changes" in extend(world, path)
    assert [topic["key"] for topic in kept(world)[0]["topic"]] == ["own_other", "own_one"]


def test_what_is_no_longer_in_the_file_is_taken_away(empty: Path) -> None:
    world = make_world(cast=False)
    extend(world, TOWN)
    assert "removed  topic: own_way_home" in extend(world, empty)
    assert kept(world)[0] == {}


def test_looking_first_writes_nothing() -> None:
    world = make_world(cast=False)
    assert "Nothing was written." in extend(world, TOWN, "--check", "--timing", "own_municipality")
    assert kept(world) == ({}, "guideline")


def test_an_own_timing_template_is_used_when_it_is_chosen_and_cannot_go_while_it_is(empty: Path) -> None:
    world = make_world(cast=False)
    said = extend(world, TOWN, "--timing", "own_municipality")
    assert "from now on the timing template is own_municipality, it was guideline" in said
    with pytest.raises(CommandError, match=r"There is no timing template own_municipality\. Choose one with --timing"):
        extend(world, empty)
    assert kept(world)[1] == "own_municipality"
    extend(world, empty, "--timing", "olvg")
    assert kept(world) == ({}, "olvg")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[[kind]", r"town\.toml: file: is not valid TOML"),
        ("[[kind]]\nkey = 'own_x'", r"town\.toml: kind\[1\]\.label: is missing\. Nothing was written\."),
        ("[[crime]]\nkey = 'own_x'", r"town\.toml: crime: is not a field the guideline knows"),
    ],
)
def test_a_file_that_is_not_right_is_refused_in_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    world, path = make_world(cast=False), tmp_path / "town.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        extend(world, path)
    assert kept(world) == ({}, "guideline")


def test_a_file_or_an_organisation_that_is_not_there_is_named(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no file .*none\.toml\."):
        extend(world, tmp_path / "none.toml")
    with as_the_owner(), pytest.raises(CommandError, match="No organisation has the host name elsewhere") as refused:
        call_command("extend", "elsewhere", str(TOWN), stdout=StringIO())
    assert world.host in str(refused.value)


def test_the_example_in_the_documentation_is_right(tmp_path: Path) -> None:
    world, path = make_world(cast=False), tmp_path / "example.toml"
    path.write_text(HOW_TO.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert "added    criterion: own_private_address" in extend(world, path)


def test_only_the_owner_of_the_tables_can_write(world: World) -> None:
    with pytest.raises(CommandError, match="There are: none"):  # without a context the web role sees no organisation
        call_command("extend", world.host, str(TOWN), stdout=StringIO())
