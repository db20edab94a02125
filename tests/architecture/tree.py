"""Reading the tree: which contexts there are and how high each stands, and which files belong to whom."""

import configparser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kring"
CODE = (ROOT / "src", ROOT / "tests", ROOT / "tools", ROOT / "bench")


def contract(name: str) -> configparser.SectionProxy:
    """A contract of the import linter, as its file says it."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser[f"importlinter:contract:{name}"]


def heights() -> dict[str, int]:
    """How high each folder stands; a higher one may look down, folders on one line do not know each other."""
    rows = contract("contexts")["layers"].split("\n")
    lines = [row for row in rows if row.strip()]
    return {
        name.strip().strip("()"): len(lines) - number for number, line in enumerate(lines) for name in line.split("|")
    }


def contexts() -> list[str]:
    """The folders that are contexts: they know the domain and have doors."""
    plain = {"config", "ui", "foundation"}
    return sorted(name for name in heights() if name not in plain and (SOURCE / name).is_dir())


def owner(path: Path) -> str:
    """The context, or other folder of the top level, to which a source file belongs."""
    return path.relative_to(SOURCE).parts[0]


def python_files() -> Iterator[Path]:
    """Every module that somebody wrote; migrations are made."""
    for folder in CODE:
        yield from (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


def templates() -> Iterator[Path]:
    """Every template."""
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.is_file():
            yield path


def name_in_templates(path: Path) -> str:
    """The name under which a template is included."""
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])
