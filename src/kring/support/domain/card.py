"""The sealed card of a trajectory: the only place where a name stands, and only while it lasts (decision 28)."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Card:
    """
    How to reach somebody, and what the matching must know.

    :param channel: `call`, `text` or `private_mail`
    :param never: supporters this person would rather not have; nobody else can read this
    :param kind: kind of event, if the person wanted to say; `day` likewise. Of what goes its own way nothing is kept
    :param away: the unit to stay away from, and its whole division; only the matching opens this (decision 4)
    :param reach_since: the day on which they gave another way to be reached, if their supporter knew the old one
    :param underway: mails of which nobody said yet that they went, and since when; see `domain.mails` (ADR 19)
    """

    name: str
    channel: str
    address: str
    person_id: UUID | None = None
    never: tuple[UUID, ...] = ()
    choice: UUID | None = None
    elsewhere: bool = False
    kind: str = ""
    day: date | None = None
    event_id: UUID | None = None
    away: UUID | None = None
    underway: tuple[tuple[str, str], ...] = ()
    reach_since: date | None = None

    def is_of(self, name: str, address: str) -> bool:
        """Whether these are the name and the address on it, whatever their case."""
        return (name.casefold(), address.casefold()) == (self.name.casefold(), self.address.casefold())

    def packed(self) -> dict[str, Any]:
        """As plain JSON values, to be sealed."""
        return {
            **asdict(self),
            "person_id": str(self.person_id) if self.person_id else None,
            "never": [str(supporter) for supporter in self.never],
            "choice": str(self.choice) if self.choice else None,
            "day": self.day.isoformat() if self.day else None,
            "event_id": str(self.event_id) if self.event_id else None,
            "away": str(self.away) if self.away else None,
            "reach_since": self.reach_since.isoformat() if self.reach_since else None,
        }


def unpacked(values: dict[str, Any]) -> Card:
    """The card from what was sealed."""
    return Card(
        name=values["name"],
        channel=values["channel"],
        address=values["address"],
        person_id=_uuid(values["person_id"]),
        never=tuple(UUID(supporter) for supporter in values["never"]),
        choice=_uuid(values["choice"]),
        elsewhere=values["elsewhere"],
        kind=values["kind"],
        day=_date(values["day"]),
        event_id=_uuid(values["event_id"]),
        away=_uuid(values.get("away")),  # cards sealed before this existed do not have it
        underway=tuple((kind, since) for kind, since in values.get("underway", ())),  # nor this
        reach_since=_date(values.get("reach_since")),  # nor this
    )


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _uuid(value: str | None) -> UUID | None:
    return UUID(value) if value else None
