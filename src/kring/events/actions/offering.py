"""What every offer needs: the letter on the person's side, the card on the side of who approaches, the message."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings

from kring.events.domain.approach import approach_by
from kring.events.domain.asking import Letter
from kring.events.models import Event, Offer, Way
from kring.foundation.keys.sealing import OpenKey, new_key
from kring.foundation.mail import outbox
from kring.foundation.tenancy.models import Organisation


def sealed_letter(key: OpenKey, row: UUID, letter: Letter) -> bytes:
    """The person's own side, sealed; always equally long."""
    return key.seal("letter", row, letter.packed())


def kept(home: Organisation) -> timedelta:
    """How long an offer is kept: fourteen days, or fewer if the organisation chose that."""
    return timedelta(days=home.offer_kept_days)


def offer_in_person(event: Event, letter: Letter, home: Organisation, *, at: datetime) -> UUID:
    """Put somebody on the list of who is still to be approached, with a card under a key of its own (A13)."""
    zone = ZoneInfo(home.zone)
    row = uuid4()
    key = new_key(home.pk, holder=row, at=at)
    card = {
        "name": letter.name,
        "channel": letter.channel.value,
        "address": letter.address,
        "kind": event.kind,
        "week": event.week.isoformat(),
        "unit": event.unit_name,
    }
    Offer(
        id=row,
        organisation_id=home.pk,
        event_id=event.pk,
        way=Way.IN_PERSON.value,
        data_key_id=key.id,
        sealed=key.seal("approach", row, card),
        due_at=approach_by(at, home.service_from, home.service_until, zone),
        gone_on=at.astimezone(zone).date() + kept(home),
    ).save(force_insert=True)
    return row


def offer_by_message(event: Event, home: Organisation, *, at: datetime) -> None:
    """Count an offer that was made by message alone; there is no name on this side."""
    today = at.astimezone(ZoneInfo(home.zone)).date()
    Offer(
        id=uuid4(),
        organisation_id=home.pk,
        event_id=event.pk,
        way=Way.MESSAGE.value,
        due_at=at,
        made_on=today,
        gone_on=today + kept(home),
    ).save(force_insert=True)


def send_letter(template: str, letter: Letter, home: Organisation, *, at: datetime) -> None:
    """Post the link; what it is about stands behind it."""
    outbox.post(
        template,
        to=letter.address,
        language=settings.LANGUAGE_CODE,
        organisation_id=home.pk,
        at=at,
        link=letter.link,
        organisation=home.name,
    )
