"""What was found, as JSON beside the code, and the page that is made of it."""

import json
import os
import platform
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bench.page import page_of
from bench.sizes import Size
from kring.foundation.database.state import CLONE

FOLDER = CLONE / "bench" / "results"
PAGE = CLONE / "docs" / "reference" / "performance.md"


def path_of(size: str) -> Path:
    """One file per size; its name says nothing of the machine."""
    return FOLDER / f"{size}.json"


def keep(size: Size, part: str, found: Any) -> Path:
    """Put what was found beside what is known of the other parts."""
    path = path_of(size.name)
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known["country"] = {
        "organisations": size.organisations,
        "people": size.people,
        "trajectories": size.trajectories,
        "supporters_of_the_largest": size.supporters,
    }
    known["machine"] = {"cores": os.cpu_count(), "python": platform.python_version()}
    known.setdefault("measured_on", {})[part] = _today().isoformat()
    known[part] = found
    FOLDER.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path.relative_to(CLONE)


def write_page() -> None:
    """Make the page in the reference anew from the largest country that was measured."""
    if path_of("national").exists():
        PAGE.write_text(page_of(known_of("national")), encoding="utf-8")


def known_of(size: str) -> dict[str, Any]:
    """What is known of one size."""
    known: dict[str, Any] = json.loads(path_of(size).read_text(encoding="utf-8"))
    return known


def _today() -> date:
    return datetime.fromtimestamp(time.time(), UTC).date()
