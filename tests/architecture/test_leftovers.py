"""Nothing half done stays behind."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
TEXT = {".py", ".html", ".txt", ".toml", ".md", ".css", ".js", ".po", ".yml", ".yaml", ".in", ".cfg", ".ini", ""}


def tracked() -> Iterator[Path]:
    """Every file with text that is part of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in listed.splitlines():
        path = ROOT / name
        if path.suffix in TEXT and path.is_file() and path.stat().st_size < 1_000_000:
            yield path


def test_nobody_left_work_for_later() -> None:
    left = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LATER.search(line)
    ]
    assert left == []


@pytest.mark.parametrize("line", ["# TO" + "DO later", "<!-- FIX" + "ME -->"])
def test_a_note_for_later_is_seen(line: str) -> None:
    assert LATER.search(line)
