"""
Tombstones: what was deleted, in a file outside the database, so that a restore deletes it again (ADR 10).

A line is a day and a hash of a table's name and a random id. It says nothing about anybody.
"""

import fcntl
import hashlib
import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from kring.foundation import clock

KEPT = timedelta(days=40)  # longer than any backup
_LINE = re.compile(r"(\d{4}-\d\d-\d\d) ([0-9a-f]{64})")

log = logging.getLogger(__name__)


def mark(table: str, row: UUID) -> str:
    """The mark of a row: the same that `private.bury()` makes."""
    return hashlib.sha256(f"kring|{table}|{row}".encode()).hexdigest()


def ahead(table: str, rows: Iterable[UUID]) -> None:
    """
    Note deletions before their transaction commits, and wait for the disk once.

    When the file cannot be written, the database still holds the tombstone and the worker moves it later.
    """
    try:
        _append([mark(table, row) for row in rows], clock.now().date())
    except OSError:
        log.exception("a tombstone could not be written ahead")


def move(*, at: datetime) -> int:
    """Move the tombstones of the database to the file, in the current transaction; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute("select encode(mark, 'hex') from private.take_tombstones() as taken(mark)")
        taken = [one for (one,) in cursor.fetchall()]
    if taken:
        _append(taken, at.date())
    return len(taken)


def prune(*, at: datetime) -> int:
    """Forget tombstones that are older than any backup; answers how many lines stay."""
    path = where()
    if not path.exists():
        return 0
    with _alone(path):
        lines = [f"{day} {one}" for day, one in _lines(path) if date.fromisoformat(day) >= (at - KEPT).date()]
        fresh = path.with_name(f".{path.name}.fresh")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("".join(f"\n{line}" for line in dict.fromkeys(lines)))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    return len(lines)


def marks(path: Path) -> set[str]:
    """Every mark. A line that a crash left half is no line."""
    return {one for _day, one in _lines(path)}


def where() -> Path:
    """The file."""
    path: Path = settings.KRING_TOMBSTONES
    return path


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        if found := _LINE.fullmatch(line):
            yield found[1], found[2]


def _append(some: Iterable[str], day: date) -> None:
    """Every line begins with its own end of line, so that one left half by a crash spoils no other."""
    path = where()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(path), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write("".join(f"\n{day} {one}" for one in some))
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    lock = os.open(path.with_name(f"{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
