"""What can be asked about support; answers are plain values."""

from kring.support.queries import held as _held  # noqa: F401 (registers what is held)
from kring.support.queries.common import ConversationLine, SharedLine, card_of, get_for, local_day
from kring.support.queries.coordinating import OpenRequest, WorkLine, open_request, open_requests, worklist
from kring.support.queries.heard import HeardLine, heard
from kring.support.queries.mine import (
    Expected,
    House,
    MySupport,
    all_my_support,
    coordinators,
    expected,
    house,
    my_spoken_names,
    my_support,
    own_trajectory,
    trainers,
    trajectory_by_code,
)
from kring.support.queries.seen import Seen, who_looked
from kring.support.queries.supporting import (
    Companion,
    NoticeLine,
    Question,
    Supported,
    SupportedLine,
    companion,
    notices,
    question,
    questions,
    supported,
    supported_by,
)

__all__ = [
    "Companion",
    "ConversationLine",
    "Expected",
    "HeardLine",
    "House",
    "MySupport",
    "NoticeLine",
    "OpenRequest",
    "Question",
    "Seen",
    "SharedLine",
    "Supported",
    "SupportedLine",
    "WorkLine",
    "all_my_support",
    "card_of",
    "companion",
    "coordinators",
    "expected",
    "get_for",
    "heard",
    "house",
    "local_day",
    "my_spoken_names",
    "my_support",
    "notices",
    "open_request",
    "open_requests",
    "own_trajectory",
    "question",
    "questions",
    "supported",
    "supported_by",
    "trainers",
    "trajectory_by_code",
    "who_looked",
    "worklist",
]
