"""The organisation as every page needs it: its name, its clock, and whom to call. Read twice a minute at most."""

import time as timer
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from kring.foundation.tenancy.queries import organisation
from kring.portal.domain.contact import Contact, contact
from kring.portal.domain.on_call import Reach, reach

SECONDS = 30
_known: dict[UUID, tuple[float, "House"]] = {}


@dataclass(frozen=True, slots=True)
class House:
    """What an organisation decided for itself, as far as pages show it."""

    name: str
    host: str
    zone: ZoneInfo
    is_demo: bool
    on_call_phone: str
    on_call_from: time | None
    on_call_until: time | None
    confidential_adviser: Contact | None
    occupational_health: Contact | None
    outside_help: Contact | None
    welcome: Mapping[str, str]
    brand: tuple[str, str]
    restored_to: datetime | None = None
    restored_until: datetime | None = None

    def reach(self, at: datetime) -> Reach | None:
        """Whether a colleague answers now; None where there is no line."""
        if not self.on_call_phone:
            return None
        return reach(at.astimezone(self.zone), self.on_call_from, self.on_call_until)


def house(organisation_id: UUID) -> House:
    """The organisation in context, remembered per process for half a minute."""
    at = timer.monotonic()
    found = _known.get(organisation_id)
    if found and found[0] > at:
        return found[1]
    row = organisation(organisation_id)
    answer = House(
        name=row.name,
        host=row.host,
        zone=ZoneInfo(row.zone),
        is_demo=row.is_demo,
        on_call_phone=row.on_call_phone,
        on_call_from=row.on_call_from,
        on_call_until=row.on_call_until,
        confidential_adviser=contact(row.confidential_adviser),
        occupational_health=contact(row.occupational_health),
        outside_help=contact(row.outside_help),
        welcome={"nl": row.welcome_nl, "en": row.welcome_en},
        brand=(row.brand_light, row.brand_dark),
        restored_to=row.restored_to,
        restored_until=row.restored_until,
    )
    if len(_known) > 1000:
        _known.clear()
    _known[organisation_id] = (at + SECONDS, answer)
    return answer


def forget(organisation_id: UUID) -> None:
    """Read it anew in this process; the others do within half a minute."""
    _known.pop(organisation_id, None)
