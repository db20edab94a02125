"""Compile catalogues: only what changed, without the system's gettext."""

import os
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]


def compile_catalogues(source: Path = SOURCE) -> int:
    """Compile every catalogue that is newer than its compiled form, and answer with how many those were."""
    stale = [path for path in source.rglob("locale/*/LC_MESSAGES/*.po") if _is_stale(path)]
    if not stale:
        return 0
    # Babel takes a while to load, and a start seldom needs it.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    for path in stale:
        with open(path, "rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        compiled = path.with_suffix(".mo")
        fresh = compiled.with_name(f".{compiled.name}.{os.getpid()}")
        with open(fresh, "wb") as file:
            write_mo(file, catalogue)
        fresh.replace(compiled)
    return len(stale)


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < path.stat().st_mtime_ns
