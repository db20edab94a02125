"""Content files that are not right: every problem at once, each with its file and field, in a sentence."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kring.catalogue.domain.addresses import address_problem
from kring.catalogue.domain.fields import ContentError
from kring.catalogue.domain.reading import read_folder

DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files to break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def broken(folder: Path, old: str, new: str, name: str = "entries/fixed-breaks.toml") -> list[str]:
    """What is said after a change in a file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as wrong:
        read_folder(folder)
    return [str(problem) for problem in wrong.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('energy = "drain"', 'energy = "drian"', "energy: 'drian' is not one of drain, giver"),
        ('energy = "drain"', "", "energy: is missing"),
        ('kind = "measure"', 'kind = "measure"\nkindd = "x"', "kindd: is not a field of this format"),
        ('id = "fixed-breaks"', 'id = "other-breaks"', "id: is 'other-breaks', which is not the name of the file"),
        ("quick_win = true", 'quick_win = "yes"', "quick_win: must be true or false, without quotes"),
        ("review = 2027", "review = 2026-01-01 # 2027", "review: 2026-01-01 must be after checked"),
        ("review = 2027", "review = 2036-01-01 # 2027", "is more than three years after checked"),
        ("checked = 2026", "checked = 2020-01-01 # 2026", "checked: 2020-01-01 is before added"),
        ("checked = 2026", 'checked = "gisteren" # 2026', "checked: must be a date such as 2026-11-21"),
        ("https://", "http://", "example[1].address: must begin with https://"),
        ("https://", "https://a b", "example[1].address: must be one web address"),
        ('item = "fixed-breaks"', 'item = "fixed-brakes"', "source[1].item: 'fixed-brakes' is not one of"),
        ('document = "GM"', 'document = "XX"', "source[1].document: 'XX' is not one of"),
        ("related = [", 'related = ["not-there", ', "related: 'not-there' is not another entry"),
        ('groups = ["everyone"]', 'groups = ["everyone", "young"]', "groups: everyone includes the others"),
        ('title.nl = "', 'title.nl = "<b>Vaste</b> ', "title.nl: holds markup; write plain text"),
        ('title.nl = "', 'title.nl = "(UV7) ', "title.nl: names a number of a source; that goes in [[source]]"),
        ('evidence = "', 'evidence = "advised-against" # "', "quick_win: what is advised against is not a quick win"),
        ('title.nl = "', f'title.nl = "{"x" * 70}', "title.nl: is"),
        ('title.en = "', 'title.en = "" # ', "title.en: must be a text that is not empty"),
        ('id = "', "id = ", "file: is not valid TOML"),
    ],
)
def test_a_broken_file_names_file_and_field(folder: Path, old: str, new: str, says: str) -> None:
    said = broken(folder, old, new)
    assert any(line.startswith("entries/fixed-breaks.toml: ") and says in line for line in said), said


def test_everything_that_is_wrong_is_named_at_once(folder: Path) -> None:
    (folder / "entries" / "notes.txt").write_text("x")
    said = broken(folder, "quick_win = true", "quick_win = 3\nhello = 1")
    assert len(said) == 3


def test_a_recommendation_that_does_not_exist_is_refused(folder: Path) -> None:
    said = broken(folder, "\n[[source]]", '\n[[source]]\ndocument = "A"\nplace = "37"\n\n[[source]]')
    assert any("source[1].place: A37 does not exist, the last one is A36" in line for line in said)


@pytest.mark.parametrize("name", ["lists.toml", "sources.toml", "synonyms.toml"])
def test_a_list_that_is_gone_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ContentError, match=f"{name}: file: is missing"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://www.example.nl/a?b=c#d", True),
        ("https://user:secret@example.nl", False),
        ("https://example.nl:8443/", False),
        ("https://localhost/", False),
        ("https://example.nl/?utm_source=mail", False),
        ("https://example.nl/?id=3&fbclid=abc", False),
        ("javascript:alert(1)", False),
        ("https://[::1", False),
        ("https://exa mple.nl", False),
    ],
)
def test_links_are_checked_for_shape(address: str, fine: bool) -> None:
    assert (address_problem(address) is None) is fine


def test_the_command_says_it_in_sentences_and_writes_nothing(folder: Path) -> None:
    broken(folder, "quick_win = true", "quick_win = 3")
    with pytest.raises(
        CommandError, match=r"fixed-breaks.toml: quick_win: .*\n1 things are not right. Nothing was written"
    ):
        call_command("catalogue", "load", "--folder", str(folder), stdout=StringIO())


def test_a_change_is_visible_as_a_difference(folder: Path) -> None:
    path = folder / "entries" / "fixed-breaks.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Tien minuten", "Vijf minuten"), encoding="utf-8")
    out = StringIO()
    call_command("catalogue", "diff", "--folder", str(folder), stdout=out)
    assert "changed  fixed-breaks" in out.getvalue()
    assert "+ " in out.getvalue()
    assert "Vijf minuten" in out.getvalue()


def test_loading_again_changes_nothing() -> None:
    out = StringIO()
    call_command("catalogue", "diff", stdout=out)
    assert out.getvalue() == "Nothing differs.\n"
