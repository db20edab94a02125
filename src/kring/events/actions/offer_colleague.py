"""Ask an offer for a colleague one worries about (een aanbod voor een collega): no event, no reason, no story."""

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.urls import reverse

from kring.events.access import hash_for
from kring.events.actions.offering import kept, sealed_letter, send_letter
from kring.events.domain.asking import AFTER_SILENCE, LOOK_FROM, REMEMBERED, Letter
from kring.events.domain.naming import Channel
from kring.events.domain.weeks import When, week_of
from kring.events.models import OfferAnswer, OfferedColleague
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.keys.lookup import address_tag, fresh_token
from kring.foundation.keys.sealing import new_key
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import organisation

MAIL = "events/mail/offer.txt"


def offer_colleague(*, name: str, mail: str, asked_by: str, site: str, by: Actor, at: datetime) -> None:
    """
    Send the offer, unless this address had one in the last 90 days; the sender cannot tell which.

    :param name: what the colleague is called
    :param asked_by: the sender's name, only if the colleague may read it; else empty
    :param site: the address of this Kring, for the link: `https://kring.example.nl`
    """
    home = organisation(by.organisation_id)
    today = at.astimezone(ZoneInfo(home.zone)).date()
    tag = address_tag(home.pk, mail)
    log.record("offer.made", "C", by=Actor("public", home.pk), at=at)  # not even the log says who asked
    if not _first_time(home, tag, today):
        return
    token = fresh_token()
    letter = Letter(
        name=name,
        channel=Channel.MAIL,
        address=mail,
        kind="",
        week=week_of(When.TODAY, today),
        link=site.rstrip("/") + reverse("events:offer", args=[token]),
        made_on=today,
        worried=True,
        asked_by=asked_by,
    )
    _keep(home, tag, token, letter, at)
    send_letter(MAIL, letter, home, at=at)


def _first_time(home: Organisation, tag: str, today: date) -> bool:
    try:
        with transaction.atomic():
            OfferedColleague(id=uuid4(), organisation_id=home.pk, tag=tag, gone_on=today + REMEMBERED).save(
                force_insert=True
            )
    except IntegrityError:
        return False
    return True


def _keep(home: Organisation, tag: str, token: str, letter: Letter, at: datetime) -> None:
    answer_id = uuid4()
    key = new_key(home.pk, holder=answer_id, at=at)
    OfferAnswer(
        id=answer_id,
        organisation_id=home.pk,
        tag=tag,
        link_hash=hash_for("answer_by_link", token),
        data_key_id=key.id,
        sealed=sealed_letter(key, answer_id, letter),
        offer_again_on=letter.made_on + LOOK_FROM,
        gone_on=letter.made_on + AFTER_SILENCE + kept(home),
    ).save(force_insert=True)
