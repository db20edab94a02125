"""Posting a message: a sealed row in the caller's own transaction, and a job that sends it after commit."""

from datetime import datetime
from uuid import UUID, uuid4

from kring.foundation.keys.sealing import forget, new_key
from kring.foundation.mail.jobs import send_soon
from kring.foundation.mail.models import OutboxMail, State


def post(template: str, *, to: str, language: str, organisation_id: UUID, at: datetime, **values: str) -> UUID:
    """
    Put a message in the outbox, in the current transaction; a job sends it after commit.

    :param template: `<context>/mail/<name>.txt`; its first line is the subject
    """
    row = uuid4()
    key = new_key(organisation_id, holder=row, at=at)
    OutboxMail(
        id=row,
        organisation_id=organisation_id,
        template=template,
        data_key_id=key.id,
        sealed=key.seal("mail", row, {"to": to, "language": language, "values": values}),
        posted_at=at,
    ).save(force_insert=True)
    send_soon(organisation_id, row)
    return row


def withdraw(mail_id: UUID) -> None:
    """Take a message back that still waits to be sent, because what it is about is gone; for the worker."""
    row = OutboxMail.objects.select_for_update().filter(pk=mail_id, state=State.WAITING).first()
    if row is not None:
        forget(row.data_key_id)
        row.delete()
