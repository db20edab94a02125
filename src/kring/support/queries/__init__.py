"""What can be asked about support; answers are plain values."""

from kring.support.queries.common import ConversationLine, SharedLine, card_of, get_for
from kring.support.queries.coordinating import OpenRequest, WorkLine, open_request, open_requests, worklist
from kring.support.queries.mine import MySupport, my_support, own_trajectory, trajectory_by_code
from kring.support.queries.supporting import (
    NoticeLine,
    Question,
    Supported,
    SupportedLine,
    notices,
    questions,
    supported,
    supported_by,
)

__all__ = [
    "ConversationLine",
    "MySupport",
    "NoticeLine",
    "OpenRequest",
    "Question",
    "SharedLine",
    "Supported",
    "SupportedLine",
    "WorkLine",
    "card_of",
    "get_for",
    "my_support",
    "notices",
    "open_request",
    "open_requests",
    "own_trajectory",
    "questions",
    "supported",
    "supported_by",
    "trajectory_by_code",
    "worklist",
]
