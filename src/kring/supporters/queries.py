"""What other contexts may ask about supporters."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kring.foundation.actor import Actor
from kring.foundation.privacy import Held, provides
from kring.supporters.models import Availability, Supporter


@dataclass(frozen=True, slots=True)
class Candidate:
    """A supporter as the matching sees them; `ready` is trained, not paused, not cooling down."""

    id: UUID
    name: str
    craft: str
    unit_id: UUID | None
    division_id: UUID | None
    windows: frozenset[str]
    languages: frozenset[str]
    ready: bool
    mail: str
    language: str


@dataclass(frozen=True, slots=True)
class SupporterCard:
    """A supporter as colleagues see them: name, craft, unit; no load, no history (decision 13)."""

    id: UUID
    name: str
    craft: str
    unit_name: str
    can_now: bool
    trained_until: date


@dataclass(frozen=True, slots=True)
class Reachable:
    """A trained supporter who says "can now", with what everybody may know of them."""

    id: UUID
    name: str
    craft: str
    unit_name: str
    windows: frozenset[str]
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class MyAvailability:
    """A supporter's own settings."""

    windows: tuple[str, ...]
    languages: tuple[str, ...]
    can_now: bool
    paused_until: date | None
    cools_down_until: date | None
    trained_until: date
    mail: str
    language: str


def candidates(today: date) -> list[Candidate]:
    """All supporters of the organisation in context, with availability; for the matching (job) only."""
    seen = "id name craft unit_id unit__division_id windows languages can_now trained_until".split()
    held = (
        "availability__paused_until availability__cools_down_until availability__mail availability__language".split()
    )
    rows = Supporter.objects.filter(availability__isnull=False).values_list(*seen, *held)
    return [_candidate(today, *row) for row in rows]


def _candidate(
    today: date,
    key: UUID,
    name: str,
    craft: str,
    unit_id: UUID | None,
    division_id: UUID | None,
    windows: list[str],
    languages: list[str],
    can_now: bool,
    trained_until: date,
    paused_until: date | None,
    cools_down_until: date | None,
    mail: str,
    language: str,
) -> Candidate:
    resting = any(hold and hold >= today for hold in (paused_until, cools_down_until))
    ready = can_now and trained_until >= today and not resting
    kinds = frozenset(windows), frozenset(languages)
    return Candidate(key, name, craft, unit_id, division_id, *kinds, ready, mail, language)


def cards() -> tuple[SupporterCard, ...]:
    """The supporters of the organisation, as anyone in it may see them, by name."""
    rows = Supporter.objects.order_by("name")
    return tuple(SupporterCard(*row) for row in rows.values_list(*(field.name for field in fields(SupporterCard))))


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """What the supporters among these are called; anyone in the organisation may know."""
    return dict(Supporter.objects.filter(pk__in=ids).values_list("id", "name"))


def number() -> int:
    """How many supporters the organisation has; they are a list anybody in it may read."""
    return Supporter.objects.count()


def reachable(today: date) -> tuple[Reachable, ...]:
    """
    Trained supporters who say that they can now, by name.

    Pauses and rest after a trajectory are not known here, so the matching may still ask somebody else.
    """
    rows = Supporter.objects.filter(can_now=True, trained_until__gte=today).order_by("name")
    return tuple(
        Reachable(key, name, craft, unit_name, frozenset(windows), frozenset(languages))
        for key, name, craft, unit_name, windows, languages in rows.values_list(
            "id", "name", "craft", "unit_name", "windows", "languages"
        )
    )


def card(supporter_id: UUID, *, lock: bool = False) -> SupporterCard | None:
    """
    One supporter's card.

    :param lock: one's own, so that whoever takes the role away meanwhile waits, and then sees whom one supports
    """
    rows = Supporter.objects.select_for_update() if lock else Supporter.objects
    row = rows.filter(pk=supporter_id).first()
    return SupporterCard(row.id, row.name, row.craft, row.unit_name, row.can_now, row.trained_until) if row else None


def letterbox(supporter_id: UUID) -> tuple[str, str] | None:
    """The address and language for questions to this supporter; for the worker (job) only."""
    return Availability.objects.filter(supporter_id=supporter_id).values_list("mail", "language").first()


def mine(supporter_id: UUID) -> MyAvailability | None:
    """A supporter's own availability; nobody else's is visible to this context."""
    row = Availability.objects.select_related("supporter").filter(pk=supporter_id).first()
    if row is None:
        return None
    return MyAvailability(
        windows=tuple(row.supporter.windows),
        languages=tuple(row.supporter.languages),
        can_now=row.supporter.can_now,
        paused_until=row.paused_until,
        cools_down_until=row.cools_down_until,
        trained_until=row.supporter.trained_until,
        mail=row.mail,
        language=row.language,
    )


@provides("supporters_supporter")
def _held_of_card(actor: Actor) -> list[Held]:
    """The card that colleagues see."""
    row = Supporter.objects.filter(pk=actor.subject).first() if actor.kind == "web" else None
    if row is None:
        return []
    held = [
        Held(_("Your card as supporter: %(name)s, your craft and your ward") % {"name": row.name}),
        Held(_("When you can be asked, and in which languages")),
        Held(_("Until when your training counts")),
    ]
    return [*held, Held(_("That you can now") if row.can_now else _("That you cannot now"))]


@provides("supporters_availability")
def _held_of_availability(actor: Actor) -> list[Held]:
    """What only the supporter and the matching see."""
    own = mine(actor.subject) if actor.kind == "web" else None
    if own is None:
        return []
    held = [Held(_("Where questions are sent to: %(mail)s") % {"mail": own.mail})]
    if own.paused_until:
        held.append(Held(_("Your break"), gone_on=own.paused_until))
    if own.cools_down_until:
        held.append(Held(_("Your rest after a conversation"), gone_on=own.cools_down_until))
    return held


def reach_by_craft(today: date) -> dict[str, str]:
    """Per craft `ample` or `tight`: fewer than three who can now is tight. Never a number (decision 13)."""
    trained = Supporter.objects.filter(trained_until__gte=today)
    able = trained.values_list("craft").annotate(able=Count("pk", filter=Q(can_now=True))).order_by("craft")
    return {craft: "ample" if count >= 3 else "tight" for craft, count in able}
