"""Posting a message: a sealed row in the caller's own transaction, and a job that sends it after commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from kring.foundation.keys.sealing import forget, new_keys
from kring.foundation.mail.jobs import send_soon
from kring.foundation.mail.models import OutboxMail, State


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A message. `template` is `<context>/mail/<name>.txt`; its first line is the subject.

    `about` comes back with `MailSettled` when it left or was refused; it is sealed with the rest (ADR 19).
    """

    template: str
    to: str
    language: str
    values: Mapping[str, str] = field(default_factory=dict)
    about: str = ""


def post(
    template: str, *, to: str, language: str, organisation_id: UUID, at: datetime, about: str = "", **values: str
) -> UUID:
    """
    Put a message in the outbox, in the current transaction; a job sends it after commit.

    :param template: `<context>/mail/<name>.txt`; its first line is the subject
    :param about: comes back with `MailSettled`; sealed until then
    """
    (row,) = post_all([Letter(template, to, language, values, about)], organisation_id=organisation_id, at=at)
    return row


def post_all(letters: Sequence[Letter], *, organisation_id: UUID, at: datetime) -> list[UUID]:
    """Put many messages in the outbox, each under a key of its own, with three statements; answers with their ids."""
    if not letters:
        return []
    rows = [uuid4() for _ in letters]
    keys = new_keys(organisation_id, holders=rows, at=at)
    OutboxMail.objects.bulk_create(
        OutboxMail(
            id=row,
            organisation_id=organisation_id,
            template=letter.template,
            data_key_id=key.id,
            sealed=key.seal("mail", row, _packed(letter)),
            posted_at=at,
        )
        for row, key, letter in zip(rows, keys, letters, strict=True)
    )
    send_soon(organisation_id, rows)
    return rows


def _packed(letter: Letter) -> dict[str, Any]:
    return {"to": letter.to, "language": letter.language, "values": dict(letter.values), "about": letter.about}


def withdraw(mail_id: UUID) -> None:
    """Take a message back that still waits to be sent, because what it is about is gone; for the worker."""
    row = OutboxMail.objects.select_for_update().filter(pk=mail_id, state=State.WAITING).first()
    if row is not None:
        forget(row.data_key_id)
        row.delete()
