"""When PAGO and PMO are here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kring.referral.domain.lists import KINDS_OF_CHECK
from kring.referral.models import HealthCheck


@dataclass(frozen=True, slots=True)
class Offered:
    """
    One of the two as everyone reads it.

    `when`: `none` known, `coming`, `now`, or `over`.
    """

    kind: str
    when: str
    opens_on: date | None
    closes_on: date | None
    how: str
    website: str


def health_checks(today: date, language: str) -> tuple[Offered, ...]:
    """Both, whether or not anything is known of them."""
    rows = {row.kind: row for row in HealthCheck.objects.all()}
    return tuple(_offered(kind, rows.get(kind), today, language) for kind in KINDS_OF_CHECK)


def check_entry(kind: str) -> dict[str, Any]:
    """What is kept of one, to change it."""
    row = HealthCheck.objects.filter(kind=kind).first()
    names = ("opens_on", "closes_on", "how_nl", "how_en", "website")
    return {name: getattr(row, name) for name in names} if row else {}


def _offered(kind: str, row: HealthCheck | None, today: date, language: str) -> Offered:
    if row is None:
        return Offered(kind, "none", None, None, "", "")
    how = (row.how_en or row.how_nl) if language == "en" else (row.how_nl or row.how_en)
    return Offered(kind, _when(row, today), row.opens_on, row.closes_on, how, row.website)


def _when(row: HealthCheck, today: date) -> str:
    if row.closes_on and row.closes_on < today:
        return "over"
    if row.opens_on and row.opens_on > today:
        return "coming"
    return "now" if row.opens_on or row.closes_on else "none"
