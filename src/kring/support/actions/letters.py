"""Neutral mails of this context: that there is something in Kring, never what."""

from datetime import datetime
from uuid import UUID

from kring.foundation.mail.outbox import post
from kring.foundation.tenancy.queries import organisation, site


def send(name: str, *, to: str, language: str, organisation_id: UUID, at: datetime) -> None:
    """Post `support/mail/<name>.txt` with the address of this organisation's Kring."""
    begin = site(organisation(organisation_id))
    post(f"support/mail/{name}.txt", to=to, language=language, organisation_id=organisation_id, at=at, site=begin)
