"""What somebody can ask about their own support."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import lookup_hash
from kring.foundation.keys.sealing import OpenKey
from kring.foundation.tenancy.queries import organisation
from kring.guideline import queries as guideline
from kring.guideline.queries import Text
from kring.support import access
from kring.support.domain.card import Card
from kring.support.domain.mails import Pairs
from kring.support.domain.matching import ASKED_AT_MOST
from kring.support.domain.trajectory import State
from kring.support.models import Trajectory
from kring.support.queries.common import (
    ConversationLine,
    Opened,
    SharedLine,
    cards_and_keys_of,
    conversations_by_trajectory,
    shared_by_trajectory,
)
from kring.support.queries.looking_back import evaluation_of

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class MySupport:
    """
    The page of the person it is for: who it will be, how far it is, what others hear.

    `underway`: mails that were not said to have gone yet; `unsure_of` says which of them that matters of.
    """

    trajectory_id: UUID
    spoken_name: str
    state: State
    asked_waiting: bool
    question_unsure: bool
    underway: Pairs
    asked_at: datetime
    name: str
    channel: str
    address: str
    windows: tuple[str, ...]
    craft: str
    unit_id: UUID | None
    unit_name: str
    kind: str
    kind_name: Text | None
    day: date | None
    signed_in: bool
    choice: UUID | None
    leaves_out: int
    stays_away: bool
    hides: int
    supporter_name: str
    supporter_craft: str
    because: tuple[str, ...]
    conditions_told_on: date | None
    conversations: tuple[ConversationLine, ...]
    shared: tuple[SharedLine, ...]
    help_from: date | None
    help_until: date | None
    closes_on: date | None
    hard_stop_on: date
    evaluation: str

    @property
    def next(self) -> ConversationLine | None:
        """The first conversation that was not held yet."""
        return next((line for line in self.conversations if line.held_on is None), None)

    @property
    def gone_on(self) -> date:
        """The day in whose night all of it goes, if nothing changes."""
        return min(self.closes_on or self.hard_stop_on, self.hard_stop_on)

    @property
    def chosen(self) -> tuple[SharedLine, ...]:
        """What others hear now."""
        return tuple(line for line in self.shared if line.chosen)

    @property
    def to_manager(self) -> tuple[SharedLine, ...]:
        """What the manager hears now."""
        return tuple(line for line in self.chosen if line.recipient == "line_manager")

    @property
    def to_trainer(self) -> tuple[SharedLine, ...]:
        """What the trainer hears now."""
        return tuple(line for line in self.chosen if line.recipient == "trainer")

    @property
    def to_coordinator(self) -> tuple[SharedLine, ...]:
        """What the coordinators hear now."""
        return tuple(line for line in self.chosen if line.recipient == "coordinator")

    @property
    def proposed(self) -> tuple[SharedLine, ...]:
        """What the supporter proposes; nobody hears it."""
        return tuple(line for line in self.shared if not line.chosen)


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A request of one's own that is open still."""

    spoken_name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Expected:
    """By when somebody will have answered or been passed over, and by when a coordinator looks along. Local times."""

    first_by: datetime
    looked_along_by: datetime


@dataclass(frozen=True, slots=True)
class House:
    """What these pages say of the organisation."""

    name: str
    zone: str
    accept_within_hours: int
    service_from: time
    service_until: time
    on_call_phone: str
    on_call_from: time | None
    on_call_until: time | None
    confidential_adviser: str
    outside_help: str
    occupational_health: str


def house(actor: Actor) -> House:
    """The organisation in context, as these pages need it."""
    row = organisation(actor.organisation_id)
    return House(
        name=row.name,
        zone=row.zone,
        accept_within_hours=row.accept_within_hours,
        service_from=row.service_from,
        service_until=row.service_until,
        on_call_phone=row.on_call_phone,
        on_call_from=row.on_call_from,
        on_call_until=row.on_call_until,
        confidential_adviser=row.confidential_adviser,
        outside_help=row.outside_help,
        occupational_health=row.occupational_health,
    )


def expected(home: House, asked_at: datetime, at: datetime) -> Expected | None:
    """What may be expected of a request, counted in service hours; None once that time is over."""
    zone = ZoneInfo(home.zone)
    ends = [
        guideline.answer_by(asked_at, home.accept_within_hours * n, home.service_from, home.service_until, zone)
        for n in (1, ASKED_AT_MOST)
    ]
    if ends[0] <= at:
        return None
    first, last = (_rounded_up(end.astimezone(zone)) for end in ends)
    return Expected(first, last)


def coordinators() -> tuple[tuple[UUID, str], ...]:
    """The coordinators of the organisation in context by name, for whoever would rather not have one of them."""
    with connection.cursor() as cursor:
        cursor.execute("select id, name from private.coordinators()")
        return tuple(cursor.fetchall())


def trainers() -> tuple[tuple[UUID, str], ...]:
    """The trainers of the organisation in context by name, for whoever wants one of them to hear something."""
    with connection.cursor() as cursor:
        cursor.execute("select id, name from private.trainers()")
        return tuple(cursor.fetchall())


def trajectory_by_code(code: str) -> UUID | None:
    """The trajectory of a code, in the organisation in context."""
    with connection.cursor() as cursor:
        cursor.execute("select private.trajectory_by_code(%s)", [lookup_hash("code", code)])
        found: UUID | None = cursor.fetchone()[0]
    return found


def own_trajectories(actor: Actor) -> list[Trajectory]:
    """All of one's own that are not stopped, the latest first: one by code, perhaps several when signed in."""
    rows = Trajectory.objects.exclude(state=State.STOPPED.value)
    if actor.kind == "code":
        return list(rows.filter(pk=actor.subject))
    if actor.kind == "web" and actor.tag:
        return list(rows.filter(person_tag=actor.tag).order_by("-asked_at"))
    return []


def own_trajectory(actor: Actor, spoken_name: str = "") -> Trajectory | None:
    """The own trajectory with this spoken name if there is one, else the latest."""
    rows = own_trajectories(actor)
    return next((row for row in rows if row.spoken_name == spoken_name), rows[0] if rows else None)


def my_spoken_names(actor: Actor) -> tuple[str, ...]:
    """The spoken names of everything one has now, the latest first."""
    return tuple(row.spoken_name for row in own_trajectories(actor))


def my_support(actor: Actor, spoken_name: str = "") -> MySupport | None:
    """Everything about one's own support; None when there is none (any more)."""
    trajectory = own_trajectory(actor, spoken_name)
    return next(iter(pages_of(actor, [trajectory], cards_and_keys_of([trajectory]))), None) if trajectory else None


def asked_before(actor: Actor, *, name: str, address: str, form_token: str) -> AskedBefore | None:
    """
    The own open request with this very name and address, when another form asks for the same.

    Both have to fit: on the computer of a ward the next one types a name of their own, also with the number of the
    ward, and must not learn that somebody asked before.
    """
    rows = {row.pk: row for row in own_trajectories(actor) if row.state != State.DONE.value}
    sent = form_hash(actor.organisation_id, form_token)
    if not rows or any(bytes(row.form_hash) == sent for row in rows.values()):
        return None
    cards = cards_and_keys_of(list(rows.values()))
    same = (rows[pk] for pk, (card, _key) in cards.items() if card.is_of(name, address))
    return next((AskedBefore(row.spoken_name, row.asked_at) for row in same), None)


def form_hash(organisation_id: UUID, form_token: str) -> bytes:
    """What is kept of a form's token, to know the same form when it is sent twice (ADR 6)."""
    return lookup_hash("form", f"{organisation_id}:{form_token}")


def pages_of(actor: Actor, trajectories: Sequence[Trajectory], opened: Opened) -> tuple[MySupport, ...]:
    """The same for several of one's own with their opened cards, with as many statements as for one."""
    for trajectory in trajectories:
        access.may_decide(actor, trajectory).enforce()
    conversations = conversations_by_trajectory(list(opened)) if opened else {}
    shared = shared_by_trajectory({pk: key for pk, (_card, key) in opened.items()}) if opened else {}
    return tuple(
        _page(actor, row, opened[row.pk], (conversations.get(row.pk, ()), shared.get(row.pk, ())))
        for row in trajectories
        if row.pk in opened
    )


Lines = tuple[tuple[ConversationLine, ...], tuple[SharedLine, ...]]


def _page(actor: Actor, trajectory: Trajectory, opened: tuple[Card, OpenKey], lines: Lines) -> MySupport:
    card, key = opened
    state = State(trajectory.state)
    return MySupport(
        trajectory_id=trajectory.pk,
        spoken_name=trajectory.spoken_name,
        state=state,
        asked_waiting=state is State.SEARCHING,
        question_unsure=state is State.SEARCHING and trajectory.question_unsure,
        underway=card.underway,
        asked_at=trajectory.asked_at,
        name=card.name,
        channel=card.channel,
        address=card.address,
        windows=tuple(trajectory.windows),
        craft=trajectory.craft,
        unit_id=trajectory.unit_id,
        unit_name=trajectory.unit_name,
        kind=card.kind,
        kind_name=guideline.kind_label(card.kind, actor.organisation_id) if card.kind else None,
        day=card.day,
        signed_in=bool(trajectory.person_tag),
        choice=card.choice,
        leaves_out=len(card.never),
        stays_away=card.away is not None,
        hides=len(trajectory.hidden_from),
        supporter_name=trajectory.supporter_name,
        supporter_craft=trajectory.supporter_craft,
        because=tuple(trajectory.because),
        conditions_told_on=trajectory.conditions_told_on,
        conversations=lines[0],
        shared=lines[1],
        help_from=trajectory.help_from,
        help_until=trajectory.help_until,
        closes_on=trajectory.closes_on,
        hard_stop_on=trajectory.hard_stop_on,
        evaluation=evaluation_of(trajectory, key),
    )


def _rounded_up(at: datetime) -> datetime:
    """The next quarter of an hour, as the clock on the wall says it: what is said must not be too early."""
    wall = at.replace(tzinfo=None, second=0, microsecond=0)
    past = timedelta(minutes=wall.minute % 15)
    return wall if not past and at.second == 0 else wall - past + QUARTER
