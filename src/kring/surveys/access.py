"""Who may evaluate: whoever holds a link of ours, until the half-year in which the answer counts is over."""

from datetime import date
from uuid import UUID

from kring.foundation.decision import Decision, allowed_if
from kring.foundation.keys.lookup import half_year_of_evaluation
from kring.guideline import queries as guideline


def may_evaluate(organisation_id: UUID, token: str, today: date) -> Decision:
    """Answer with this link. Whether it was used before is not asked: that would tell who looks."""
    half_year = half_year_of_evaluation(organisation_id, token)
    in_time = half_year is not None and today <= guideline.half_year_bounds(half_year)[1]
    return allowed_if(in_time, "There is nothing here.")
