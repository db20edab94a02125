"""The import linter guards what it says it guards: each contract is broken once, on a copy."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE, contexts, contract

LINT = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
SABOTAGE = {
    "contexts": ("people/queries_more.py", "import kring.support.queries"),
    "inside": ("support/helpers.py", ""),
    "pure": ("support/domain/sneaky.py", "from kring.support import models"),
    "acyclic": ("foundation/tenancy/sneaky.py", "import kring.foundation.database.middleware"),
    "cast": ("foundation/mail/sneaky.py", "import kring.foundation.testing"),
    "doors": ("support/actions/sneaky.py", "import kring.people.models"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python files of the project, and its contracts, somewhere else."""
    place = tmp_path_factory.mktemp("copy")
    only_python = shutil.ignore_patterns("__pycache__", "static", "locale", "templates", "css", "data")
    shutil.copytree(SOURCE, place / "src" / "kring", ignore=only_python)
    shutil.copytree(ROOT / "tests" / "architecture", place / "tests" / "architecture")
    shutil.copy(ROOT / "tests" / "__init__.py", place / "tests")
    shutil.copy(ROOT / ".importlinter", place)
    return place


def lint(place: Path) -> list[str]:
    """The names of the contracts that are broken."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": f"{place / 'src'}:{place}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    broken = re.findall(r"^(.+) BROKEN(?: \(.+\))?$", done.stdout, re.MULTILINE)
    assert bool(broken) == bool(done.returncode)
    return broken


def test_the_tree_as_it_is_keeps_every_contract(copy: Path) -> None:
    assert lint(copy) == []


@pytest.mark.parametrize("name", SABOTAGE)
def test_a_contract_can_be_broken(copy: Path, name: str) -> None:
    path, line = SABOTAGE[name]
    file = copy / "src" / "kring" / path
    made = not file.parent.exists()
    file.parent.mkdir(exist_ok=True)
    try:
        file.write_text(f"{line}\n")
        assert contract(name)["name"] in lint(copy)
    finally:
        file.unlink()
        if made:
            file.parent.rmdir()


def test_every_context_has_its_files_in_order() -> None:
    listed = {line.removeprefix("kring.") for line in contract("inside")["containers"].split()}
    assert listed == set(contexts())


def test_migrations_import_one_module_of_ours() -> None:
    allowed = {"kring.foundation.database.operations"}
    for path in SOURCE.rglob("migrations/*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        froms = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        ours = {name for name in froms | plain if name.startswith("kring")}
        assert ours <= allowed, f"{path.relative_to(ROOT)} imports {', '.join(sorted(ours - allowed))}"


def test_every_folder_of_tests_is_a_package() -> None:
    """Otherwise the linter does not see it, and two files of one name would be taken for the same."""
    for folder in {path.parent for top in (SOURCE, ROOT / "tests") for path in top.rglob("test_*.py")}:
        assert (folder / "__init__.py").exists(), f"make an empty {folder.relative_to(ROOT)}/__init__.py"
