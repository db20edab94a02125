"""Who looked at one's own support, by day (privacy contract, promise 4)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.audit.log import Line
from kring.support import wording
from kring.support.queries.common import Opened, cards_and_keys_of
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
    opened = cards_and_keys_of(own_trajectories(actor))
    own = {card.person_id for card, _key in opened.values()} | {actor.subject}
    lines = lines_about_own(actor, opened)
    names = _names(lines) if lines else {}
    found = (_seen(line, own, names) for line in sorted(lines, key=lambda line: line.on_day, reverse=True))
    return tuple(dict.fromkeys(found))


def lines_about_own(actor: Actor, opened: Opened) -> tuple[Line, ...]:
    """What the log says about this person and what is their own now."""
    tags = [actor.tag] if actor.kind == "web" else []
    return log.lines_about(*tags, *(key.tag("subject") for _card, key in opened.values()))


def _names(lines: tuple[Line, ...]) -> dict[UUID, str]:
    """Who can be named: supporters and coordinators, whose names everybody here may see."""
    return supporters.names({one for line in lines if (one := _person(line))}) | dict(coordinators())


def _person(line: Line) -> UUID | None:
    """Who it was, if it was somebody who signed in."""
    kind, _colon, key = line.actor.partition(":")
    return UUID(key) if kind == "person" else None


def _seen(line: Line, own: set[UUID | None], names: dict[UUID, str]) -> Seen:
    return Seen(
        on_day=line.on_day,
        who=_who(line, own, names),
        what=wording.happened(line.event, line.fields),
        reason=line.reason,
        why=str(wording.DANGERS.get(line.reason, "")),
        emergency=line.emergency,
    )


def _who(line: Line, own: set[UUID | None], names: dict[UUID, str]) -> str:
    if line.actor.startswith("job:"):
        return _("Kring itself")
    person = _person(line)
    if person is None or person in own:
        return _("you")
    role = wording.role(line.roles)
    return f"{names[person]}, {role}" if person in names else role
