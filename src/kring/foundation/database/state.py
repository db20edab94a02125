"""
Where this clone keeps what must outlive it: the embedded server, its data and its passwords.

The directory lies outside the clone, one per clone, so that removing or publishing a clone never takes a
database along, and two clones on one machine do not share one.
"""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

CLONE = Path(__file__).resolve().parents[4]


def state_directory(environ: Mapping[str, str], *, clone: Path = CLONE, part: str = "") -> Path:
    """
    Answer with the state directory of this clone, without making it.

    ``KRING_HOME`` overrules everything. ``part`` names a second directory for the same clone, such as
    ``test`` for the server of the tests.
    """
    suffix = f"-{part}" if part else ""
    if home := environ.get("KRING_HOME"):
        chosen = Path(home).expanduser().absolute()
        return chosen.with_name(chosen.name + suffix)
    name = hashlib.sha256(os.fsencode(clone)).hexdigest()[:12] + suffix
    if os.geteuid() == 0:
        return Path("/var/lib/kring") / name
    return _home_state(environ) / "kring" / name


def _home_state(environ: Mapping[str, str]) -> Path:
    if chosen := environ.get("XDG_STATE_HOME"):
        return Path(chosen).expanduser().absolute()
    return Path(environ.get("HOME") or Path.home()) / ".local" / "state"


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read; readers see the old text or the new one, never half."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
