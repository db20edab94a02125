"""Evaluations of the demonstration: only what half a year of answers left behind in the counters."""

from collections import Counter
from random import Random
from uuid import UUID

from kring.surveys.domain.questions import Advice, Question, measures

LIKELY = {
    Question.QUICK: (3, 6, 15, 40, 36),
    Question.FITTING: (2, 5, 14, 44, 35),
    Question.HEARD: (1, 3, 9, 37, 50),
    Question.ONWARD: (4, 9, 24, 40, 23),
    Question.RECOMMEND: (2, 3, 10, 34, 51),
}
ANSWERS = 0.6  # of those who were supported
ADVICE = {Advice.YES: 55, Advice.NO: 33, Advice.UNSAID: 12}


def past_counts(supported: int, lot: Random) -> dict[tuple[UUID | None, str], int]:
    """What these people said, as totals."""
    counts: Counter[tuple[UUID | None, str]] = Counter()
    for _ in range(round(supported * ANSWERS)):
        scores = {question: lot.choices(range(1, 6), chances)[0] for question, chances in LIKELY.items()}
        (advice,) = lot.choices(list(ADVICE), list(ADVICE.values()))
        counts.update({(None, measure): 1 for measure in measures(scores, advice)})
    return counts
