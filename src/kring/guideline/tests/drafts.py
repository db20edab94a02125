"""A small invented edition of the guideline, for tests of what another edition changes."""

import re
import shutil
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def invented_edition(place: Path, version: str = "2027") -> Path:
    """
    Make a draft of three recommendations in a folder, and answer with the folder of the edition.

    The first is as it was, the second is the old fifth in other words and heavier, the third is new.
    """
    folder = place / version
    (folder / "requirements").mkdir(parents=True)
    for name in ("sources.toml", "edition.toml", "requirements/lists.toml"):
        shutil.copy(DATA / "2022" / name, folder / name)
    change(folder / "edition.toml", '"2022"', f'"{version}"')
    change(folder / "sources.toml", "highest = 36", "highest = 3")
    lists = folder / "requirements" / "lists.toml"
    before, _, after = lists.read_text(encoding="utf-8").partition('[[section]]\nkey = "environment"')
    _, _, rest = after.partition("# --- the kinds of each question")
    section = """[[section]]
key = "everything"
title.nl = "Alles bij elkaar"
title.en = "All of it"
first = 1
last = 3
questions = [6, 9, 18]
source = ["B4.2"]

# --- the kinds of each question"""
    lists.write_text(before + section + rest, encoding="utf-8")
    old = (DATA / "2022" / "requirements" / "A01.toml").read_text(encoding="utf-8").partition("\n[[part]]")[0]
    write(folder, 1, old)
    fifth = (DATA / "2022" / "requirements" / "A05.toml").read_text(encoding="utf-8")
    fifth = re.sub(r"text\.nl = .*", 'text.nl = "Binnen een dag biedt een getrainde collega steun aan."', fifth)
    write(folder, 2, fifth.replace('"A5"', '"A2"') + 'was = "A5"\n')
    third = (
        fifth.replace('"A5"', '"A3"')
        .replace("weight = 3", "weight = 1")
        .replace("questions = [9]", "questions = [18]")
    )
    write(folder, 3, re.sub(r"title\.nl = .*", 'title.nl = "Iets nieuws"', third))
    return folder


def write(folder: Path, number: int, text: str) -> None:
    """Write the file of a recommendation."""
    (folder / "requirements" / f"A{number:02d}.toml").write_text(text, encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    """Change a file; what is to be changed must stand in it."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path.name, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
