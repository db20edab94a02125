"""What each context does in the periodic rounds. It registers here; `kring.foundation.jobs` does the work."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from procrastinate.retry import RetryStrategy

from kring.foundation.actor import Actor

Round = Callable[[UUID, Actor, datetime], object]
SWEEPS: list[Round] = []
NIGHTLY: list[Round] = []
TONIGHT = RetryStrategy(max_attempts=4, wait=600)
"""How work of the night that failed is tried again: the next night is a day later than people were told."""
SOON = RetryStrategy(max_attempts=60, wait=60)
"""How a job is tried again that somebody's act started and that no round does anew."""


def every_sweep(work: Round) -> Round:
    """Register work for the round of every five minutes; it runs in a transaction of its own per organisation."""
    SWEEPS.append(work)
    return work


def every_night(work: Round) -> Round:
    """Register work for the nightly batch, after all sweeps."""
    NIGHTLY.append(work)
    return work
