"""
What is asked after support, and what of an answer is counted.

Five sentences and one question. An answer becomes a band before it leaves this module: how somebody answered exactly
is counted nowhere.
"""

from collections.abc import Mapping
from enum import Enum


class Good(Enum):
    """The eight criteria of good support, seen by the person it is for (evidence report of the guideline)."""

    TREATMENT = "treatment"
    SOCIAL_SUPPORT = "social_support"
    TAILORED = "tailored"
    COHERENCE = "coherence"
    INFORMED_IN_TIME = "informed_in_time"
    REACTIONS_EXPLAINED = "reactions_explained"
    CONTACT_POINT = "contact_point"
    KEPT_IN_SIGHT = "kept_in_sight"


class Question(Enum):
    """The five sentences somebody agrees with or not."""

    QUICK = "quick"
    FITTING = "fitting"
    HEARD = "heard"
    ONWARD = "onward"
    RECOMMEND = "recommend"


ASKS_AFTER: Mapping[Question, frozenset[Good]] = {
    Question.QUICK: frozenset({Good.INFORMED_IN_TIME, Good.KEPT_IN_SIGHT}),
    Question.FITTING: frozenset({Good.TAILORED}),
    Question.HEARD: frozenset({Good.TREATMENT}),
    Question.ONWARD: frozenset({Good.COHERENCE, Good.CONTACT_POINT, Good.REACTIONS_EXPLAINED}),
    Question.RECOMMEND: frozenset({Good.SOCIAL_SUPPORT}),
}


class Advice(Enum):
    """Whether professional help was talked about; asked here and nowhere else (decision 10, A28)."""

    YES = "yes"
    NO = "no"
    UNSAID = "unsaid"


LOWEST, HIGHEST = 1, 5
ANSWERS = "evaluation:answers"


def band(score: int) -> str:
    """
    High, mid or low: what is counted of a score from 1 to 5.

    :raises ValueError: for any other number
    """
    if not LOWEST <= score <= HIGHEST:
        raise ValueError(score)
    return "low" if score < 3 else "mid" if score == 3 else "high"


def measures(scores: Mapping[Question, int], advice: Advice | None) -> tuple[str, ...]:
    """What one answer adds one to; what was left open adds nothing."""
    counted = [f"evaluation:{question.value}:{band(scores[question])}" for question in Question if question in scores]
    if advice is not None:
        counted.append(f"evaluation:advice:{advice.value}")
    return (ANSWERS, *counted)
