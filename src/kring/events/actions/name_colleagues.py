"""Name colleagues who were there (collega's aanwijzen): each gets one offer, by message and where needed in person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.urls import reverse

from kring.events import access
from kring.events.access import hash_for
from kring.events.actions.offering import kept, offer_by_message, offer_in_person, sealed_letter, send_letter
from kring.events.domain.asking import AFTER_SILENCE, LOOK_FROM, Letter
from kring.events.domain.naming import PER_EVENT, Channel, Colleague
from kring.events.models import Event, OfferAnswer, OfferedOnce
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.keys.lookup import address_tag, fresh_token
from kring.foundation.keys.sealing import new_key
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import organisation

MAIL = "events/mail/offer.txt"


class TooManyNamed(Exception):
    """So many people are not named one by one; there is the square to scan."""


def name_colleagues(*, colleagues: Sequence[Colleague], site: str, by: Actor, at: datetime) -> None:
    """
    Offer everyone named a conversation. Who was named for this event before is silently left as they were.

    :param site: the address of this Kring, for the links: `https://kring.example.nl`
    :param by: who holds the reporter's link
    :raises NotAllowed: if this link does not open an event, or is too old to name people
    :raises TooManyNamed: if there would be more than `PER_EVENT`
    """
    event = Event.objects.get(access.visible_events(by))
    home = organisation(by.organisation_id)
    access.may_name(by, event, at.astimezone(ZoneInfo(home.zone)).date()).enforce()

    named = OfferedOnce.objects.filter(event_id=event.pk, nth=1).count()
    if named + len(colleagues) > PER_EVENT:
        raise TooManyNamed
    tagged = {address_tag(by.organisation_id, one.address): one for one in colleagues}
    for tag, colleague in sorted(tagged.items()):  # always in the same order: two at once cannot block each other
        if _first_time(event, tag):
            _offer(event, tag, colleague, site, home, at)
    log.record("offer.made", "C", by=by, at=at)


def _first_time(event: Event, tag: str) -> bool:
    try:
        with transaction.atomic():
            OfferedOnce(id=uuid4(), organisation_id=event.organisation_id, event_id=event.pk, tag=tag, nth=1).save(
                force_insert=True
            )
    except IntegrityError:
        return False
    return True


def _offer(event: Event, tag: str, colleague: Colleague, site: str, home: Organisation, at: datetime) -> None:
    today = at.astimezone(ZoneInfo(home.zone)).date()
    by_mail = colleague.channel is Channel.MAIL
    token = fresh_token()
    letter = Letter(
        name=colleague.name,
        channel=colleague.channel,
        address=colleague.address,
        kind=event.kind,
        week=event.week,
        link=site.rstrip("/") + reverse("events:offer", args=[token]),
        made_on=today,
    )
    if event.core or not by_mail:
        letter = replace(letter, card_id=offer_in_person(event, letter, home, at=at))
    else:
        offer_by_message(event, home, at=at)
    answer_id = uuid4()
    key = new_key(home.pk, holder=answer_id, at=at)
    row = OfferAnswer(
        id=answer_id,
        organisation_id=home.pk,
        event_id=event.pk,
        tag=tag,
        link_hash=hash_for("answer_by_link", token),
        data_key_id=key.id,
        offer_again_on=today + LOOK_FROM,
        gone_on=today + AFTER_SILENCE + kept(home),
    )
    row.sealed = sealed_letter(key, row.id, letter)
    row.save(force_insert=True)
    if by_mail:
        send_letter(MAIL, letter, home, at=at)
