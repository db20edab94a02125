"""The coordinator's pages: open work, open requests, and who can be asked. Nobody who is supported has a name here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kring.events import queries as events
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.keys.keyring import KeyGone
from kring.foundation.reach import link_to
from kring.guideline import queries as guideline
from kring.portal.domain.due import Due, When, due
from kring.portal.domain.suggesting import Wanted, suggest
from kring.portal.queries.house import House
from kring.portal.wording import CHANNELS, TONES, because, due_words, since_words
from kring.support import access
from kring.support import queries as support
from kring.support.queries import OpenRequest, WorkLine
from kring.supporters import queries as supporters
from kring.ui.frame import Words

WAITING_SHOWN = 5
"""Of what Kring is still searching for: it asks nothing, and all of it stands on a page of its own."""
OVERDUE, DANGER, TELL, UNSURE = "overdue", "danger", "tell", "unsure"
URGENT = (TONES[When.NOW], TONES[When.TODAY])
NOTHING = Decision(False, "There is nothing here.")


@dataclass(frozen=True, slots=True)
class Moment:
    """By when; in words only where it is shown, since there may be more work than fits on a page."""

    due: Due

    @property
    def words(self) -> str:
        """Such as "today 14:00"."""
        return due_words(self.due)

    @property
    def tone(self) -> str:
        """The colour of it."""
        return TONES[self.due.when]


@dataclass(frozen=True, slots=True)
class OfferWork:
    """An event with people still to approach."""

    event_id: UUID
    kind: str
    unit_name: str
    week: date
    to_offer: int
    by: Moment


@dataclass(frozen=True, slots=True)
class RequestWork:
    """A request that nobody took, or something that lies still, by its two words."""

    id: UUID
    request_id: UUID
    overdue: bool
    danger: bool
    tell: bool
    unsure: bool
    spoken_name: str
    since_day: date
    today: date
    by: Moment

    @property
    def since(self) -> str:
        """Such as "yesterday"; in words only where it is shown, as `by`."""
        return since_words(self.since_day, self.today)


@dataclass(frozen=True, slots=True)
class Craft:
    """How far a craft reaches: enough people, or not. Never how many (decision 13)."""

    label: str
    tight: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A supporter on the page of the team."""

    id: UUID
    name: str
    craft: str
    unit_name: str
    can_now: bool
    trained: bool


@dataclass(frozen=True, slots=True)
class CraftTeam:
    """The supporters of one craft."""

    craft: Craft
    people: tuple[Colleague, ...]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One open request in the list: two words and what is asked for."""

    request_id: UUID
    spoken_name: str
    searching: bool
    unsure: bool
    craft: str
    windows: str
    unit_name: str
    since: str

    @property
    def wish(self) -> str:
        """What is asked for in one line."""
        return ", ".join(part for part in (self.craft, self.windows, self.unit_name) if part)


@dataclass(frozen=True, slots=True)
class Overview:
    """What asks for attention now, the most urgent first, the first that still wait, and how far the crafts reach."""

    offers: tuple[OfferWork, ...]
    requests: tuple[RequestWork, ...]
    waiting: tuple[RequestLine, ...]
    more_waiting: bool
    crafts: tuple[Craft, ...]

    @property
    def count(self) -> int:
        """How many things ask for attention; open work, not people."""
        return len(self.offers) + len(self.requests)

    @property
    def work(self) -> tuple[RequestWork | OfferWork, ...]:
        """All of it, danger first, then what is late, then what is due soon."""
        return tuple(sorted((*self.requests, *self.offers), key=_urgency))


@dataclass(frozen=True, slots=True)
class OpenCard:
    """How to reach somebody; `href` is the address as a link that a phone understands."""

    name: str
    channel: Words
    address: str
    href: str


def open_card(name: str, channel: str, address: str) -> OpenCard:
    """A card as it is shown: the channel in words, the address to tap."""
    return OpenCard(name, CHANNELS.get(channel, ""), address, link_to(channel, address))


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody who could be asked, and what fits in one sentence."""

    supporter_id: UUID
    name: str
    craft: str
    unit_name: str
    because: str


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One open request and who could be asked; the card only after it was opened."""

    line: RequestLine
    suggestions: tuple[Proposed, ...]
    card: OpenCard | None = None


def _urgency(work: RequestWork | OfferWork) -> tuple[bool, int]:
    in_danger = isinstance(work, RequestWork) and work.danger
    return not in_danger, URGENT.index(work.by.tone) if work.by.tone in URGENT else len(URGENT)


def overview(actor: Actor, here: House, at: datetime, language: str) -> Overview:
    """:raises NotAllowed: for anyone but the coordinator"""
    offers = tuple(
        OfferWork(
            event_id=one.event_id,
            kind=one.kind.in_language(language),
            unit_name=one.unit_name,
            week=one.week,
            to_offer=one.to_offer,
            by=_by(one.due_at, at, here),
        )
        for one in events.open_offers(actor, at)
    )
    work = tuple(work_line(one, here, at) for one in support.worklist(actor))
    work = tuple(sorted(work, key=lambda one: not one.danger))
    listed = {one.request_id for one in work}
    waiting = support.open_requests(actor, but=listed, most=WAITING_SHOWN + 1)
    lines = _lines(waiting[:WAITING_SHOWN], here, at, language)
    return Overview(offers, work, lines, len(waiting) > WAITING_SHOWN, _crafts(_today(here, at), language))


def request_lines(actor: Actor, here: House, at: datetime, language: str) -> tuple[RequestLine, ...]:
    """
    Requests without a supporter, the oldest first.

    :raises NotAllowed: for anyone but the coordinator
    """
    return _lines(support.open_requests(actor), here, at, language)


def request_page(actor: Actor, request_id: UUID, here: House, at: datetime, language: str) -> RequestPage:
    """
    One open request with its card closed, and who could be asked.

    :raises NotAllowed: if there is nothing here for this coordinator (any more)
    """
    for found in support.open_requests(actor, request_id):
        return _page(found, here, at, language)
    raise NotAllowed(NOTHING)


def opened_page(actor: Actor, request_id: UUID, here: House, at: datetime, language: str) -> RequestPage:
    """
    The same with its card open; the access log keeps that, and the person can read it there (decision 29).

    :raises NotAllowed: if there is nothing here for this coordinator (any more)
    """
    try:
        found, card, key = support.open_request(actor, request_id)
    except KeyGone:
        raise NotAllowed(NOTHING) from None
    log.record(
        "contactcard.read",
        "R",
        by=actor,
        at=at,
        object_tag=key.tag("object"),
        subject_tag=key.tag("subject"),
        fields=["name", "channel", "address"],
    )
    page = _page(found, here, at, language)
    return replace(page, card=open_card(card.name, card.channel, card.address))


def overdue_item(actor: Actor, item_id: UUID, here: House, at: datetime) -> RequestWork:
    """
    One thing that lies still, before it is taken over.

    :raises NotAllowed: if there is no such work for this coordinator
    """
    for one in support.worklist(actor):
        if one.id == item_id and one.kind == OVERDUE:
            return work_line(one, here, at)
    raise NotAllowed(NOTHING)


def team(actor: Actor, here: House, at: datetime, language: str) -> tuple[CraftTeam, ...]:
    """
    The supporters per craft, by name; whether somebody can now, and nothing else (decision 13).

    :raises NotAllowed: for anyone but the coordinator
    """
    access.may_coordinate(actor).enforce()
    labels = _labels(language)
    today = _today(here, at)
    people: dict[str, list[Colleague]] = {}
    for card in supporters.cards():
        people.setdefault(card.craft, []).append(
            Colleague(
                card.id,
                card.name,
                labels.get(card.craft, card.craft),
                card.unit_name,
                card.can_now,
                card.trained_until >= today,
            )
        )
    return tuple(
        CraftTeam(Craft(labels.get(craft, craft), tight == "tight", craft), tuple(people.pop(craft, [])))
        for craft, tight in _by_label(supporters.reach_by_craft(today), labels)
    ) + tuple(CraftTeam(Craft(labels.get(craft, craft), True, craft), tuple(rest)) for craft, rest in people.items())


def _crafts(today: date, language: str) -> tuple[Craft, ...]:
    labels = _labels(language)
    return tuple(
        Craft(labels.get(craft, craft), tight == "tight")
        for craft, tight in _by_label(supporters.reach_by_craft(today), labels)
    )


def _by_label(reach: dict[str, str], labels: dict[str, str]) -> list[tuple[str, str]]:
    order = {key: number for number, key in enumerate(labels)}
    return sorted(reach.items(), key=lambda item: order.get(item[0], len(order)))


def _labels(language: str) -> dict[str, str]:
    return {choice.key: choice.label.in_language(language) for choice in guideline.crafts()}


def _lines(found: Iterable[OpenRequest], here: House, at: datetime, language: str) -> tuple[RequestLine, ...]:
    today, crafts, windows = _today(here, at), _labels(language), _windows(language)
    return tuple(_line(one, today, crafts, windows) for one in found)


def _windows(language: str) -> dict[str, str]:
    return {choice.key: choice.label.in_language(language) for choice in guideline.time_windows()}


def _line(one: OpenRequest, today: date, crafts: dict[str, str], windows: dict[str, str]) -> RequestLine:
    return RequestLine(
        request_id=one.trajectory_id,
        spoken_name=one.spoken_name,
        searching=one.asked_waiting,
        unsure=one.question_unsure,
        craft=crafts.get(one.craft, ""),
        windows=", ".join(windows[key] for key in windows if key in one.windows),
        unit_name=one.unit_name,
        since=since_words(one.asked_on, today),
    )


def work_line(one: WorkLine, here: House, at: datetime) -> RequestWork:
    """Open work, in words."""
    return RequestWork(
        id=one.id,
        request_id=one.trajectory_id,
        overdue=one.kind == OVERDUE,
        danger=one.kind == DANGER,
        tell=one.kind == TELL,
        unsure=one.kind == UNSURE,
        spoken_name=one.spoken_name,
        since_day=one.since,
        today=_today(here, at),
        by=_by(one.due_at, at, here),
    )


def _page(found: OpenRequest, here: House, at: datetime, language: str) -> RequestPage:
    today = _today(here, at)
    wanted = Wanted(found.trajectory_id, found.craft, frozenset(found.windows), found.language, found.unit_name)
    crafts = _labels(language)
    return RequestPage(
        line=_line(found, today, crafts, _windows(language)),
        suggestions=tuple(
            Proposed(
                one.supporter_id,
                one.name,
                crafts.get(one.craft, one.craft),
                one.unit_name,
                because(one.name, one.fits),
            )
            for one in suggest(wanted, supporters.reachable(today))
        ),
    )


def _by(moment: datetime, at: datetime, here: House) -> Moment:
    return Moment(due(moment, at, here.zone))


def _today(here: House, at: datetime) -> date:
    return at.astimezone(here.zone).date()
