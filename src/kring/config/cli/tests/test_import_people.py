"""The command that brings people up to date: says what differs, and writes only when asked."""

from pathlib import Path

import pytest

from kring.config.cli.import_people import import_people
from kring.config.cli.screen import Refused
from kring.foundation.testing import World, fetch, in_the_worker
from kring.people.tests.files import person, text_file

ROWS = [person("1", "Bakker"), person("2", lead="1", mail="fout")]


def run(world: World, file: Path, *more: str) -> int:
    """As the worker, as the command line does."""
    with in_the_worker():
        return import_people([world.host, str(file), *more])


def people(world: World) -> int:
    """How many came from a file."""
    sql = "select count(*) from people_person where organisation_id = %s and number_tag <> ''"
    return int(fetch(sql, world.organisation_id)[0][0])


def test_it_says_what_differs_and_writes_only_when_asked(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(text_file(ROWS))
    assert run(world, file) == 0
    said = capsys.readouterr().out
    assert "new              2" in said and "line 3, Mail address of the work: This is not a mail address" in said
    assert people(world) == 0
    assert run(world, file, "--apply") == 0
    assert people(world) == 2
    run(world, file, "--apply", "--complete")
    assert "same             2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (text_file([person("", "Bakker")]), "mend these lines first"),
        (b"%PDF-1.7", "This is not a table"),
        (b"a;b\r\n1;2\r\n", "No column was recognised as number and name"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    world: World, tmp_path: Path, data: bytes, sentence: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(data)
    with pytest.raises(Refused, match=sentence):
        run(world, file, "--apply")
    assert people(world) == 0


def test_an_unknown_organisation_or_file_is_refused(world: World, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    with pytest.raises(Refused, match="There is no file"):
        run(world, file)
    file.write_bytes(text_file(ROWS))
    with in_the_worker(), pytest.raises(Refused, match="No organisation has the host name"):
        import_people(["nergens.localhost", str(file)])
