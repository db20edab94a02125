"""What the documentation points at is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# A path as people write it: folders and a file with an ending, or a folder with a slash behind it.
PATH = re.compile(r"^(?:[\w.-]+/)+[\w.-]*$|^[\w-]+\.(?:md|toml|py)$")
PATTERN = re.compile(r"[<>*{}…]")


def named(text: str) -> Iterator[str]:
    """The paths that a page names; patterns such as <context>/models.py are not paths."""
    for candidate in CODE.findall(text):
        if PATH.match(candidate) and not PATTERN.search(candidate) and not candidate.startswith("/"):
            yield candidate


def exists(path: str, page: Path) -> bool:
    """Whether a path is there, seen from the root, from the source, from the page, or in some context."""
    if any((start / path).exists() for start in (ROOT, ROOT / "src", SOURCE, page.parent)):
        return True
    return any(SOURCE.glob(f"*/{path}"))


@pytest.mark.parametrize("name", ["docs/tour.md", "docs/where-does-it-go.md"])
def test_paths_in_the_docs_are_there(name: str) -> None:
    page = ROOT / name
    if not page.exists():
        pytest.skip(f"{name} is not written")
    gone = [path for path in named(page.read_text(encoding="utf-8")) if not exists(path, page)]
    assert gone == []


def test_links_between_pages_lead_somewhere() -> None:
    gone = {
        f"{page.relative_to(ROOT)}: {link}"
        for page in DOCS
        if page.exists()
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link and not link.startswith("mailto:") and not (page.parent / link).exists()
    }
    assert gone == set()


def test_a_path_that_is_gone_is_noticed() -> None:
    text = "See `support/models.py`, `support/gone.py`, `<context>/models.py`, `access.py` and `make help`."
    assert list(named(text)) == ["support/models.py", "support/gone.py", "access.py"]
    assert [path for path in named(text) if not exists(path, ROOT / "docs" / "x.md")] == ["support/gone.py"]
