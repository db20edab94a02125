"""Who looked at one's own support, by day (privacy contract, promise 4)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.audit.log import Line
from kring.support import wording
from kring.support.queries.common import cards_and_keys_of
from kring.support.queries.mine import coordinators, own_trajectories
from kring.supporters import queries as supporters


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the log, in words; `reason` is a key of a closed list or empty, `why` the same in words if known."""

    on_day: date
    who: str
    what: str
    reason: str
    why: str
    emergency: bool


def who_looked(actor: Actor) -> tuple[Seen, ...]:
    """What the log says about whatever is one's own now, the latest first: knowing the key is the authority."""
    own, lines = _lines(actor)
    names = _names() if lines else {}
    found = (_seen(line, own, names) for line in sorted(lines, key=lambda line: line.on_day, reverse=True))
    return tuple(dict.fromkeys(found))


def was_looked_at(actor: Actor) -> bool:
    """Whether it says anything, without asking who they were."""
    return bool(_lines(actor)[1])


def _lines(actor: Actor) -> tuple[set[UUID], tuple[Line, ...]]:
    """Who one is oneself, and every line about it."""
    own = {actor.subject} if actor.kind == "web" else set()
    tags = [actor.tag] if actor.kind == "web" else []
    for card, key in cards_and_keys_of(own_trajectories(actor)).values():
        own |= {card.person_id} if card.person_id else set()
        tags.append(key.tag("subject"))
    return own, log.lines_about(*tags)


def _names() -> dict[UUID, str]:
    """Who can be named: supporters and coordinators, whose names everybody here may see."""
    return {card.id: card.name for card in supporters.cards()} | dict(coordinators())


def _seen(line: Line, own: set[UUID], names: dict[UUID, str]) -> Seen:
    return Seen(
        on_day=line.on_day,
        who=_who(line, own, names),
        what=wording.happened(line.event, line.fields),
        reason=line.reason,
        why=str(wording.DANGERS.get(line.reason, "")),
        emergency=line.emergency,
    )


def _who(line: Line, own: set[UUID], names: dict[UUID, str]) -> str:
    if line.actor.startswith("job:"):
        return _("Kring itself")
    if not line.actor.startswith("person:"):
        return _("you")
    person = UUID(line.actor.removeprefix("person:"))
    if person in own:
        return _("you")
    role = wording.role(line.roles)
    return f"{names[person]}, {role}" if person in names else role
