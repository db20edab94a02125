"""Evaluate support (evalueren): an answer becomes counts at once, and nothing else remains of it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import connections

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.keys.lookup import half_year_of_evaluation, lookup_hash
from kring.surveys import access
from kring.surveys.domain.questions import Advice, Question, measures

APART = "apart"


def answer_evaluation(
    *, token: str, scores: Mapping[Question, int], advice: Advice | None, organisation_id: UUID, today: date
) -> None:
    """
    Count an answer. With a link that was used before nothing happens, and nobody can tell the difference.

    There is no `by`, and no line in the log. It is written in a transaction of its own: in the transaction of the
    request it would share a number with the mark of use of the session.

    :raises NotAllowed: if the token is not ours, or its half-year is over
    """
    access.may_evaluate(organisation_id, token, today).enforce()
    half_year = half_year_of_evaluation(organisation_id, token)
    with acting(Actor("public", organisation_id), alias=APART), connections[APART].cursor() as cursor:
        cursor.execute(
            "select private.evaluate(%s, %s, %s)",
            [lookup_hash("evaluation", token), half_year, list(measures(scores, advice))],
        )
