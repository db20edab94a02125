"""
Sending what was posted.

A message is claimed in a transaction of its own before SMTP, and deleted after. Dying in between leaves it claimed;
the sweep calls that uncertain and never sends it again: the next planned touch covers it.
"""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from kring.foundation.actor import Actor
from kring.foundation.database.context import acting
from kring.foundation.facts import announce
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import forget, open_key
from kring.foundation.mail.facts import MailSettled, Settlement
from kring.foundation.mail.models import OutboxMail, State

CLAIM_LASTS = timedelta(minutes=10)
KEPT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A message that this process may send, and what it is about; only this process knows."""

    message: EmailMessage
    about: str


def send(mail_id: UUID, *, by: Actor) -> None:
    """
    Claim, send, delete. A refusal by the mail server puts it back; anything unclear leaves it uncertain.

    :raises smtplib.SMTPException: or OSError when the server refused or was not there, so that the job tries again
    """
    claimed = _claim(mail_id, by)
    if claimed is None:
        return
    try:
        get_connection().send_messages([claimed.message])
    except (smtplib.SMTPServerDisconnected, TimeoutError):
        _settle(mail_id, by, Settlement.UNCERTAIN, claimed.about)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused):
        _settle(mail_id, by, Settlement.REFUSED, claimed.about)
    except (smtplib.SMTPException, OSError):
        _settle(mail_id, by, None)
        raise
    else:
        _settle(mail_id, by, Settlement.SENT, claimed.about)


def _claim(mail_id: UUID, by: Actor) -> _Claimed | None:
    with acting(by) as at:
        row = OutboxMail.objects.select_for_update().filter(pk=mail_id, state=State.WAITING).first()
        if row is None:
            return None
        try:
            key = open_key(row.data_key_id)
        except KeyGone:
            _lost(row, at)
            return None
        row.state, row.claimed_at, row.tries = State.CLAIMED.value, at, row.tries + 1
        row.save(update_fields=["state", "claimed_at", "tries"])
        letter = key.open("mail", row.id, row.sealed)
        about = letter.get("about", "")  # messages sealed before this existed do not have it
        return _Claimed(_compose(row.id, row.template, letter), about)


def _lost(row: OutboxMail, at: datetime) -> None:
    """Nobody can open or send it any more. Who waits for it hears so, unless it was called uncertain before."""
    mail_id = row.id
    forget(row.data_key_id)
    row.delete()
    if row.state != State.UNCERTAIN:
        announce(MailSettled(row.organisation_id, mail_id, Settlement.REFUSED, at))


def _compose(mail_id: UUID, template: str, letter: dict[str, Any]) -> EmailMessage:
    """The message; its Message-ID follows from ours, so that mail servers too can see that two are one."""
    with translation.override(letter["language"]):
        subject, _, body = render_to_string(template, letter["values"]).strip().partition("\n")
    own = {"Message-ID": f"<{mail_id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"}
    text = body.strip() + "\n"
    return EmailMessage(subject.strip(), text, settings.DEFAULT_FROM_EMAIL, [letter["to"]], headers=own)


def _settle(mail_id: UUID, by: Actor, settlement: Settlement | None, about: str = "") -> None:
    """Delete what is over, keep what is uncertain; None puts it back to wait."""
    with acting(by) as at:
        row = OutboxMail.objects.select_for_update().filter(pk=mail_id).first()
        if row is None:
            return
        if settlement in {Settlement.SENT, Settlement.REFUSED}:
            forget(row.data_key_id)
            row.delete()
        else:
            row.state = State.UNCERTAIN.value if settlement else State.WAITING.value
            row.save(update_fields=["state"])
        if settlement:
            announce(MailSettled(by.organisation_id, mail_id, settlement, at, about))


def sweep(organisation_id: UUID, *, at: datetime) -> list[UUID]:
    """Call old claims uncertain, drop what is too old, and answer which messages still wait."""
    mails = OutboxMail.objects.filter(organisation_id=organisation_id)
    claimed = Q(claimed_at__lt=at - CLAIM_LASTS) | Q(claimed_at__gt=at + CLAIM_LASTS)  # to come: the clock was wrong
    for row in mails.select_for_update().filter(claimed, state=State.CLAIMED):
        row.state = State.UNCERTAIN.value
        row.save(update_fields=["state"])
        announce(MailSettled(organisation_id, row.id, Settlement.UNCERTAIN, at))
    for row in mails.select_for_update().filter(posted_at__lt=at - KEPT):
        _lost(row, at)
    waits = Q(posted_at__lt=at - CLAIM_LASTS) | Q(posted_at__gt=at + CLAIM_LASTS)
    return list(mails.filter(waits, state=State.WAITING).values_list("id", flat=True))
