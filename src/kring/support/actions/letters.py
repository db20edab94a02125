"""Neutral mails of this context: that there is something in Kring, never what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.foundation.mail.outbox import Letter, post_all
from kring.foundation.tenancy.queries import organisation, site


@dataclass(frozen=True, slots=True)
class Neutral:
    """`support/mail/<name>.txt` to one address; all it says is where this organisation's Kring is."""

    name: str
    to: str
    language: str


def send_all(letters: Iterable[Neutral], *, organisation_id: UUID, at: datetime) -> None:
    """Post these together: as many statements for a thousand as for one."""
    begin = {"site": site(organisation(organisation_id))}
    post_all(
        [Letter(f"support/mail/{one.name}.txt", one.to, one.language, begin) for one in letters],
        organisation_id=organisation_id,
        at=at,
    )
