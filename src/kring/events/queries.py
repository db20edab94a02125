"""What can be asked about events and offers; answers are plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from kring.events import access
from kring.events.domain.asking import Answer, Letter, choices_for, unpacked
from kring.events.domain.naming import PER_EVENT
from kring.events.domain.places import Place
from kring.events.models import Event, Offer, OfferAnswer, OfferedOnce, TeamReminder
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.keys.sealing import open_key, open_keys
from kring.foundation.mail.facts import SURE_WITHIN
from kring.foundation.privacy import Held, provides
from kring.foundation.reach import dial
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline
from kring.guideline.queries import Text
from kring.people import queries as people

NOTHING = Decision(False, "There is nothing here.")
TO_OFFER = Q(made_on=None)


@dataclass(frozen=True, slots=True)
class EventPage:
    """What the reporter typed, and whether colleagues can still be named. Never how anyone answered."""

    kind: Text
    criteria: tuple[Text, ...]
    week: date
    unit_name: str
    core: bool
    named: int
    may_name: bool
    gone_on: date


@dataclass(frozen=True, slots=True)
class EventHere:
    """What "I was there" tells a request for support."""

    event_id: UUID
    kind: str
    week: date
    unit_name: str


@dataclass(frozen=True, slots=True)
class OfferCard:
    """
    What an offer fills in on a request for support. `channel` is `mail` or `phone`; empty if it was erased.

    Without an event it came at a colleague's wish; `kind` is empty then, and `week` the week of the offer.
    """

    name: str
    channel: str
    address: str
    event_id: UUID | None
    kind: str
    week: date


@dataclass(frozen=True, slots=True)
class OfferPage:
    """The person's own side of an offer."""

    week: date
    name: str
    address: str
    answer: Answer | None
    choices: tuple[Answer, ...]
    in_person: bool
    worried: bool
    asked_by: str
    gone_on: date


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An event with offers still to make, for the worklist. No names, no answers."""

    event_id: UUID
    kind: Text
    week: date
    unit_name: str
    to_offer: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of the last 90 days; the numbers are about offering, never about answering."""

    event_id: UUID
    kind: Text
    week: date
    unit_name: str
    reported_on: date
    to_offer: int
    offered: int


@dataclass(frozen=True, slots=True)
class ToApproach:
    """Somebody who is approached in person or by phone; `unsure`: the mail to who does that may not have arrived."""

    offer_id: UUID
    name: str
    channel: str
    address: str
    kind: Text
    week: date
    unit_name: str
    due_at: datetime
    handed_over: bool
    unsure: bool

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return dial(self.address)


@dataclass(frozen=True, slots=True)
class ApproachPage:
    """The names of one event that are still to be approached."""

    kind: Text
    week: date
    unit_name: str
    reporter: str
    people: tuple[ToApproach, ...]


def places() -> tuple[Place, ...]:
    """The units to choose from, by name; what they belong to tells namesakes apart."""
    units = people.units()
    names = {unit.id: unit.name for unit in units}
    found = []
    for unit in units:
        above = dict.fromkeys(one for one in (unit.parent_id, unit.division_id) if one and one != unit.id)
        found.append(Place(unit.id, unit.name, " · ".join([unit.name, *(names[one] for one in above)])))
    return tuple(found)


def event_page(actor: Actor, at: datetime) -> EventPage:
    """
    The reporter's page.

    :param actor: who holds the reporter's link
    :raises NotAllowed: if the event is gone
    """
    event = Event.objects.filter(access.visible_events(actor)).first()
    if event is None or actor.kind != "guest":
        raise NotAllowed(NOTHING)
    today = local_day(actor.organisation_id, at)
    named = OfferedOnce.objects.filter(event_id=event.pk, nth=1).count()
    return EventPage(
        kind=guideline.kind_label(event.kind, actor.organisation_id),
        criteria=guideline.criteria_labels(event.criteria, actor.organisation_id),
        week=event.week,
        unit_name=event.unit_name,
        core=event.core,
        named=named,
        may_name=named < PER_EVENT and access.may_name(actor, event, today).allowed,
        gone_on=event.gone_on,
    )


def event_by_here(token: str, actor: Actor) -> EventHere | None:
    """What the token of "I was there" stands for; None if it is not there (any more)."""
    guest = access.holder(actor, "event_by_here", token)
    if guest is None:
        return None
    with for_a_moment(guest, back_to=actor):
        event = Event.objects.filter(access.visible_events(guest)).first()
    return EventHere(event.pk, event.kind, event.week, event.unit_name) if event else None


def offer_card(token: str, actor: Actor) -> OfferCard | None:
    """What the link of an offer fills in; None if it is over."""
    guest = access.holder(actor, "answer_by_link", token)
    if guest is None:
        return None
    with for_a_moment(guest, back_to=actor):
        found = _letter(guest)
    if found is None:
        return None
    row, letter = found
    channel = letter.channel.value if letter.address else ""
    return OfferCard(letter.name, channel, letter.address, row.event_id, letter.kind, letter.week)


def offer_page(actor: Actor) -> OfferPage:
    """
    The person's page of an offer. Reading it leaves no line: an offer that was read is nobody's business.

    :param actor: who holds the link of the offer
    :raises NotAllowed: if it is over
    """
    found = _letter(actor)
    if found is None:
        raise NotAllowed(NOTHING)
    row, letter = found
    return OfferPage(
        week=letter.week,
        name=letter.name,
        address=letter.address,
        answer=letter.answer,
        choices=choices_for(letter),
        in_person=letter.card_id is not None,
        worried=letter.worried,
        asked_by=letter.asked_by,
        gone_on=row.gone_on,
    )


def _letter(guest: Actor) -> tuple[OfferAnswer, Letter] | None:
    row = OfferAnswer.objects.filter(access.visible_answers(guest)).first()
    if row is None:
        return None
    access.may_answer(guest, row).enforce()
    try:
        return row, unpacked(open_key(row.data_key_id).open("letter", row.id, row.sealed))
    except KeyGone:
        return None


def open_offers(actor: Actor, at: datetime) -> tuple[OpenOffer, ...]:
    """Events with somebody to approach, the most urgent first. :raises NotAllowed: for anyone but a coordinator"""
    access.may_coordinate(actor).enforce()
    today = local_day(actor.organisation_id, at)
    rows = (
        Offer.objects.filter(access.visible_offers(actor), TO_OFFER, gone_on__gt=today)
        .values_list("event_id", "event__kind", "event__week", "event__unit_name")
        .annotate(to_offer=Count("pk"), due=Min("due_at"))
        .order_by("due", "event_id")
    )
    return tuple(
        OpenOffer(event_id, guideline.kind_label(kind, actor.organisation_id), week, unit_name, to_offer, due)
        for event_id, kind, week, unit_name, to_offer, due in rows
    )


def event_list(actor: Actor) -> tuple[EventLine, ...]:
    """
    The events of the last 90 days, the newest first.

    :raises NotAllowed: for anyone but the coordinator
    """
    access.may_coordinate(actor).enforce()
    by_event = Offer.objects.filter(access.visible_offers(actor)).values_list("event_id")
    counted = by_event.annotate(to_offer=Count("pk", filter=TO_OFFER), offered=Count("pk", filter=~TO_OFFER))
    offers = {key: (to_offer, offered) for key, to_offer, offered in counted}
    rows = Event.objects.filter(access.visible_events(actor)).order_by("-reported_on", "-week", "pk")
    return tuple(
        EventLine(
            key, guideline.kind_label(kind, actor.organisation_id), week, unit_name, day, *offers.get(key, (0, 0))
        )
        for key, kind, week, unit_name, day in rows.values_list("pk", "kind", "week", "unit_name", "reported_on")
    )


def approach_page(actor: Actor, event_id: UUID, at: datetime) -> ApproachPage:
    """
    The names of one event, opened for the coordinator; the access log keeps that it happened.

    :raises NotAllowed: for anyone else, or if the event is gone
    """
    access.may_coordinate(actor).enforce()
    event = Event.objects.filter(access.visible_events(actor), pk=event_id).first()
    if event is None:
        raise NotAllowed(NOTHING)
    access.may_view_event(actor, event).enforce()
    people_named, reporter = _opened(actor, Q(event_id=event_id), at), _reporter(event)
    if people_named or reporter:
        log.record("offer.cards.read", "R", by=actor, at=at, fields=["name", "address", "reporter"])
    return ApproachPage(
        kind=guideline.kind_label(event.kind, actor.organisation_id),
        week=event.week,
        unit_name=event.unit_name,
        reporter=reporter,
        people=people_named,
    )


def handed_to_me(actor: Actor, at: datetime) -> tuple[ToApproach, ...]:
    """Whom this supporter approaches, the most urgent first; the access log keeps that they were opened."""
    found = _opened(actor, Q(approacher_id=actor.subject), at)
    if found:
        log.record("offer.cards.read", "R", by=actor, at=at, fields=["name", "address"])
    return found


def waiting_for_me(actor: Actor) -> int:
    """How many people this supporter is still to approach; nobody's name is opened for it."""
    return Offer.objects.filter(
        access.visible_offers(actor), TO_OFFER, approacher_id=actor.subject, sealed__isnull=False
    ).count()


def _reporter(event: Event) -> str:
    if event.data_key_id is None or event.reporter_sealed is None:
        return ""
    try:
        name: str = open_key(event.data_key_id).open("reporter", event.id, event.reporter_sealed)["name"]
    except KeyGone:
        return ""
    return name


def _opened(actor: Actor, which: Q, at: datetime) -> tuple[ToApproach, ...]:
    rows = list(
        Offer.objects.filter(access.visible_offers(actor), which, TO_OFFER, sealed__isnull=False).order_by(
            "due_at", "pk"
        )
    )
    keys = open_keys([row.data_key_id for row in rows if row.data_key_id])
    found = []
    for row in rows:
        if row.data_key_id not in keys or row.sealed is None:
            continue
        access.may_approach(actor, row).enforce()
        card = keys[row.data_key_id].open("approach", row.id, row.sealed)
        found.append(
            ToApproach(
                offer_id=row.pk,
                name=card["name"],
                channel=card["channel"],
                address=card["address"],
                kind=guideline.kind_label(card["kind"], actor.organisation_id),
                week=date.fromisoformat(card["week"]),
                unit_name=card["unit"],
                due_at=row.due_at,
                handed_over=row.approacher_id is not None,
                unsure=row.mail_at is not None and row.mail_at + SURE_WITHIN <= at,
            )
        )
    return tuple(found)


def reminder_days(actor: Actor) -> tuple[date, ...]:
    """The days on which this manager is still to be reminded of the team."""
    days = TeamReminder.objects.filter(access.own_reminders(actor)).order_by("due_on")
    return tuple(days.values_list("due_on", flat=True))


def involved_tags(event_ids: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """By event, the blind address tags of everyone who was offered something after it; for the matching (job) only."""
    rows = OfferedOnce.objects.filter(event_id__in=set(event_ids)).values_list("event_id")
    return {event: frozenset(tags) for event, tags in rows.annotate(tags=ArrayAgg("tag"))}


@provides("events_offer")
def _held_of_offers(actor: Actor) -> list[Held]:
    """Whom a supporter was handed to approach; how many, because each name is somebody else's."""
    rows = Offer.objects.filter(access.visible_offers(actor), approacher_id=actor.subject, made_on=None)
    return [Held(_("That you approach a colleague"), gone_on=row.gone_on) for row in rows]


@provides("events_teamreminder")
def _held_of_reminders(actor: Actor) -> list[Held]:
    said = _("That you want to be reminded to ask your team how it goes")
    return [Held(said, gone_on=day) for day in reminder_days(actor)]
