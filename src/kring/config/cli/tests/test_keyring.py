"""The command `keyring`: what is there, a secret made anew, and never a key on the screen."""

import json
from pathlib import Path
from typing import Any

import pytest

from kring.config.cli.main import main
from kring.foundation.database.checks import same_keyring
from kring.foundation.keys.keyring import ROTATABLE, keyring


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    """A copy of the keyring of these tests, which a test may change."""
    copy = tmp_path / "keyring.json"
    keyring().secret("context")
    copy.write_text(Path(settings.KRING_KEYRING).read_text())
    settings.KRING_KEYRING = copy
    return copy


def secrets(file: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(file.read_text())["secrets"]
    return found


def all_keys(file: Path) -> list[str]:
    held = json.loads(file.read_text())
    return [*held["secrets"].values(), *held["epochs"].values()]


def test_showing_says_where_it_lies_and_which_days_it_holds_and_no_key(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in (20000, 20002):
        keyring().ensure_epoch(day)
    assert main(["keyring", "show"]) == 0
    said = capsys.readouterr().out
    days = keyring().epochs()
    assert str(file) in said and f"Keys of {len(days)} days" in said and "2024-10-04" in said
    assert [key for key in all_keys(file) if key in said or key.rstrip("=") in said] == []


def test_one_without_days_says_so(settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings.KRING_KEYRING = tmp_path / "new.json"
    keyring().secret("context")
    assert main(["keyring", "show"]) == 0
    assert "Keys of 0 days." in capsys.readouterr().out


@pytest.mark.parametrize("name", ROTATABLE)
def test_a_secret_is_made_anew_and_the_others_stay(file: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    keyring().secret(name)
    before = secrets(file)
    assert main(["keyring", "rotate", name]) == 0
    after = secrets(file)
    assert {each for each in after if after[each] != before.get(each)} == {name}
    said = capsys.readouterr().out
    assert f"The secret '{name}' is new." in said and "start every process again" in said.lower()
    assert after[name] not in said and before[name] not in said


def test_after_a_new_context_the_database_asks_to_be_prepared(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert same_keyring(databases=["default"]) == []
    main(["keyring", "rotate", "context"])
    assert "python -m kring prepare" in capsys.readouterr().out
    assert [problem.id for problem in same_keyring(databases=["default"])] == ["kring.E003"]


@pytest.mark.parametrize("name", ["lookup", "tag", "evaluation", "epochs"])
def test_what_codes_and_links_depend_on_cannot_be_made_anew(file: Path, name: str) -> None:
    before = file.read_text()
    with pytest.raises(SystemExit):
        main(["keyring", "rotate", name])
    assert file.read_text() == before


@pytest.mark.parametrize("words", [["show"], ["rotate", "session"]])
def test_where_there_is_none_it_makes_none(
    settings: Any, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    settings.KRING_KEYRING = tmp_path / "missing.json"
    assert main(["keyring", *words]) == 1
    assert "There is no keyring yet" in capsys.readouterr().err
    assert not settings.KRING_KEYRING.exists()


def test_one_behind_a_command_that_fails_is_a_sentence(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.KRING_KEYRING_COMMAND = "false"
    assert main(["keyring", "show"]) == 1
    assert "The command of the keyring" in capsys.readouterr().err
