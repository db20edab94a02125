"""What the outbox announces."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

SURE_WITHIN = timedelta(minutes=15)
"""A mail that went is known to have gone in seconds; after this long it is unsure (ADR 19)."""


class Settlement(Enum):
    """How a message ended. `UNCERTAIN` is never sent again."""

    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class MailSettled:
    """
    A message left, was refused by the mail server of whom it is for, or nobody knows.

    :param about: what its poster wrote down that it is about, as `<context>.<kind>:<ids>`; sealed in the message until
        now, so empty where nobody opened that (ADR 19)
    """

    organisation_id: UUID
    mail_id: UUID
    settlement: Settlement
    at: datetime
    about: str = ""
