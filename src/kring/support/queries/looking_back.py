"""The link to look back on support (evaluatie)."""

from datetime import timedelta

from kring.foundation.keys.lookup import evaluation_token
from kring.foundation.keys.sealing import OpenKey
from kring.guideline import queries as guideline
from kring.support.domain.trajectory import State
from kring.support.models import Trajectory

EVALUATED_WITHIN = timedelta(days=30)  # K: after closing; the half-year of this day is when the answer counts


def evaluation_of(trajectory: Trajectory, key: OpenKey) -> str:
    """The token of the link, after the last conversation. It comes from the key, so the way back to it dissolves."""
    if trajectory.state != State.DONE.value or trajectory.closes_on is None:
        return ""
    counted_in = guideline.half_year(trajectory.closes_on + EVALUATED_WITHIN)
    return evaluation_token(trajectory.organisation_id, key.tag("evaluation")[:32], counted_in)
