"""
Anchors: what the last seal of an organisation was, day by day, in a file outside the database.

Whoever owns the database can write a whole chain of seals anew, or cut off its end; not the anchors, which lie beside
the keyring. One file an organisation, one line a day: the day, the number of the seal, its hash; nothing of anybody.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

KEPT = timedelta(days=400)
"""Longer than any line of the log."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last seal on a day."""

    day: str
    number: int
    hash: str


def place(organisation_id: UUID) -> Path:
    """The file of an organisation, beside the keyring."""
    tombstones: Path = settings.KRING_TOMBSTONES
    return tombstones.with_name("log-anchors") / f"{organisation_id}.jsonl"


def drop(organisation_id: UUID, number: int, seal: str, *, today: date) -> None:
    """Say what the last seal is today, and let go of days that are older than any line of the log."""
    mine = Anchor(today.isoformat(), number, seal)
    kept = [one for one in since(organisation_id, today - KEPT) if one.day != mine.day]
    file = place(organisation_id)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(one)) + "\n" for one in [*kept, mine])
        lines.flush()
        os.fsync(lines.fileno())
    fresh.replace(file)


def since(organisation_id: UUID, day: date) -> list[Anchor]:
    """The anchors from this day on, the oldest first."""
    try:
        lines = place(organisation_id).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    found = [Anchor(**json.loads(line)) for line in lines]
    return [one for one in found if one.day >= day.isoformat()]
