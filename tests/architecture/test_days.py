"""
A moment becomes a day in one place: the zone of the organisation (decision 34).

Between local midnight and one or two o'clock the day in UTC is still yesterday; a term then ran a day late, and two
halves of Kring disagreed about today.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, SOURCE, python_files

# What may turn a moment into a day by itself: it was given in a zone, or no organisation is meant.
ALLOWED = {
    "src/kring/ui/formats.py": "for the page, in the zone that the frame set",
    "src/kring/events/domain/approach.py": "converted two lines above",
    "src/kring/portal/domain/due.py": "converted by its caller",
    "src/kring/portal/wording.py": "a Due is in the zone of the organisation",
    "src/kring/portal/middleware.py": "converted one line above",
    "src/kring/people/domain/importing/spreadsheets.py": "a cell of a spreadsheet has no zone",
    "src/kring/foundation/keys/tombstones.py": "a file of the whole installation, not of an organisation",
    "src/kring/config/cli/keyring.py": "a list for the operator of the whole installation",
}


def days_of_nobody(source: str) -> Iterator[int]:
    """Lines where a moment becomes a day without being put in a zone first."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"):
            continue
        on = node.func.value
        in_a_zone = isinstance(on, ast.Call) and isinstance(on.func, ast.Attribute) and on.func.attr == "astimezone"
        if not node.args and not in_a_zone:
            yield node.lineno


def test_every_day_is_a_day_of_an_organisation() -> None:
    found = [
        f"{name}:{line}"
        for path in python_files()
        if path.is_relative_to(SOURCE) and "tests" not in path.parts
        for name in [str(path.relative_to(ROOT))]
        if name not in ALLOWED
        for line in days_of_nobody(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "use local_day or day_in of kring.foundation.tenancy.queries"


def test_the_list_has_nothing_that_is_gone() -> None:
    assert [name for name in ALLOWED if not list(days_of_nobody((ROOT / name).read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    ("line", "found"), [("at.date()", 1), ("at.astimezone(zone).date()", 0), ("date(2026, 1, 1)", 0)]
)
def test_a_day_of_nobody_is_noticed(line: str, found: int) -> None:
    assert len(list(days_of_nobody(f"x = {line}"))) == found
