"""What an administrator may ask about the file of the HR system."""

from dataclasses import dataclass
from typing import Any

from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import open_key
from kring.people.domain.importing.sealed import DIFFERENCE, FILE
from kring.people.models import ImportRun, RunState


@dataclass(frozen=True, slots=True)
class Run:
    """
    The file of the HR system that is at hand.

    `difference` is what `actions/import_steps.py` tells, read once it is there; `columns` stand in the order of the
    fields, -1 for none.
    """

    state: str
    progress: int
    columns: tuple[int, ...]
    is_complete: bool
    refusal: str
    headings: tuple[str, ...]
    difference: dict[str, Any] | None


def current_run() -> Run | None:
    """The newest file that was not thrown away; for administrators."""
    rows = ImportRun.objects.exclude(state=RunState.THROWN_AWAY).order_by("-gone_at")
    run = rows.first()
    if run is None:
        return None
    headings: tuple[str, ...] = ()
    difference = None
    try:
        key = open_key(run.data_key_id)
        if run.sealed:
            headings = tuple(key.open(FILE, run.id, run.sealed)["headings"])
        if run.difference is not None:
            difference = key.open(DIFFERENCE, run.id, run.difference)
    except KeyGone:
        pass
    return Run(run.state, run.progress, tuple(run.columns), run.is_complete, run.refusal, headings, difference)
