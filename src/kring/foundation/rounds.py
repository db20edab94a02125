"""What each context does in the periodic rounds. It registers here; `kring.foundation.jobs` does the work."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from kring.foundation.actor import Actor

Round = Callable[[UUID, Actor, datetime], object]
SWEEPS: list[Round] = []
NIGHTLY: list[Round] = []


def every_sweep(work: Round) -> Round:
    """Register work for the round of every five minutes; it runs in a transaction of its own per organisation."""
    SWEEPS.append(work)
    return work


def every_night(work: Round) -> Round:
    """Register work for the nightly batch, after all sweeps."""
    NIGHTLY.append(work)
    return work
