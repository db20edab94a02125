"""
Counts that all processes of one machine share, in small files: one per process, read together.

Only how long answers took and how many failed; never which page, whose, or from where. Every page counts the same:
a count of one kind of page would tell when somebody asks, or when somebody is asked.
"""

import mmap
import os
import struct
import threading
from dataclasses import dataclass
from pathlib import Path

STEPS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds; coarse on purpose, and the sum is not kept: how long one answer took would tell which page it was."""

NAMES = (*(f"within_{step}" for step in STEPS), "answered", "broken", "away")
_SHAPE = f"<{len(NAMES)}Q"
_SIZE = struct.calcsize(_SHAPE)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted since the folder was made."""

    within: tuple[tuple[float, int], ...]
    """How many answers came within so many seconds; each step holds those before it."""
    answered: int
    broken: int
    away: int


class Tally:
    """The counts of this process, and the sum over all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._guard = threading.Lock()
        self._pid = 0
        self._file: mmap.mmap | None = None

    def count(self, seconds: float, status: int) -> None:
        """Count one answer."""
        with self._guard:
            file = self._own()
            counts = dict(zip(NAMES, struct.unpack(_SHAPE, file[:_SIZE]), strict=True))
            for step in STEPS:
                counts[f"within_{step}"] += seconds <= step
            counts["answered"] += 1
            counts["broken"] += status >= 500 and status != 503
            counts["away"] += status == 503
            file[:_SIZE] = struct.pack(_SHAPE, *counts.values())

    def total(self) -> Counted:
        """The sum over every process that ever counted here, also those that ended."""
        sums = [0] * len(NAMES)
        for path in self.folder.glob("*.counts"):
            held = path.read_bytes()
            if len(held) == _SIZE:
                sums = [sum(pair) for pair in zip(sums, struct.unpack(_SHAPE, held), strict=True)]
        counts = dict(zip(NAMES, sums, strict=True))
        return Counted(
            within=tuple((step, counts[f"within_{step}"]) for step in STEPS),
            answered=counts["answered"],
            broken=counts["broken"],
            away=counts["away"],
        )

    def _own(self) -> mmap.mmap:
        """The file of this process; a child that was forked opens one of its own."""
        if self._file is None or self._pid != os.getpid():
            self._pid = os.getpid()
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self.folder / f"{self._pid}.counts", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                os.ftruncate(descriptor, _SIZE)
                self._file = mmap.mmap(descriptor, _SIZE)
            finally:
                os.close(descriptor)
        return self._file
