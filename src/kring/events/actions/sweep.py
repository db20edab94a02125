"""
The round: asks once more who is due, and lets go of what is over.

Rows are locked as they are found and skipped when another round holds them, so two rounds at once do the work once.
Each round does at most a batch of each; the next one goes on.
"""

import logging
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kring.events.actions.offering import kept, offer_in_person, sealed_letter, send_letter
from kring.events.domain.asking import REMEMBERED, Letter, ask_again_on, asked_again, unpacked
from kring.events.domain.naming import Channel
from kring.events.models import Event, Offer, OfferAnswer, OfferedColleague, OfferedOnce, TeamReminder
from kring.foundation.actor import Actor
from kring.foundation.disclosure.counters import tally
from kring.foundation.keys.sealing import OpenKey, SealBroken, forget_all, open_keys
from kring.foundation.mail.outbox import post
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import organisation, site
from kring.guideline.queries import half_year
from kring.people import queries as people

MAIL = "events/mail/offer_again.txt"
REMINDER = "events/mail/team.txt"
REPORTER_KEPT = timedelta(days=14)
BATCH = 200

log = logging.getLogger(__name__)


def sweep_events(*, organisation_id: UUID, by: Actor, at: datetime) -> None:
    """
    Do what is due in one organisation, in the transaction of the round. Running it again changes nothing.

    :param by: the job; nothing here is done for a person, so nothing is logged about one
    """
    assert by.kind == "job" and by.organisation_id == organisation_id
    home = organisation(organisation_id)
    today = at.astimezone(ZoneInfo(home.zone)).date()
    _ask_again(home, today, at)
    _let_go(OfferAnswer.objects.filter(organisation_id=organisation_id, gone_on__lte=today))
    _let_go_of_offers(home, today)
    OfferedColleague.objects.filter(organisation_id=organisation_id, gone_on__lte=today).delete()
    _forget_reporters(organisation_id, today)
    _close_events(organisation_id, today)
    _remind_managers(home, today, at)


def _ask_again(home: Organisation, today: date, at: datetime) -> None:
    due = OfferAnswer.objects.filter(organisation_id=home.pk, offer_again_on__lte=today, gone_on__gt=today)
    rows = list(due.select_related("event").select_for_update(skip_locked=True, of=("self",))[:BATCH])
    keys = open_keys([row.data_key_id for row in rows])
    for row in rows:
        key = keys.get(row.data_key_id)
        if key is None:
            row.delete()
            continue
        try:
            letter = unpacked(key.open("letter", row.id, row.sealed))
        except SealBroken:
            log.exception("an offer does not open")  # it goes on its day; the round has to do all the others
            continue
        day = ask_again_on(letter)
        if day is not None and day <= today:
            _once_more(row, key, letter, home, today, at)
        else:
            # Looked at daily whatever was answered: the date on the row tells nothing.
            row.offer_again_on = today + timedelta(days=1)
            row.save(update_fields=["offer_again_on"])


def _once_more(row: OfferAnswer, key: OpenKey, letter: Letter, home: Organisation, today: date, at: datetime) -> None:
    row.offer_again_on = None
    row.gone_on = today + kept(home)
    if _second_time(row, today):
        letter = asked_again(letter)
        if row.event is None or letter.channel is Channel.MAIL:
            send_letter(MAIL, letter, home, at=at)
        else:
            letter = replace(letter, card_id=offer_in_person(row.event, letter, home, at=at))
        row.sealed = sealed_letter(key, row.id, letter)
    row.save(update_fields=["offer_again_on", "gone_on", "sealed"])


def _second_time(row: OfferAnswer, today: date) -> bool:
    """Whether the database counts this as the second time; it counts no further."""
    counted: OfferedOnce | OfferedColleague
    if row.event_id is None:
        counted = OfferedColleague(id=uuid4(), tag=row.tag, nth=2, gone_on=today + REMEMBERED)
    else:
        counted = OfferedOnce(id=uuid4(), event_id=row.event_id, tag=row.tag, nth=2)
    counted.organisation_id = row.organisation_id
    try:
        with transaction.atomic():
            counted.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _let_go(over: "QuerySet[OfferAnswer]") -> None:
    rows = list(over.select_for_update(skip_locked=True).values_list("pk", "data_key_id")[:BATCH])
    forget_all(key for _, key in rows if key)
    OfferAnswer.objects.filter(pk__in=[pk for pk, _ in rows]).delete()


def _let_go_of_offers(home: Organisation, today: date) -> None:
    """What remains of an offer is that it was one, and whether it was made by the day it was due (§4.2)."""
    over = Offer.objects.filter(organisation_id=home.pk, gone_on__lte=today).select_related("event__unit")
    offers = list(over.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    zone = ZoneInfo(home.zone)
    counts: Counter[tuple[UUID | None, str]] = Counter()
    for offer in offers:
        division = offer.event.unit.division_id if offer.event.unit else None
        counts[division, "offers_due"] += 1
        if offer.made_on is not None and offer.made_on <= offer.due_at.astimezone(zone).date():
            counts[division, "offers_in_day"] += 1
    if counts:
        tally(home.pk, half_year(today), counts)
    forget_all(offer.data_key_id for offer in offers if offer.data_key_id)
    Offer.objects.filter(pk__in=[offer.pk for offer in offers]).delete()


def _forget_reporters(organisation_id: UUID, today: date) -> None:
    """A reporter's name goes when every offer is made, and after two weeks anyhow (decision 3)."""
    known = Event.objects.filter(organisation_id=organisation_id, data_key_id__isnull=False).annotate(
        offers=Count("offer"), to_make=Count("offer", filter=Q(offer__made_on=None))
    )
    over = known.filter(Q(reported_on__lte=today - REPORTER_KEPT) | Q(offers__gt=0, to_make=0))
    found = list(over.values_list("pk", flat=True)[:BATCH])
    rows = list(
        Event.objects.filter(pk__in=found).select_for_update(skip_locked=True).values_list("pk", "data_key_id")
    )
    forget_all(key for _, key in rows if key)
    Event.objects.filter(pk__in=[pk for pk, _ in rows]).update(data_key_id=None, reporter_sealed=None)


def _close_events(organisation_id: UUID, today: date) -> None:
    """
    After 90 days only numbers without persons stay: rounded and published per half-year, later.

    Counted under the half-year in which the event goes, because the one in which it was reported may be published.
    """
    over = Event.objects.filter(
        ~Exists(Offer.objects.filter(event=OuterRef("pk"))),
        ~Exists(OfferAnswer.objects.filter(event=OuterRef("pk"))),
        organisation_id=organisation_id,
        gone_on__lte=today,
        data_key_id=None,
    ).select_related("unit")
    events = list(over.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    asked = Counter(OfferedOnce.objects.filter(event__in=events, nth=1).values_list("event_id", flat=True))
    counts: Counter[tuple[UUID | None, str]] = Counter()
    for event in events:
        division = event.unit.division_id if event.unit else None
        counts[None, "events"] += 1
        counts[None, f"event:{event.kind}"] += 1
        counts[division, "offers"] += asked[event.pk]
    if counts:
        tally(organisation_id, half_year(today), counts)
    Event.objects.filter(pk__in=[event.pk for event in events]).delete()


def _remind_managers(home: Organisation, today: date, at: datetime) -> None:
    """One message to whoever asked to be reminded by today; with the last day nothing of it is left."""
    due = TeamReminder.objects.filter(organisation_id=home.pk, due_on__lte=today)
    rows = list(due.select_for_update(skip_locked=True).values_list("pk", "person_id")[:BATCH])
    for mail, language in people.letterboxes({person for _, person in rows}):
        post(REMINDER, to=mail, language=language, organisation_id=home.pk, at=at, site=site(home))
    TeamReminder.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
